package dev.policygate.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The grammar of policies, as far as IAM's own refusals go; a simple stand-in for a real checker.
 */
enum PolicyGrammar implements PolicyChecker {
  /** For policies of identities, boundaries and sessions. */
  IDENTITY,
  /** For policies of buckets and keys. */
  RESOURCE,
  /** For trust policies of roles. */
  TRUST;

  private static final Set<String> POLICY_ELEMENTS = Set.of("Version", "Id", "Statement");
  private static final Set<String> STATEMENT_ELEMENTS =
      Set.of(
          "Sid",
          "Effect",
          "Principal",
          "NotPrincipal",
          "Action",
          "NotAction",
          "Resource",
          "NotResource",
          "Condition");
  private static final Pattern SID = Pattern.compile("[A-Za-z0-9]*");
  private static final Pattern VENDOR = Pattern.compile("[A-Za-z0-9-]+");
  private static final Pattern ARN = Pattern.compile("arn:[^:]+:[^:]+:[^:]*:[^:]*:.+");

  @Override
  public Optional<String> malformed(String document) {
    try {
      check(document);
      return Optional.empty();
    } catch (Malformed e) {
      return Optional.of(String.valueOf(e.getMessage()));
    }
  }

  private void check(String document) throws Malformed {
    Json.Struct policy = syntax(document);
    if (!POLICY_ELEMENTS.containsAll(policy.members().keySet())
        || (this == IDENTITY && policy.at("Id").isPresent())) {
      throw new Malformed("Syntax errors in policy.");
    }
    if (!policy.at("Version").equals(Optional.of(new Json.Text("2012-10-17")))) {
      throw new Malformed("Policy document must be version 2012-10-17 or greater.");
    }
    Set<String> sids = new HashSet<>();
    for (Json.Struct statement : statements(policy)) {
      check(statement);
      Optional<Json> sid = statement.at("Sid");
      if (sid.isPresent() && !sids.add(text(sid.get()))) {
        throw new Malformed("Statement IDs (SID) in a single policy must be unique.");
      }
    }
  }

  private void check(Json.Struct statement) throws Malformed {
    Set<String> names = statement.members().keySet();
    if (!STATEMENT_ELEMENTS.containsAll(names) || !isEffect(statement.at("Effect"))) {
      throw new Malformed("Syntax errors in policy.");
    }
    if (statement.at("Sid").isPresent()
        && !SID.matcher(text(statement.at("Sid").get())).matches()) {
      throw new Malformed("Statement IDs (SID) must be alpha-numeric.");
    }
    for (String action :
        oneOf(statement, "Action", "NotAction", "Policy statement must contain actions.")) {
      checkAction(action);
    }
    boolean hasPrincipal = names.contains("Principal") || names.contains("NotPrincipal");
    if (this == IDENTITY && hasPrincipal) {
      throw new Malformed("Policy document should not specify a principal.");
    }
    if (this != IDENTITY && !hasPrincipal) {
      throw new Malformed("Missing required field Principal");
    }
    if (this == TRUST && (names.contains("Resource") || names.contains("NotResource"))) {
      throw new Malformed("Has prohibited field Resource");
    }
    if (this != TRUST) {
      for (String resource :
          oneOf(statement, "Resource", "NotResource", "Policy statement must contain resources.")) {
        if (!resource.equals("*") && !ARN.matcher(resource).matches()) {
          throw new Malformed("Resource %s must be in ARN format or \"*\".".formatted(resource));
        }
      }
    }
    Optional<Json> condition = statement.at("Condition");
    if (condition.isPresent() && !isCondition(condition.get())) {
      throw new Malformed("Syntax errors in policy.");
    }
  }

  private static void checkAction(String action) throws Malformed {
    if (action.equals("*")) {
      return;
    }
    String[] parts = action.split(":", -1);
    if (parts.length == 1) {
      throw new Malformed(
          "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
    if (parts.length > 2) {
      throw new Malformed("Actions/Condition can contain only one colon.");
    }
    if (!VENDOR.matcher(parts[0]).matches()) {
      throw new Malformed("Vendor %s is not valid".formatted(parts[0]));
    }
  }

  private static Json.Struct syntax(String document) throws Malformed {
    try {
      if (Json.parse(document) instanceof Json.Struct policy) {
        return policy;
      }
    } catch (Json.SyntaxError e) {
      // Said below, as IAM says it.
    }
    throw new Malformed("Syntax errors in policy.");
  }

  private static List<Json.Struct> statements(Json.Struct policy) throws Malformed {
    List<Json.Struct> statements = new ArrayList<>();
    for (Json statement : items(policy.at("Statement").orElse(Json.Literal.NULL))) {
      if (!(statement instanceof Json.Struct struct)) {
        throw new Malformed("Syntax errors in policy.");
      }
      statements.add(struct);
    }
    if (statements.isEmpty()) {
      throw new Malformed("Syntax errors in policy.");
    }
    return statements;
  }

  /** The strings of the one of two elements that is there. */
  private static List<String> oneOf(
      Json.Struct statement, String name, String negated, String otherwise) throws Malformed {
    Optional<Json> positive = statement.at(name);
    Optional<Json> negative = statement.at(negated);
    if (positive.isPresent() && negative.isPresent()) {
      throw new Malformed("Syntax errors in policy.");
    }
    List<String> texts = new ArrayList<>();
    for (Json item : items(positive.or(() -> negative).orElse(new Json.Array(List.of())))) {
      texts.add(text(item));
    }
    if (texts.isEmpty()) {
      throw new Malformed(otherwise);
    }
    return texts;
  }

  private static boolean isEffect(Optional<Json> effect) {
    return effect.equals(Optional.of(new Json.Text("Allow")))
        || effect.equals(Optional.of(new Json.Text("Deny")));
  }

  private static boolean isCondition(Json condition) {
    return condition instanceof Json.Struct(var operators)
        && operators.values().stream()
            .allMatch(
                operator ->
                    operator instanceof Json.Struct(var keys)
                        && keys.values().stream()
                            .flatMap(values -> items(values).stream())
                            .allMatch(PolicyGrammar::isScalar));
  }

  private static boolean isScalar(Json json) {
    return json instanceof Json.Text
        || json instanceof Json.Numeral
        || json == Json.Literal.TRUE
        || json == Json.Literal.FALSE;
  }

  private static List<Json> items(Json json) {
    return json instanceof Json.Array(var items) ? items : List.of(json);
  }

  private static String text(Json json) throws Malformed {
    if (json instanceof Json.Text(var value)) {
      return value;
    }
    throw new Malformed("Syntax errors in policy.");
  }

  private static final class Malformed extends Exception {
    private static final long serialVersionUID = 1L;

    Malformed(String message) {
      super(message);
    }
  }
}
