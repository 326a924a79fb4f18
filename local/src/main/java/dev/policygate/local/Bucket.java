package dev.policygate.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A bucket and its objects, of each the versions there are. */
final class Bucket {
  private static final String UNVERSIONED = "null";

  private final String name;
  private final String account;
  private final Instant created;
  private final NavigableMap<String, List<Version>> objects = new TreeMap<>();
  private Versioning versioning = Versioning.NEVER;
  private Optional<String> policy = Optional.empty();
  private Encryption encryption = new Encryption.S3Managed();

  Bucket(String name, String account, Instant created) {
    this.name = name;
    this.account = account;
    this.created = created;
  }

  enum Versioning {
    NEVER,
    ENABLED,
    SUSPENDED
  }

  /**
   * A version of an object, or a marker that it was deleted.
   *
   * @param headers what the client sent along to have it back: type, metadata, checksum
   */
  record Version(
      String key,
      String id,
      boolean deleteMarker,
      Bytes content,
      String etag,
      Instant modified,
      Map<String, String> headers,
      Encryption encryption) {}

  /** Adds a version to the object {@code key}, or replaces its only one. */
  Version put(
      String key, Bytes content, Map<String, String> headers, Encryption with, Instant now) {
    return store(
        new Version(key, nextId(), false, content, etag(content, with), now, headers, with));
  }

  /** Deletes an object; where there are versions, a marker stands for it. */
  Optional<Version> delete(String key, Instant now) {
    if (versioning == Versioning.NEVER) {
      objects.remove(key);
      return Optional.empty();
    }
    return Optional.of(
        store(
            new Version(
                key, nextId(), true, Bytes.NONE, "", now, Map.of(), new Encryption.S3Managed())));
  }

  /** Deletes one version for good. */
  void deleteVersion(Version version) {
    List<Version> versions = versions(version.key());
    versions.remove(version);
    if (versions.isEmpty()) {
      objects.remove(version.key());
    }
  }

  Optional<Version> current(String key) {
    List<Version> versions = objects.getOrDefault(key, List.of());
    return versions.isEmpty() ? Optional.empty() : Optional.of(versions.getLast());
  }

  Optional<Version> version(String key, String id) {
    return objects.getOrDefault(key, List.of()).stream().filter(v -> v.id().equals(id)).findFirst();
  }

  /** The current versions of all objects that are not deleted, by key. */
  List<Version> list() {
    return objects.values().stream().map(List::getLast).filter(v -> !v.deleteMarker()).toList();
  }

  /** All versions, by key, of each key the newest first. */
  List<Version> listVersions() {
    List<Version> all = new ArrayList<>();
    objects.values().forEach(versions -> all.addAll(versions.reversed()));
    return all;
  }

  private Version store(Version version) {
    List<Version> versions = versions(version.key());
    versions.removeIf(old -> version.id().equals(UNVERSIONED) && old.id().equals(UNVERSIONED));
    versions.add(version);
    return version;
  }

  private List<Version> versions(String key) {
    return objects.computeIfAbsent(key, _ -> new ArrayList<>());
  }

  private String nextId() {
    return versioning == Versioning.ENABLED ? Ids.objectVersion() : UNVERSIONED;
  }

  private static String etag(Bytes content, Encryption encryption) {
    // With a key of KMS it is no digest of the content, and nobody may take it for one.
    return encryption instanceof Encryption.Kms ? Ids.hex(16) : content.hexDigest("MD5");
  }

  String name() {
    return name;
  }

  String arn() {
    return "arn:aws:s3:::" + name;
  }

  String account() {
    return account;
  }

  Instant created() {
    return created;
  }

  Versioning versioning() {
    return versioning;
  }

  void version(Versioning newVersioning) {
    versioning = newVersioning;
  }

  Optional<String> policy() {
    return policy;
  }

  void govern(String newPolicy) {
    policy = Optional.of(newPolicy);
  }

  Encryption encryption() {
    return encryption;
  }

  void encrypt(Encryption newEncryption) {
    encryption = newEncryption;
  }
}
