package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The examples that the S3 API reference calculates, with AWS's example key. */
class SigningKeyTest {
  private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
  private static final String TIMESTAMP = "20130524T000000Z";
  private static final SignatureClaim CLAIM =
      new SignatureClaim(
          "AKIAIOSFODNN7EXAMPLE", "20130524", "us-east-1", "s3", List.of("host"), "");
  private static final String SEED =
      "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9";

  private final SigningKey key = new SigningKey(SECRET, CLAIM);

  private static String chunk(String content, String signature) {
    return "%x;chunk-signature=%s\r\n%s\r\n".formatted(content.length(), signature, content);
  }

  private static Bytes upload(String content) {
    return Bytes.of(
        chunk(
                content.substring(0, 65_536),
                "ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648")
            + chunk(
                content.substring(65_536),
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497")
            + chunk("", "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9"));
  }

  private ChunkedPayload.Decoded decode(Bytes body) {
    return ChunkedPayload.signed(body, key, TIMESTAMP, CLAIM.scope(), SEED);
  }

  @Test
  void makesTheSignatureOfTheGetExample() {
    String stringToSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            TIMESTAMP,
            "20130524/us-east-1/s3/aws4_request",
            "7344ae5b7ee6c3e7e6b0fe0640412a37625d1fbfff95c48bbb2dc43964946972");
    String signature = "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41";
    assertThat(key.made(signature, stringToSign)).isTrue();
    assertThat(key.made(signature, stringToSign + " ")).isFalse();
    assertThat(new SigningKey(SECRET + "x", CLAIM).made(signature, stringToSign)).isFalse();
  }

  @Test
  void verifiesTheChunksOfTheUploadExample() {
    String content = "a".repeat(66_560);
    ChunkedPayload.Decoded decoded = decode(upload(content));
    assertThat(decoded.content().text()).isEqualTo(content);
    assertThat(decoded.trailers()).isEqualTo(Map.of());
  }

  @Test
  void everyChunkIsVerified() {
    String content = "a".repeat(66_560);
    assertThatThrownBy(() -> decode(upload("b" + content.substring(1))))
        .hasMessageStartingWith("The request signature we calculated does not match");
    assertThatThrownBy(() -> decode(upload(content.substring(1) + "b")))
        .hasMessageStartingWith("The request signature we calculated does not match");
    assertThatThrownBy(() -> decode(Bytes.of(upload(content).text().replace("b6c6", "b6c7"))))
        .hasMessageStartingWith("The request signature we calculated does not match");
  }

  @Test
  void whatIsNoChunkIsRefused() {
    for (String body :
        List.of(
            "",
            "5",
            "zz\r\n",
            "-1\r\nx\r\n",
            "5\r\nab",
            "2\r\nabc\r\n0\r\n\r\n",
            "7fffffff\r\nabc\r\n",
            "2\r\nab\r\n0\r\nno colon\r\n")) {
      assertThatThrownBy(() -> ChunkedPayload.unsigned(Bytes.of(body)))
          .as(body)
          .hasMessage("The body is not encoded as the aws-chunked that it claims to be");
    }
  }

  @Test
  void trailersComeAfterTheLastChunk() {
    var decoded =
        ChunkedPayload.unsigned(
            Bytes.of("2\r\nab\r\n1\r\nc\r\n0\r\nX-Amz-Checksum-Crc32: NSRBwg==\r\n\r\n"));
    assertThat(decoded.content().text()).isEqualTo("abc");
    assertThat(decoded.trailers()).isEqualTo(Map.of("x-amz-checksum-crc32", "NSRBwg=="));
  }
}
