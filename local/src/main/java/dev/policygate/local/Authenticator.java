package dev.policygate.local;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Predicate;

/** Finds out who signed a request, and that it is as it was signed. */
final class Authenticator {
  private static final Duration TOLERANCE = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final KeyRing keys;
  private final InstantSource clock;
  private final String region;
  private final Predicate<Principal.Identity> exists;

  /**
   * @param region the Region that S3 and CodePipeline are in; IAM and STS are everywhere
   * @param exists tells whether the user or the role behind a key is still there
   */
  Authenticator(
      KeyRing keys, InstantSource clock, String region, Predicate<Principal.Identity> exists) {
    this.keys = keys;
    this.clock = clock;
    this.region = region;
    this.exists = exists;
  }

  /** A caller, and the request with its payload decoded. */
  record Authenticated(Caller caller, HttpRequest request) {}

  Authenticated authenticate(HttpRequest request, Dialect dialect) {
    SignatureClaim claim =
        SignatureClaim.of(request)
            .orElseThrow(
                () ->
                    CommonError.NOT_SIGNED.because(
                        dialect == Dialect.S3
                            ? "Access Denied"
                            : "Request is missing Authentication Token"));
    KeyRing.Key key =
        keys.find(claim.accessKeyId())
            .filter(found -> exists.test(found.caller().identity()))
            .orElseThrow(() -> unknownKey(dialect));
    requireToken(request, key, dialect);
    requireRegion(claim, dialect);
    String timestamp = timestamp(request, claim);
    SigningKey signingKey = new SigningKey(key.credentials().secretAccessKey(), claim);
    requireEveryAmzHeaderSigned(request, claim);
    String stringToSign =
        String.join(
            "\n",
            "AWS4-HMAC-SHA256",
            timestamp,
            claim.scope(),
            Bytes.of(CanonicalRequest.of(request, claim)).hexDigest("SHA-256"));
    if (!signingKey.made(claim.signature(), stringToSign)) {
      throw wrongSignature();
    }
    requireRecent(timestamp);
    if (key.expiry().isPresent() && !clock.instant().isBefore(key.expiry().get())) {
      throw CommonError.EXPIRED_TOKEN.because(
          "The security token included in the request is expired");
    }
    var payload = new SignedPayload(claim, signingKey, timestamp);
    return new Authenticated(key.caller(), payload.verify(request, dialect));
  }

  static AwsError wrongSignature() {
    return CommonError.WRONG_SIGNATURE.because(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  private static AwsError unknownKey(Dialect dialect) {
    return CommonError.UNKNOWN_KEY.because(
        dialect == Dialect.S3
            ? "The AWS Access Key Id you provided does not exist in our records."
            : "The security token included in the request is invalid.");
  }

  private static void requireToken(HttpRequest request, KeyRing.Key key, Dialect dialect) {
    var given = request.header("x-amz-security-token");
    if (given.isEmpty() && key.credentials().sessionToken().isPresent()) {
      throw unknownKey(dialect);
    }
    if (!given.equals(key.credentials().sessionToken())) {
      throw CommonError.WRONG_TOKEN.because(
          dialect == Dialect.S3
              ? "The provided token is malformed or otherwise invalid."
              : "The security token included in the request is invalid.");
    }
  }

  private void requireRegion(SignatureClaim claim, Dialect dialect) {
    if (dialect != Dialect.QUERY && !claim.region().equals(region)) {
      throw dialect == Dialect.S3
          ? CommonError.BAD_AUTHORIZATION.because(
              "The authorization header is malformed; the region '%s' is wrong; expecting '%s'"
                  .formatted(claim.region(), region))
          : CommonError.WRONG_SIGNATURE.because("Credential should be scoped to a valid region.");
    }
  }

  private static String timestamp(HttpRequest request, SignatureClaim claim) {
    return request
        .header("x-amz-date")
        .filter(timestamp -> timestamp.startsWith(claim.date() + "T"))
        .orElseThrow(
            () ->
                CommonError.BAD_AUTHORIZATION.because(
                    "The header X-Amz-Date is missing, or is not of the credential's date"));
  }

  private static void requireEveryAmzHeaderSigned(HttpRequest request, SignatureClaim claim) {
    boolean all =
        request.headers().keySet().stream()
            .filter(name -> name.equals("host") || name.startsWith("x-amz-"))
            .allMatch(claim.signedHeaders()::contains);
    if (!all) {
      throw CommonError.ACCESS_DENIED.because(
          "There were headers present in the request which were not signed");
    }
  }

  private void requireRecent(String timestamp) {
    try {
      Instant signed = TIMESTAMP.parse(timestamp, Instant::from);
      if (Duration.between(signed, clock.instant()).abs().compareTo(TOLERANCE) > 0) {
        throw CommonError.SKEWED_CLOCK.because(
            "Signature expired: the difference between the request time and the current time is"
                + " too large.");
      }
    } catch (DateTimeException e) {
      throw CommonError.BAD_AUTHORIZATION.because("X-Amz-Date is not a time");
    }
  }
}
