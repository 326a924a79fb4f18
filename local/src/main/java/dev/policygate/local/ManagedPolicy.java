package dev.policygate.local;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** A managed policy with its versions, whose numbers are never used again. */
final class ManagedPolicy {
  private final String id = Ids.unique("ANPA");
  private final String arn;
  private final String path;
  private final String name;
  private final Optional<String> description;
  private final Instant created;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final NavigableMap<Integer, Version> versions = new TreeMap<>();
  private int lastNumber;
  private int defaultNumber;
  private Instant updated;

  ManagedPolicy(
      String owner,
      String path,
      String name,
      Optional<String> description,
      String document,
      Instant now) {
    this.arn = "arn:aws:iam::%s:policy%s%s".formatted(owner, path, name);
    this.path = path;
    this.name = name;
    this.description = description;
    this.created = now;
    this.updated = now;
    add(document, true, now);
  }

  /** One version. {@code number} 1 is called v1. */
  record Version(int number, String document, Instant created) {
    String id() {
      return "v" + number;
    }
  }

  Version add(String document, boolean asDefault, Instant now) {
    Version version = new Version(++lastNumber, document, now);
    versions.put(version.number(), version);
    if (asDefault) {
      defaultNumber = version.number();
    }
    updated = now;
    return version;
  }

  void makeDefault(Version version, Instant now) {
    defaultNumber = version.number();
    updated = now;
  }

  void remove(Version version, Instant now) {
    versions.remove(version.number());
    updated = now;
  }

  Optional<Version> version(String versionId) {
    return versions.values().stream().filter(v -> v.id().equals(versionId)).findFirst();
  }

  Version defaultVersion() {
    Version version = versions.get(defaultNumber);
    if (version == null) {
      throw new IllegalStateException(arn + " has lost its default version");
    }
    return version;
  }

  boolean isDefault(Version version) {
    return version.number() == defaultNumber;
  }

  /** The versions there are, the newest first. */
  Collection<Version> versions() {
    return versions.descendingMap().values();
  }

  String id() {
    return id;
  }

  String arn() {
    return arn;
  }

  String path() {
    return path;
  }

  String name() {
    return name;
  }

  Optional<String> description() {
    return description;
  }

  Instant created() {
    return created;
  }

  Instant updated() {
    return updated;
  }

  Map<String, String> tags() {
    return tags;
  }
}
