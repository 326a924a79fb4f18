package dev.policygate.local;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What users and roles have in common: a name, and policies. */
abstract sealed class IamEntity permits IamEntity.User, IamEntity.Role {
  private final Kind kind;
  private final String id;
  private final String arn;
  private final String path;
  private final String name;
  private final Instant created;
  private final Map<String, String> tags = new LinkedHashMap<>();
  private final Map<String, String> inline = new LinkedHashMap<>();
  private final Set<ManagedPolicy> attached = new LinkedHashSet<>();
  private Optional<ManagedPolicy> boundary = Optional.empty();

  IamEntity(Kind kind, String account, String path, String name, Instant created) {
    this.kind = kind;
    this.id = Ids.unique(kind.idPrefix);
    this.arn = "arn:aws:iam::%s:%s%s%s".formatted(account, kind.resource, path, name);
    this.path = path;
    this.name = name;
    this.created = created;
  }

  /** The two kinds, and how IAM's calls spell them. */
  enum Kind {
    USER("User", "user", "AIDA", 2048),
    ROLE("Role", "role", "AROA", 10_240);

    /** In operations and parameters, such as {@code AttachRolePolicy} and {@code RoleName}. */
    final String word;

    /** In ARNs. */
    final String resource;

    /** How many characters, white space aside, all inline policies may hold together. */
    final int inlineQuota;

    private final String idPrefix;

    Kind(String word, String resource, String idPrefix, int inlineQuota) {
      this.word = word;
      this.resource = resource;
      this.idPrefix = idPrefix;
      this.inlineQuota = inlineQuota;
    }
  }

  static final class User extends IamEntity {
    private final List<KeyRing.Key> accessKeys = new ArrayList<>();

    User(String account, String path, String name, Instant created) {
      super(Kind.USER, account, path, name, created);
    }

    List<KeyRing.Key> accessKeys() {
      return accessKeys;
    }
  }

  static final class Role extends IamEntity {
    private final Optional<String> description;
    private final int maxSessionSeconds;
    private String trustPolicy;

    Role(
        String account,
        String path,
        String name,
        Instant created,
        String trustPolicy,
        Optional<String> description,
        int maxSessionSeconds) {
      super(Kind.ROLE, account, path, name, created);
      this.trustPolicy = trustPolicy;
      this.description = description;
      this.maxSessionSeconds = maxSessionSeconds;
    }

    String trustPolicy() {
      return trustPolicy;
    }

    void trust(String policy) {
      trustPolicy = policy;
    }

    Optional<String> description() {
      return description;
    }

    int maxSessionSeconds() {
      return maxSessionSeconds;
    }
  }

  /** Every policy document that grants something to this entity. */
  List<String> documents() {
    List<String> documents = new ArrayList<>(inline.values());
    attached.forEach(policy -> documents.add(policy.defaultVersion().document()));
    return documents;
  }

  Kind kind() {
    return kind;
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

  Instant created() {
    return created;
  }

  Map<String, String> tags() {
    return tags;
  }

  Map<String, String> inline() {
    return inline;
  }

  Set<ManagedPolicy> attached() {
    return attached;
  }

  Optional<ManagedPolicy> boundary() {
    return boundary;
  }

  void limit(Optional<ManagedPolicy> newBoundary) {
    boundary = newBoundary;
  }
}
