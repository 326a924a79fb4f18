package dev.policygate.local.reference;

import dev.policygate.local.Principal;
import dev.policygate.local.reference.ReferenceEvaluator.Grant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The principals of a statement.
 *
 * @param aws users, roles, sessions, accounts and {@code *}
 * @param services such as {@code lambda.amazonaws.com}
 * @param negated whether everybody is meant but these
 * @param present whether the statement names principals at all: those of identities do not
 */
record Principals(List<String> aws, List<String> services, boolean negated, boolean present) {

  static Principals of(Map<String, Object> statement) {
    boolean negated = statement.containsKey("NotPrincipal");
    String element = negated ? "NotPrincipal" : "Principal";
    if (!statement.containsKey(element)) {
      return new Principals(List.of(), List.of(), false, false);
    }
    Object value = JsonTree.member(statement, element);
    if (value instanceof String) {
      // Only a star may stand alone. It means everybody, services among them.
      return new Principals(JsonTree.texts(value), JsonTree.texts(value), negated, true);
    }
    List<String> aws = new ArrayList<>();
    List<String> services = new ArrayList<>();
    JsonTree.object(value)
        .forEach(
            (kind, names) -> {
              switch (kind) {
                case "AWS" -> aws.addAll(JsonTree.texts(names));
                case "Service" -> services.addAll(JsonTree.texts(names));
                case "Federated", "CanonicalUser" -> {
                  // Nobody here is either.
                }
                default -> throw new IllegalArgumentException("Unknown kind of principal " + kind);
              }
            });
    if (aws.contains("*")) {
      services.add("*");
    }
    return new Principals(aws, services, negated, true);
  }

  /** Whether {@code principal} is meant. */
  boolean include(Principal principal) {
    if (!present) {
      return true;
    }
    if (negated) {
      return !exempt(principal);
    }
    return named(principal) != Grant.NONE;
  }

  /** How {@code principal}, who is meant, is meant. */
  Grant grant(Principal principal) {
    return negated ? Grant.DIRECT : named(principal);
  }

  private Grant named(Principal principal) {
    return switch (principal) {
      case Principal.AwsService(var name) ->
          services.contains(name) || services.contains("*") ? Grant.DIRECT : Grant.NONE;
      case Principal.User user -> {
        if (aws.contains("*") || aws.contains(user.arn()) || aws.contains(user.id())) {
          yield Grant.DIRECT;
        }
        yield hasAccount(user.accountId()) ? Grant.ACCOUNT : Grant.NONE;
      }
      case Principal.RoleSession session -> {
        if (aws.contains("*") || aws.contains(session.arn())) {
          yield Grant.DIRECT;
        }
        if (aws.contains(session.roleArn()) || aws.contains(session.roleId())) {
          yield Grant.ROLE;
        }
        yield hasAccount(session.accountId()) ? Grant.ACCOUNT : Grant.NONE;
      }
    };
  }

  /** NotPrincipal spares only those of whom every name is there: account, role and session. */
  private boolean exempt(Principal principal) {
    if (aws.contains("*")) {
      return true;
    }
    return switch (principal) {
      case Principal.AwsService(var name) -> services.contains(name);
      case Principal.User user -> hasAccount(user.accountId()) && aws.contains(user.arn());
      case Principal.RoleSession session ->
          hasAccount(session.accountId())
              && aws.contains(session.roleArn())
              && aws.contains(session.arn());
    };
  }

  private boolean hasAccount(String id) {
    return aws.contains(id) || aws.contains("arn:aws:iam::" + id + ":root");
  }
}
