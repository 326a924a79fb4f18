package dev.policygate.rules;

import dev.policygate.validation.Rule;
import java.util.List;

/** The rules that come with the gate. */
public final class BuiltInRules {

  private static final List<Rule> ALL =
      List.of(
          new AdministratorAccess(),
          new CentralDenyNotProven(),
          new DocumentOverQuota(),
          new InvalidAction(),
          new InvalidResource(),
          new PermissionsManagement(),
          new UnscopedPassRole(),
          new WholeService());

  private BuiltInRules() {}

  /** All of them, sorted by id. */
  public static List<Rule> all() {
    return ALL;
  }
}
