package dev.policygate.local;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an Authorization header of signature version 4 claims.
 *
 * @param date the day of the credential's scope, {@code 20260131}
 */
record SignatureClaim(
    String accessKeyId,
    String date,
    String region,
    String service,
    List<String> signedHeaders,
    String signature) {
  private static final Pattern HEADER =
      Pattern.compile(
          "AWS4-HMAC-SHA256 +Credential=([^/, ]+)/(\\d{8})/([^/, ]+)/([^/, ]+)/aws4_request, *"
              + "SignedHeaders=([^, ]+), *Signature=([0-9a-f]{64})");

  /** The claim of {@code request}; empty when there is no Authorization header at all. */
  static Optional<SignatureClaim> of(HttpRequest request) {
    return request.header("authorization").map(SignatureClaim::parse);
  }

  String scope() {
    return date + "/" + region + "/" + service + "/aws4_request";
  }

  private static SignatureClaim parse(String header) {
    Matcher matcher = HEADER.matcher(header.strip());
    if (!matcher.matches()) {
      throw CommonError.BAD_AUTHORIZATION.because(
          "Authorization header is not of the form AWS4-HMAC-SHA256"
              + " Credential=…, SignedHeaders=…, Signature=…");
    }
    return new SignatureClaim(
        matcher.group(1),
        matcher.group(2),
        matcher.group(3),
        matcher.group(4),
        List.of(matcher.group(5).split(";")),
        matcher.group(6));
  }
}
