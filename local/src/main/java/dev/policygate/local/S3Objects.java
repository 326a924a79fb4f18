package dev.policygate.local;

import static dev.policygate.local.S3Service.Level.OBJECT;
import static dev.policygate.local.S3Service.route;

import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** S3's operations on objects. */
final class S3Objects {
  private static final String NO_SUCH_KEY = "The specified key does not exist.";
  private static final String SSE = "x-amz-server-side-encryption";
  private static final String SSE_KEY = SSE + "-aws-kms-key-id";
  private static final String SSE_BUCKET_KEY = SSE + "-bucket-key-enabled";

  private static final DateTimeFormatter HTTP_DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final Set<String> KEPT_HEADERS =
      Set.of("cache-control", "content-disposition", "content-language", "expires");

  private final S3Store store;
  private final InstantSource clock;
  private final List<Listener> listeners = new ArrayList<>();

  S3Objects(S3Store store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /** Hears of every object that is stored. */
  @FunctionalInterface
  interface Listener {
    void stored(Bucket bucket, Bucket.Version version);
  }

  void listen(Listener listener) {
    listeners.add(listener);
  }

  List<S3Service.Route> routes() {
    return List.of(
        route("PutObject", "PUT", OBJECT, "", this::put),
        route("GetObject", "GET", OBJECT, "", this::get, "versionId"),
        route("HeadObject", "HEAD", OBJECT, "", this::head, "versionId"),
        route("DeleteObject", "DELETE", OBJECT, "", this::delete, "versionId"));
  }

  /** Stores an object for {@code caller}, encrypted as the bucket has it or as asked for. */
  Bucket.Version put(Caller caller, Bucket bucket, Upload upload) {
    Wish wish = S3Store.on(bucket, upload.key(), "PutObject");
    if (upload.encryption().isPresent()) {
      Map<String, String> headers = upload.encryption().get().headers();
      wish =
          wish.with("s3:" + SSE, Optional.ofNullable(headers.get(SSE)))
              .with("s3:" + SSE_KEY, Optional.ofNullable(headers.get(SSE_KEY)));
    }
    store.require(caller, wish);
    Encryption encryption = upload.encryption().orElseGet(bucket::encryption);
    store.requireKey(caller, "GenerateDataKey", bucket, upload.key(), encryption);
    Bucket.Version version =
        bucket.put(upload.key(), upload.content(), upload.headers(), encryption, now());
    listeners.forEach(listener -> listener.stored(bucket, version));
    return version;
  }

  /**
   * What is to be stored.
   *
   * @param headers what comes back with the object
   * @param encryption what was asked for; empty when the bucket's own is to be used
   */
  record Upload(
      String key, Bytes content, Map<String, String> headers, Optional<Encryption> encryption) {}

  /** Reads an object for {@code caller}: the version named, or the current one. */
  Bucket.Version get(Caller caller, Bucket bucket, String key, Optional<String> versionId) {
    Bucket.Version version = find(caller, bucket, key, versionId);
    store.requireKey(caller, "Decrypt", bucket, key, version.encryption());
    return version;
  }

  /** An object that {@code caller} may read, if the key that it is encrypted with lets it. */
  private Bucket.Version find(
      Caller caller, Bucket bucket, String key, Optional<String> versionId) {
    String action = versionId.isPresent() ? "GetObjectVersion" : "GetObject";
    store.require(caller, S3Store.on(bucket, key, action));
    Optional<Bucket.Version> found =
        versionId.isPresent() ? bucket.version(key, versionId.get()) : bucket.current(key);
    if (found.isEmpty()) {
      // Only who may list a bucket is told what is not in it.
      store.require(caller, S3Store.on(bucket, "ListBucket"));
      throw versionId.isPresent()
          ? new AwsError(404, "NoSuchVersion", "The specified version does not exist.")
          : new AwsError(404, "NoSuchKey", NO_SUCH_KEY);
    }
    if (found.get().deleteMarker()) {
      Map<String, String> headers =
          Map.of("x-amz-delete-marker", "true", "x-amz-version-id", found.get().id());
      throw versionId.isPresent()
          ? new AwsError(
              new ErrorCode.Specific(405, "MethodNotAllowed"),
              "The specified method is not allowed against this resource.",
              headers)
          : new AwsError(new ErrorCode.Specific(404, "NoSuchKey"), NO_SUCH_KEY, headers);
    }
    return found.get();
  }

  private Answer put(S3Call call) {
    Bucket bucket = store.bucket(call);
    Optional<Checksum.Stated> checksum = Checksum.verified(call.request());
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Content-Type", call.header("content-type").orElse("binary/octet-stream"));
    call.request()
        .headers()
        .forEach(
            (name, values) -> {
              if (name.startsWith("x-amz-meta-") || KEPT_HEADERS.contains(name)) {
                headers.put(name, String.join(",", values));
              }
            });
    // How the body was encoded for the way is no matter of the object.
    call.header("content-encoding")
        .map(encoding -> encoding.replaceFirst("^aws-chunked(, *|$)", ""))
        .filter(encoding -> !encoding.isEmpty())
        .ifPresent(encoding -> headers.put("Content-Encoding", encoding));
    checksum.ifPresent(stated -> headers.put(stated.header(), stated.value()));
    Bucket.Version version =
        put(
            call.caller(),
            bucket,
            new Upload(call.key(), call.request().body(), headers, requestedEncryption(call)));
    Map<String, String> answer = new LinkedHashMap<>(version.encryption().headers());
    answer.put("ETag", quoted(version.etag()));
    checksum.ifPresent(stated -> answer.put(stated.header(), stated.value()));
    putVersion(answer, bucket, version);
    return Answer.empty(200).with(answer);
  }

  private Optional<Encryption> requestedEncryption(S3Call call) {
    Optional<String> keyName = call.header(SSE_KEY);
    String algorithm = call.header(SSE).orElse("");
    boolean bucketKey = call.header(SSE_BUCKET_KEY).filter("true"::equalsIgnoreCase).isPresent();
    if (keyName.isPresent() && !algorithm.equals("aws:kms")) {
      throw CommonError.INVALID_INPUT.because(
          "Server Side Encryption with AWS KMS managed key requires HTTP header"
              + " x-amz-server-side-encryption : aws:kms");
    }
    return switch (algorithm) {
      case "" -> Optional.empty();
      case "AES256" -> Optional.of(new Encryption.S3Managed());
      case "aws:kms" ->
          Optional.of(new Encryption.Kms(store.key(keyName, call.caller().accountId()), bucketKey));
      default ->
          throw new AwsError(
              400,
              "InvalidEncryptionAlgorithmError",
              "The encryption request that you specified is not valid.");
    };
  }

  private Answer get(S3Call call) {
    Bucket bucket = store.bucket(call);
    Bucket.Version version = get(call.caller(), bucket, call.key(), call.query("versionId"));
    return answer(call, bucket, version);
  }

  private Answer head(S3Call call) {
    Bucket bucket = store.bucket(call);
    Bucket.Version version = find(call.caller(), bucket, call.key(), call.query("versionId"));
    if (wantsChecksums(call)) {
      // They are encrypted as the object is; everything else about it is not.
      store.requireKey(call.caller(), "Decrypt", bucket, call.key(), version.encryption());
    }
    return answer(call, bucket, version);
  }

  private static Answer answer(S3Call call, Bucket bucket, Bucket.Version version) {
    Map<String, String> headers = headers(call, bucket, version);
    Optional<ByteRange> range =
        call.header("range").flatMap(asked -> ByteRange.of(asked, version.content().size()));
    if (range.isEmpty()) {
      return new Answer(200, headers, version.content());
    }
    // A checksum of the whole says nothing of a part.
    headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
    headers.put("Content-Range", range.get().header(version.content().size()));
    return new Answer(
        206, headers, version.content().slice(range.get().from(), range.get().to() + 1));
  }

  private Answer delete(S3Call call) {
    Bucket bucket = store.bucket(call);
    Optional<String> versionId = call.query("versionId");
    store.require(
        call.caller(),
        S3Store.on(
            bucket, call.key(), versionId.isPresent() ? "DeleteObjectVersion" : "DeleteObject"));
    Map<String, String> headers = new LinkedHashMap<>();
    if (versionId.isPresent()) {
      bucket.version(call.key(), versionId.get()).ifPresent(bucket::deleteVersion);
      headers.put("x-amz-version-id", versionId.get());
    } else {
      bucket
          .delete(call.key(), now())
          .ifPresent(
              marker -> {
                headers.put("x-amz-delete-marker", "true");
                headers.put("x-amz-version-id", marker.id());
              });
    }
    return Answer.empty(204).with(headers);
  }

  private static Map<String, String> headers(S3Call call, Bucket bucket, Bucket.Version version) {
    Map<String, String> headers = new LinkedHashMap<>(version.headers());
    if (!wantsChecksums(call)) {
      headers.keySet().removeIf(name -> name.startsWith("x-amz-checksum-"));
    }
    headers.putAll(version.encryption().headers());
    headers.put("ETag", quoted(version.etag()));
    headers.put("Accept-Ranges", "bytes");
    headers.put("Last-Modified", HTTP_DATE.format(version.modified()));
    putVersion(headers, bucket, version);
    return headers;
  }

  private static boolean wantsChecksums(S3Call call) {
    return call.header("x-amz-checksum-mode").filter("ENABLED"::equalsIgnoreCase).isPresent();
  }

  private static void putVersion(
      Map<String, String> headers, Bucket bucket, Bucket.Version version) {
    if (bucket.versioning() != Bucket.Versioning.NEVER) {
      headers.put("x-amz-version-id", version.id());
    }
  }

  private static String quoted(String etag) {
    return '"' + etag + '"';
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }
}
