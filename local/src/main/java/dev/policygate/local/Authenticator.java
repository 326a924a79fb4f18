package dev.policygate.local;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Finds out who signed a request, and that it is as it was signed. */
final class Authenticator {
  private static final Duration TOLERANCE = Duration.ofMinutes(15);
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final String PAYLOAD_HASH = "x-amz-content-sha256";

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
            Bytes.of(canonical(request, claim)).hexDigest("SHA-256"));
    if (!signingKey.made(claim.signature(), stringToSign)) {
      throw wrongSignature();
    }
    requireRecent(timestamp);
    if (key.expiry().isPresent() && !clock.instant().isBefore(key.expiry().get())) {
      throw CommonError.EXPIRED_TOKEN.because(
          "The security token included in the request is expired");
    }
    return new Authenticated(key.caller(), payload(request, claim, signingKey, timestamp, dialect));
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

  private static String canonical(HttpRequest request, SignatureClaim claim) {
    String headers =
        claim.signedHeaders().stream()
            .map(name -> name + ":" + canonicalValue(request, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        Percent.encodePath(request.path()),
        canonicalQuery(request),
        headers,
        String.join(";", claim.signedHeaders()),
        request.header(PAYLOAD_HASH).orElseGet(() -> request.body().hexDigest("SHA-256")));
  }

  private static String canonicalValue(HttpRequest request, String name) {
    return request.headers().getOrDefault(name, List.of()).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String canonicalQuery(HttpRequest request) {
    List<Map.Entry<String, String>> encoded = new ArrayList<>();
    for (var pair : request.query()) {
      encoded.add(Map.entry(Percent.encode(pair.getKey()), Percent.encode(pair.getValue())));
    }
    encoded.sort(
        Comparator.comparing(Map.Entry<String, String>::getKey).thenComparing(Map.Entry::getValue));
    return encoded.stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("&"));
  }

  /** Verifies the payload against the hash that was signed, and decodes it where it is chunked. */
  private static HttpRequest payload(
      HttpRequest request,
      SignatureClaim claim,
      SigningKey key,
      String timestamp,
      Dialect dialect) {
    String hash = request.header(PAYLOAD_HASH).orElse("");
    if (dialect == Dialect.S3) {
      switch (hash) {
        case "" ->
            throw new AwsError(
                400, "InvalidRequest", "Missing required header for this request: " + PAYLOAD_HASH);
        case "UNSIGNED-PAYLOAD" -> {
          return request;
        }
        case "STREAMING-UNSIGNED-PAYLOAD-TRAILER" -> {
          return decoded(request, ChunkedPayload.unsigned(request.body()));
        }
        case "STREAMING-AWS4-HMAC-SHA256-PAYLOAD", "STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER" -> {
          return decoded(
              request,
              ChunkedPayload.signed(
                  request.body(), key, timestamp, claim.scope(), claim.signature()));
        }
        default -> {}
      }
    }
    if (!hash.isEmpty() && !hash.equals(request.body().hexDigest("SHA-256"))) {
      throw dialect == Dialect.S3
          ? new AwsError(
              400,
              "XAmzContentSHA256Mismatch",
              "The provided 'x-amz-content-sha256' header does not match what was computed.")
          : wrongSignature();
    }
    return request;
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
