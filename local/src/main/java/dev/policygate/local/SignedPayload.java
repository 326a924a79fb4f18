package dev.policygate.local;

import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Makes sure that a payload is the one that was signed.
 *
 * @param claim the signature of the headers, which hold the payload's hash, or say how it is
 *     chunked
 */
record SignedPayload(SignatureClaim claim, SigningKey key, String timestamp) {
  static final String HASH_HEADER = "x-amz-content-sha256";

  /** Returns {@code request} with its payload as it was before it was chunked for the way. */
  HttpRequest verify(HttpRequest request, Dialect dialect) {
    Optional<String> stated = request.header(HASH_HEADER);
    if (dialect == Dialect.S3) {
      return verifyForS3(
          request,
          stated.orElseThrow(
              () ->
                  new AwsError(
                      400,
                      "InvalidRequest",
                      "Missing required header for this request: " + HASH_HEADER)));
    }
    if (stated.isPresent() && !isHash(stated.get(), request)) {
      throw Authenticator.wrongSignature();
    }
    // Without the header, what was signed is the hash that the payload turned out to have.
    return request;
  }

  private HttpRequest verifyForS3(HttpRequest request, String stated) {
    return switch (stated) {
      case "UNSIGNED-PAYLOAD" -> request;
      case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" ->
          decoded(request, ChunkedPayload.unsigned(request.body()));
      case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" ->
          decoded(
              request,
              ChunkedPayload.signed(
                  request.body(), key, timestamp, claim.scope(), claim.signature()));
      default -> {
        if (!isHash(stated, request)) {
          throw new AwsError(
              400,
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.");
        }
        yield request;
      }
    };
  }

  private static boolean isHash(String stated, HttpRequest request) {
    return stated.equals(request.body().hexDigest("SHA-256"));
  }

  private static HttpRequest decoded(HttpRequest request, ChunkedPayload.Decoded payload) {
    String length = request.header("x-amz-decoded-content-length").orElse("");
    if (!length.equals(Integer.toString(payload.content().size()))) {
      throw new AwsError(
          400,
          "IncompleteBody",
          "You did not provide the number of bytes specified by the"
              + " x-amz-decoded-content-length header");
    }
    var announced =
        new TreeSet<>(List.of(request.header("x-amz-trailer").orElse("").split(" *, *")));
    announced.remove("");
    if (!announced.equals(payload.trailers().keySet())) {
      throw new AwsError(
          400, "MalformedTrailerError", "The trailers are not those that x-amz-trailer announces");
    }
    return request.withPayload(payload.content(), payload.trailers());
  }
}
