package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.local.RawClient.Answered;
import dev.policygate.local.RawClient.Payload;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;

/** Who signed, and that nothing was changed since: against the SDK's signer. */
class SignatureTest {
  private static final Pattern CODE = Pattern.compile("<Code>(\\w+)</Code>|\"__type\":\"(\\w+)\"");
  private static final String FORM = "Action=GetCallerIdentity&Version=2011-06-15";
  private static final String IAM_FORM = "Action=ListRoles&Version=2010-05-08";
  private static final Map<String, String> FORM_TYPE =
      Map.of("Content-Type", "application/x-www-form-urlencoded");

  private final ShiftedClock clock = new ShiftedClock();
  private final TwoAccounts accounts = new TwoAccounts(b -> b.clock(clock));
  private final Clients administrator = accounts.administrator();
  private final RawClient s3 = RawClient.of(administrator, "s3");

  @BeforeEach
  void createBucket() {
    accounts.sandbox().createBucket("bucket", Optional.empty());
    accounts.sandbox().createRole("role", Documents.trust("\"AWS\": \"222222222222\""));
    accounts.sandbox().putRolePolicy("role", "all", Documents.policy(Documents.allow("*", "*")));
  }

  @AfterEach
  void close() {
    accounts.close();
  }

  private Answered put(RawClient client, String body, UnaryOperator<RawClient.Sent> change) {
    return client.call("PUT", "/bucket/key", Map.of("x-amz-meta-a", "b"), body, change);
  }

  private Answered callAs(AwsCredentials credentials, String service) {
    RawClient client = RawClient.of(new Clients(administrator.endpoint(), credentials), service);
    return switch (service) {
      case "s3" -> client.call("GET", "/bucket?location", Map.of(), "");
      case "iam" -> client.call("POST", "/", FORM_TYPE, IAM_FORM);
      case "sts" -> client.call("POST", "/", FORM_TYPE, FORM);
      default ->
          client.call(
              "POST",
              "/",
              Map.of(
                  "X-Amz-Target",
                  "CodePipeline_20150709.ListPipelines",
                  "Content-Type",
                  "application/x-amz-json-1.1"),
              "{}");
    };
  }

  private static String code(Answered answered) {
    var matcher = CODE.matcher(answered.body());
    assertThat(matcher.find()).as(answered.body()).isTrue();
    return matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
  }

  private static void assertRefused(Answered answered, int status, String code) {
    assertThat(answered.status() + " " + code(answered)).isEqualTo(status + " " + code);
  }

  private AwsSessionCredentials session() {
    return (AwsSessionCredentials)
        administrator.assuming("arn:aws:iam::222222222222:role/role", "session").credentials();
  }

  @ParameterizedTest
  @EnumSource(Payload.class)
  void everyWayToSignAPayloadIsUnderstood(Payload payload) {
    assertThat(put(s3.signing(payload), "the content", sent -> sent).status()).isEqualTo(200);
    var read = administrator.s3().getObjectAsBytes(b -> b.bucket("bucket").key("key"));
    assertThat(read.asUtf8String()).isEqualTo("the content");
    assertThat(read.response().metadata()).isEqualTo(Map.of("a", "b"));
  }

  @ParameterizedTest
  @CsvSource({
    "SIGNED, XAmzContentSHA256Mismatch, 400",
    "SIGNED_CHUNKS, SignatureDoesNotMatch, 403",
    "SIGNED_CHUNKS_AND_TRAILER, SignatureDoesNotMatch, 403",
    "UNSIGNED_CHUNKS_AND_TRAILER, BadDigest, 400"
  })
  void aChangedPayloadIsNoticed(Payload payload, String code, int status) {
    Answered answered =
        put(
            s3.signing(payload),
            "the content",
            sent -> sent.withBody(body -> body.replace("content", "kontent")));
    assertRefused(answered, status, code);
    assertThat(administrator.s3().listObjectsV2(b -> b.bucket("bucket")).contents()).isEmpty();
  }

  @Test
  void aChangedTrailerIsNoticed() {
    Answered answered =
        put(
            s3.signing(Payload.SIGNED_CHUNKS_AND_TRAILER),
            "the content",
            sent ->
                sent.withBody(
                    body -> body.replaceFirst("checksum-crc32:.*", "checksum-crc32:AAAAAA==\r")));
    assertRefused(answered, 403, "SignatureDoesNotMatch");
  }

  @Test
  void trailersAreThoseAnnounced() {
    Answered answered =
        put(
            s3.signing(Payload.UNSIGNED_CHUNKS_AND_TRAILER),
            "the content",
            sent ->
                sent.withBody(
                    body -> body.replace("x-amz-checksum-crc32:", "x-amz-checksum-crc3x:")));
    assertRefused(answered, 400, "MalformedTrailerError");
  }

  @Test
  void whatWasSignedIsNotChanged() {
    RawClient client = s3.signing(Payload.UNSIGNED);
    assertRefused(
        put(client, "x", sent -> sent.withHeader("x-amz-meta-a", "c")),
        403,
        "SignatureDoesNotMatch");
    assertRefused(
        put(client, "x", sent -> sent.to(URI.create(sent.uri() + "2"))),
        403,
        "SignatureDoesNotMatch");
    assertRefused(
        put(client, "x", sent -> sent.to(URI.create(sent.uri() + "?versionId=1"))),
        403,
        "SignatureDoesNotMatch");
    assertRefused(
        put(client, "x", sent -> sent.withHeader("x-amz-meta-new", "c")), 403, "AccessDenied");
    assertRefused(
        put(client, "x", sent -> sent.withoutHeader("x-amz-meta-a")), 403, "SignatureDoesNotMatch");
  }

  @Test
  void aChangedFormIsNoticed() {
    RawClient sts = RawClient.of(administrator, "sts");
    assertThat(sts.call("POST", "/", FORM_TYPE, FORM).status()).isEqualTo(200);
    assertRefused(
        sts.call("POST", "/", FORM_TYPE, FORM, sent -> sent.withBody(body -> body + "&A=1")),
        403,
        "SignatureDoesNotMatch");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a b+c",
        "100%",
        "%41",
        "ä/ö/€",
        "a//b",
        "/a",
        "a~!*'()&=;:@,$#?[]",
        "..",
        "a/../b"
      })
  void keysMayHoldAnything(String key) {
    administrator.s3().putObject(b -> b.bucket("bucket").key(key), RequestBody.fromString("x"));
    assertThat(administrator.s3().listObjectsV2(b -> b.bucket("bucket").prefix(key)).contents())
        .extracting("key")
        .containsExactly(key);
    assertThat(administrator.s3().getObjectAsBytes(b -> b.bucket("bucket").key(key)).asUtf8String())
        .isEqualTo("x");
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 403, SignatureDoesNotMatch",
    "iam, 403, SignatureDoesNotMatch",
    "sts, 403, SignatureDoesNotMatch",
    "codepipeline, 400, InvalidSignatureException"
  })
  void aWrongSecretIsRefused(String service, int status, String code) {
    String known = administrator.credentials().accessKeyId();
    assertRefused(callAs(AwsBasicCredentials.create(known, "wrong"), service), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 403, InvalidAccessKeyId",
    "iam, 403, InvalidClientTokenId",
    "sts, 403, InvalidClientTokenId",
    "codepipeline, 400, UnrecognizedClientException"
  })
  void anUnknownKeyIsRefused(String service, int status, String code) {
    AwsCredentials unknown = AwsBasicCredentials.create("AKIAUNKNOWNUNKNOWN00", "secret");
    assertRefused(callAs(unknown, service), status, code);
    AwsSessionCredentials session = session();
    AwsCredentials withoutToken =
        AwsBasicCredentials.create(session.accessKeyId(), session.secretAccessKey());
    assertRefused(callAs(withoutToken, service), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 400, InvalidToken",
    "iam, 403, InvalidClientTokenId",
    "sts, 403, InvalidClientTokenId",
    "codepipeline, 400, UnrecognizedClientException"
  })
  void aWrongTokenIsRefused(String service, int status, String code) {
    AwsSessionCredentials session = session();
    AwsCredentials wrong =
        AwsSessionCredentials.create(
            session.accessKeyId(), session.secretAccessKey(), session().sessionToken());
    assertThat(callAs(session, service).status()).isEqualTo(200);
    assertRefused(callAs(wrong, service), status, code);
    AwsCredentials superfluous =
        AwsSessionCredentials.create(
            administrator.credentials().accessKeyId(),
            administrator.credentials().secretAccessKey(),
            session.sessionToken());
    assertRefused(callAs(superfluous, service), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 400, ExpiredToken",
    "iam, 403, ExpiredToken",
    "sts, 403, ExpiredToken",
    "codepipeline, 400, ExpiredTokenException"
  })
  void sessionsEnd(String service, int status, String code) {
    AwsSessionCredentials session = session();
    clock.shift = 3590;
    RawClient client = RawClient.of(new Clients(administrator.endpoint(), session), service);
    RawClient later = client.at(RawClient.clockAt(Instant.now().plusSeconds(3590)));
    assertThat(call(later).status()).isEqualTo(200);
    clock.shift = 3600;
    RawClient tooLate = client.at(RawClient.clockAt(Instant.now().plusSeconds(3600)));
    assertRefused(call(tooLate), status, code);
  }

  private static Answered call(RawClient client) {
    return switch (client.service()) {
      case "s3" -> client.call("GET", "/bucket?location", Map.of(), "");
      case "iam" -> client.call("POST", "/", FORM_TYPE, IAM_FORM);
      case "sts" -> client.call("POST", "/", FORM_TYPE, FORM);
      default ->
          client.call(
              "POST", "/", Map.of("X-Amz-Target", "CodePipeline_20150709.ListPipelines"), "{}");
    };
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 403, RequestTimeTooSkewed",
    "iam, 403, SignatureDoesNotMatch",
    "codepipeline, 400, InvalidSignatureException"
  })
  void oldSignaturesAndThoseOfTheFutureAreRefused(String service, int status, String code) {
    RawClient client = RawClient.of(administrator, service);
    for (long seconds : new long[] {-901, 910}) {
      Instant then = Instant.now().plusSeconds(seconds);
      assertRefused(call(client.at(RawClient.clockAt(then))), status, code);
    }
    assertThat(call(client.at(RawClient.clockAt(Instant.now().minusSeconds(880)))).status())
        .isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "s3, 400, AuthorizationHeaderMalformed",
    "codepipeline, 400, InvalidSignatureException"
  })
  void otherRegionsAreRefused(String service, int status, String code) {
    assertRefused(call(RawClient.of(administrator, service).in("eu-west-1")), status, code);
  }

  @ParameterizedTest
  @ValueSource(strings = {"iam", "sts"})
  void iamAndStsAreEverywhere(String service) {
    assertThat(call(RawClient.of(administrator, service).in("eu-west-1")).status()).isEqualTo(200);
  }

  @Test
  void unsignedRequestsAreRefused() {
    UnaryOperator<RawClient.Sent> unsigned = sent -> sent.withoutHeader("Authorization");
    assertRefused(put(s3, "x", unsigned), 403, "AccessDenied");
    assertRefused(
        RawClient.of(administrator, "iam").call("POST", "/", FORM_TYPE, IAM_FORM, unsigned),
        403,
        "MissingAuthenticationToken");
    assertRefused(
        RawClient.of(administrator, "codepipeline")
            .call(
                "POST",
                "/",
                Map.of("X-Amz-Target", "CodePipeline_20150709.ListPipelines"),
                "{}",
                unsigned),
        400,
        "MissingAuthenticationTokenException");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Basic YTpi",
        "AWS AKIA:signature",
        "AWS4-HMAC-SHA256 Credential=a/b",
        "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/s3/aws4_request, SignedHeaders=host,"
            + " Signature=zz"
      })
  void otherAuthorizationsAreRefused(String authorization) {
    assertRefused(
        put(s3, "x", sent -> sent.withHeader("Authorization", authorization)),
        400,
        "AuthorizationHeaderMalformed");
  }

  @Test
  void aSignatureIsForOneService() {
    assertRefused(
        RawClient.of(administrator, "sts").call("POST", "/", FORM_TYPE, IAM_FORM),
        400,
        "InvalidAction");
  }

  @Test
  void secretsAreNotShown() {
    Credentials keys = accounts.sandbox().administrator();
    assertThat(keys.toString())
        .isEqualTo("Credentials[" + keys.accessKeyId() + "]")
        .doesNotContain(keys.secretAccessKey());
  }

  /** The real time, and some seconds. */
  private static final class ShiftedClock implements InstantSource {
    private volatile long shift;

    @Override
    public Instant instant() {
      return Instant.now().plusSeconds(shift);
    }
  }
}
