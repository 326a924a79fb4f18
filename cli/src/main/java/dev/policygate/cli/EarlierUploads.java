package dev.policygate.cli;

import dev.policygate.bundle.Bundle;
import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/**
 * What was uploaded before: the versions of the object that the pipeline takes its uploads from,
 * found again by the digest of what is in them.
 */
final class EarlierUploads {

  private static final String CHECK =
      "that you may s3:ListBucketVersions and s3:GetObjectVersion there, and kms:Decrypt with its key";

  private final S3Client s3;
  private final Destination place;
  private final Map<String, Bundle> read = new HashMap<>();
  private Optional<Iterator<ObjectVersion>> unread = Optional.empty();

  EarlierUploads(S3Client s3, Destination place) {
    this.s3 = s3;
    this.place = place;
  }

  /**
   * The bundle of an upload; empty when none is kept any more that has this digest.
   *
   * @param digest as {@link Bundle#digest} makes it
   */
  Optional<Bundle> find(String digest) {
    try {
      Iterator<ObjectVersion> versions = unread.orElseGet(this::versions);
      unread = Optional.of(versions);
      while (!read.containsKey(digest) && versions.hasNext()) {
        read(versions.next());
      }
    } catch (SdkException e) {
      throw AwsFailure.of(e, "read the earlier uploads to " + place, CHECK);
    }
    return Optional.ofNullable(read.get(digest));
  }

  private Iterator<ObjectVersion> versions() {
    return s3
        .listObjectVersionsPaginator(
            request -> request.bucket(place.bucket()).prefix(place.object()))
        .versions()
        .stream()
        .filter(version -> version.key().equals(place.object()))
        .filter(version -> version.size() <= BundleReader.MAX_ARCHIVE_BYTES)
        .iterator();
  }

  /** What is no bundle was never accepted. */
  private void read(ObjectVersion version) {
    byte[] archive;
    try {
      archive =
          s3.getObjectAsBytes(
                  request ->
                      request
                          .bucket(place.bucket())
                          .key(version.key())
                          .versionId(version.versionId()))
              .asByteArray();
    } catch (NoSuchKeyException e) {
      // It has expired since it was listed.
      return;
    }
    if (BundleReader.read(archive, place.object()) instanceof BundleResult.Read(var bundle, _)) {
      read.putIfAbsent(bundle.digest(), bundle);
    }
  }
}
