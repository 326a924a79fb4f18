package dev.policygate.local;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The users, roles and managed policies of one account; names are unique whatever their case. */
final class IamAccount {
  private final String id;
  private final Map<String, ManagedPolicy> policies = new LinkedHashMap<>();
  private final Map<IamEntity.Kind, Map<String, IamEntity>> entities =
      Map.of(
          IamEntity.Kind.USER, new LinkedHashMap<>(), IamEntity.Kind.ROLE, new LinkedHashMap<>());
  private List<List<String>> serviceControl = List.of();

  IamAccount(String id) {
    this.id = id;
  }

  String id() {
    return id;
  }

  // Managed policies

  Collection<ManagedPolicy> policies() {
    return policies.values();
  }

  boolean hasPolicyNamed(String name) {
    return policies.containsKey(fold(name));
  }

  void add(ManagedPolicy policy) {
    policies.put(fold(policy.name()), policy);
  }

  void remove(ManagedPolicy policy) {
    policies.remove(fold(policy.name()));
  }

  /** The policy with this ARN, be it the account's own or one of AWS. */
  Optional<ManagedPolicy> policy(String arn) {
    return policies.values().stream()
        .filter(policy -> policy.arn().equals(arn))
        .findFirst()
        .or(() -> AwsManagedPolicies.find(arn));
  }

  // Users and roles

  /** The users, or the roles. */
  Collection<IamEntity> entities(IamEntity.Kind kind) {
    return named(kind).values();
  }

  /** All users and roles. */
  List<IamEntity> entities() {
    List<IamEntity> all = new ArrayList<>(entities(IamEntity.Kind.USER));
    all.addAll(entities(IamEntity.Kind.ROLE));
    return all;
  }

  boolean hasEntityNamed(IamEntity.Kind kind, String name) {
    return named(kind).containsKey(fold(name));
  }

  Optional<IamEntity> entity(IamEntity.Kind kind, String name) {
    return Optional.ofNullable(named(kind).get(fold(name)))
        .filter(entity -> entity.name().equals(name));
  }

  Optional<IamEntity.Role> roleWithArn(String arn) {
    for (IamEntity entity : entities(IamEntity.Kind.ROLE)) {
      if (entity instanceof IamEntity.Role role && role.arn().equals(arn)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  /** The user or role behind {@code identity}; empty when it is gone, or was created anew. */
  Optional<IamEntity> entityOf(Principal.Identity identity) {
    return switch (identity) {
      case Principal.User user ->
          entity(IamEntity.Kind.USER, user.name()).filter(found -> found.id().equals(user.id()));
      case Principal.RoleSession session ->
          entity(IamEntity.Kind.ROLE, session.roleName())
              .filter(found -> found.id().equals(session.roleId()));
    };
  }

  void add(IamEntity entity) {
    named(entity.kind()).put(fold(entity.name()), entity);
  }

  void remove(IamEntity entity) {
    named(entity.kind()).remove(fold(entity.name()));
  }

  /** How often {@code policy} is attached to a user or role. */
  long attachments(ManagedPolicy policy) {
    return entities().stream().filter(entity -> entity.attached().contains(policy)).count();
  }

  /** How many users and roles have {@code policy} as their boundary. */
  long boundaryUses(ManagedPolicy policy) {
    return entities().stream()
        .filter(entity -> entity.boundary().filter(policy::equals).isPresent())
        .count();
  }

  // The organization above

  List<List<String>> serviceControl() {
    return serviceControl;
  }

  void control(List<List<String>> levels) {
    serviceControl = levels.stream().map(List::copyOf).toList();
  }

  private Map<String, IamEntity> named(IamEntity.Kind kind) {
    return Objects.requireNonNull(entities.get(kind));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
