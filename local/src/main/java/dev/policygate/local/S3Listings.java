package dev.policygate.local;

import static dev.policygate.local.S3Service.Level.BUCKET;
import static dev.policygate.local.S3Service.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** S3's operations that list what is in a bucket. */
final class S3Listings {
  private final S3Store store;

  S3Listings(S3Store store) {
    this.store = store;
  }

  List<S3Service.Route> routes() {
    return List.of(
        route(
            "ListObjectsV2",
            "GET",
            BUCKET,
            "list-type",
            this::list,
            "prefix",
            "delimiter",
            "max-keys",
            "continuation-token",
            "start-after",
            "encoding-type",
            "fetch-owner"),
        route(
            "ListObjectVersions",
            "GET",
            BUCKET,
            "versions",
            this::listVersions,
            "prefix",
            "max-keys",
            "encoding-type"));
  }

  private Answer list(S3Call call) {
    Bucket bucket = permitted(call, "ListBucket");
    String prefix = call.query("prefix").orElse("");
    String delimiter = call.query("delimiter").orElse("");
    int most = most(call);
    String after =
        call.query("continuation-token")
            .map(S3Listings::decode)
            .or(() -> call.query("start-after"))
            .orElse("");
    List<Bucket.Version> contents = new ArrayList<>();
    Set<String> prefixes = new LinkedHashSet<>();
    String last = "";
    boolean truncated = false;
    for (Bucket.Version version : bucket.list()) {
      String key = version.key();
      int end = delimiter.isEmpty() ? -1 : key.indexOf(delimiter, prefix.length());
      String entry = end < 0 ? key : key.substring(0, end + delimiter.length());
      if (!key.startsWith(prefix) || entry.compareTo(after) <= 0 || prefixes.contains(entry)) {
        continue;
      }
      if (contents.size() + prefixes.size() == most) {
        truncated = true;
        break;
      }
      if (end < 0) {
        contents.add(version);
      } else {
        prefixes.add(entry);
      }
      last = entry;
    }
    Optional<String> next = truncated ? Optional.of(encode(last)) : Optional.empty();
    UnaryOperator<String> encoding = encoding(call);
    return S3Buckets.xml(
        "ListBucketResult",
        xml -> {
          xml.text("Name", bucket.name())
              .text("Prefix", encoding.apply(prefix))
              .text("Delimiter", call.query("delimiter").map(encoding))
              .text("MaxKeys", most)
              .text("EncodingType", call.query("encoding-type"))
              .text("KeyCount", contents.size() + prefixes.size())
              .text("IsTruncated", next.isPresent())
              .text("ContinuationToken", call.query("continuation-token"))
              .text("NextContinuationToken", next);
          contents.forEach(
              version -> xml.element("Contents", inner -> writeObject(inner, version, encoding)));
          prefixes.forEach(
              common ->
                  xml.element(
                      "CommonPrefixes", inner -> inner.text("Prefix", encoding.apply(common))));
        });
  }

  private Answer listVersions(S3Call call) {
    Bucket bucket = permitted(call, "ListBucketVersions");
    String prefix = call.query("prefix").orElse("");
    List<Bucket.Version> versions =
        bucket.listVersions().stream().filter(v -> v.key().startsWith(prefix)).toList();
    if (versions.size() > most(call)) {
      throw CommonError.UNKNOWN_OPERATION.because(
          "The embedded AWS lists versions in one answer or not at all");
    }
    UnaryOperator<String> encoding = encoding(call);
    return S3Buckets.xml(
        "ListVersionsResult",
        xml -> {
          xml.text("Name", bucket.name())
              .text("Prefix", encoding.apply(prefix))
              .text("MaxKeys", most(call))
              .text("EncodingType", call.query("encoding-type"))
              .text("IsTruncated", false);
          for (Bucket.Version version : versions) {
            xml.element(
                version.deleteMarker() ? "DeleteMarker" : "Version",
                inner -> {
                  inner
                      .text("VersionId", version.id())
                      .text(
                          "IsLatest",
                          bucket.current(version.key()).filter(version::equals).isPresent());
                  writeObject(inner, version, encoding);
                });
          }
        });
  }

  private Bucket permitted(S3Call call, String action) {
    Bucket bucket = store.bucket(call);
    store.require(
        call.caller(),
        S3Store.on(bucket, action)
            .with("s3:prefix", call.query("prefix"))
            .with("s3:delimiter", call.query("delimiter"))
            .with("s3:max-keys", call.query("max-keys")));
    return bucket;
  }

  private static void writeObject(Xml xml, Bucket.Version version, UnaryOperator<String> encoding) {
    xml.text("Key", encoding.apply(version.key()))
        .text("LastModified", version.modified().toString());
    if (!version.deleteMarker()) {
      xml.text("ETag", '"' + version.etag() + '"')
          .text("Size", version.content().size())
          .text("StorageClass", "STANDARD");
    }
  }

  private static int most(S3Call call) {
    return call.query("max-keys")
        .map(value -> Constraint.between("max-keys", value, 0, Integer.MAX_VALUE))
        .map(value -> Math.min(1000, value))
        .orElse(1000);
  }

  private static UnaryOperator<String> encoding(S3Call call) {
    return switch (call.query("encoding-type").orElse("")) {
      case "" -> text -> text;
      case "url" -> Percent::encodePath;
      default ->
          throw CommonError.INVALID_INPUT.because("Invalid Encoding Method specified in Request");
    };
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }

  private static String decode(String token) {
    try {
      return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw CommonError.INVALID_INPUT.because("The continuation token provided is incorrect");
    }
  }
}
