package dev.policygate.policy;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import dev.policygate.policy.ActionElement.Action;
import dev.policygate.policy.ActionElement.NotAction;
import dev.policygate.policy.ResourceElement.NotResource;
import dev.policygate.policy.ResourceElement.Resource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads an identity policy as strictly as a gate must: what IAM could read otherwise is refused.
 *
 * <p>All that is wrong is reported, not only the first. What makes a policy dangerous is not asked
 * here, nor what is well formed and yet no action or ARN: the rules do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM
 *     User Guide, grammar of the policy language</a>
 */
public final class PolicyParser {

  /** What IAM takes as {@code PolicyDocument}, white space included (API reference of IAM). */
  public static final int MAX_CHARACTERS = 131_072;

  private static final List<String> POLICY_ELEMENTS = List.of("Version", "Statement");
  private static final List<String> STATEMENT_ELEMENTS =
      List.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");
  private static final Map<String, String> FOREIGN_ELEMENTS =
      Map.of(
          "Id", "`Id` belongs to resource policies",
          "Principal", "`Principal` belongs to resource policies: here it is who holds the policy",
          "NotPrincipal", "`NotPrincipal` belongs to resource policies");

  private final List<Finding> findings = new ArrayList<>();

  private PolicyParser() {}

  /**
   * Reads {@code text}.
   *
   * @param file how places in it are called
   */
  public static ParseResult parse(String text, String file) {
    return new PolicyParser().document(text, file);
  }

  private ParseResult document(String text, String file) {
    if (text.length() > MAX_CHARACTERS) {
      return new ParseResult.Refused(
          List.of(
              SyntaxRules.DOCUMENT_TOO_LARGE.at(
                  Location.of(file),
                  "the text has %,d characters, IAM takes %,d"
                      .formatted(text.length(), MAX_CHARACTERS))));
    }
    findings.addAll(Characters.check(text, file));
    JsonText.Result read = JsonText.read(Characters.withoutByteOrderMark(text), file);
    if (read instanceof JsonText.Read(var root)) {
      return document(root);
    }
    return switch (read) {
      case JsonText.Malformed(var location, var problem) ->
          new ParseResult.Unreadable(SyntaxRules.INVALID_JSON.at(location, problem));
      case JsonText.Excessive(var location, _) -> {
        findings.add(
            SyntaxRules.NESTING_TOO_DEEP.at(location, "no policy nests as deeply as this text"));
        yield refused();
      }
      case JsonText.Trailing(var root, var location) -> {
        findings.add(
            SyntaxRules.TRAILING_CONTENT.at(
                location, "the text goes on after the policy has ended", "remove what follows"));
        yield document(root);
      }
      case JsonText.Read(var root) -> document(root);
    };
  }

  private ParseResult document(Json root) {
    findDuplicateKeys(root);
    Optional<Policy> policy = policy(root);
    if (!findings.isEmpty() || policy.isEmpty()) {
      return refused();
    }
    return new ParseResult.Parsed(policy.get());
  }

  private ParseResult refused() {
    return new ParseResult.Refused(findings.stream().sorted().toList());
  }

  private void findDuplicateKeys(Json value) {
    if (value instanceof JsonArray(var elements, _)) {
      elements.forEach(this::findDuplicateKeys);
    } else if (value instanceof JsonObject(var members, _)) {
      Set<String> names = new HashSet<>();
      for (Member member : members) {
        if (!names.add(member.name())) {
          findings.add(
              SyntaxRules.DUPLICATE_KEY.at(
                  member.location(),
                  "`%s` is written twice in one object; readers differ in which one counts"
                      .formatted(member.name()),
                  "write it once"));
        }
        findDuplicateKeys(member.value());
      }
    }
  }

  private Optional<Policy> policy(Json root) {
    if (!(root instanceof JsonObject object)) {
      findings.add(wrongType(root, "a policy", "an object"));
      return Optional.empty();
    }
    refuseUnknownElements(object, POLICY_ELEMENTS, "a policy");
    version(object);
    Optional<Json> statements = object.get("Statement");
    if (statements.isEmpty()) {
      findings.add(missing(object, "Statement", "a policy"));
      return Optional.empty();
    }
    List<Statement> read = new ArrayList<>();
    for (Json each : listOf(statements.get())) {
      statement(each).ifPresent(read::add);
    }
    if (listOf(statements.get()).isEmpty()) {
      findings.add(empty(statements.get(), "Statement", "a statement"));
    }
    findDuplicateSids(read);
    return Optional.of(new Policy(read, object.location()));
  }

  private void version(JsonObject object) {
    Optional<Json> version = object.get("Version");
    String fix = "write `\"Version\": \"%s\"`".formatted(Policy.VERSION);
    if (version.isEmpty()) {
      findings.add(
          SyntaxRules.MISSING_ELEMENT.at(
              object.location(),
              "a policy without `Version` is read as `2008-10-17`, in which variables are plain"
                  + " text",
              fix));
    } else if (!(version.get() instanceof JsonString string)) {
      findings.add(wrongType(version.get(), "`Version`", "a string"));
    } else if (!string.value().equals(Policy.VERSION)) {
      findings.add(
          SyntaxRules.INVALID_VERSION.at(
              string.location(),
              "`%s` is not the version that policies are read in".formatted(string.value()),
              fix));
    }
  }

  private Optional<Statement> statement(Json json) {
    if (!(json instanceof JsonObject object)) {
      findings.add(wrongType(json, "a statement", "an object"));
      return Optional.empty();
    }
    refuseUnknownElements(object, STATEMENT_ELEMENTS, "a statement");
    Optional<Located<String>> sid = sid(object);
    Optional<Located<Effect>> effect = effect(object);
    Optional<ActionElement> action =
        oneOf(object, "Action", "NotAction")
            .flatMap(
                member ->
                    strings(member, ActionPattern::new)
                        .map(
                            patterns ->
                                member.name().equals("Action")
                                    ? new Action(patterns, member.location())
                                    : new NotAction(patterns, member.location())));
    Optional<ResourceElement> resource =
        oneOf(object, "Resource", "NotResource")
            .flatMap(
                member ->
                    strings(member, ResourcePattern::new)
                        .map(
                            patterns ->
                                member.name().equals("Resource")
                                    ? new Resource(patterns, member.location())
                                    : new NotResource(patterns, member.location())));
    List<Condition> conditions = conditions(object);
    if (effect.isEmpty() || action.isEmpty() || resource.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            sid, effect.get(), action.get(), resource.get(), conditions, object.location()));
  }

  private Optional<Located<String>> sid(JsonObject statement) {
    Optional<Json> sid = statement.get("Sid");
    if (sid.isEmpty()) {
      return Optional.empty();
    }
    if (!(sid.get() instanceof JsonString(var value, var location))) {
      findings.add(wrongType(sid.get(), "`Sid`", "a string"));
      return Optional.empty();
    }
    if (!value.chars().allMatch(PolicyParser::isLetterOrDigit)) {
      findings.add(
          SyntaxRules.INVALID_SID.at(
              location,
              "`%s` holds more than ASCII letters and digits".formatted(value),
              "write `%s`".formatted(lettersAndDigitsOf(value))));
    }
    return Optional.of(new Located<>(value, location));
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static String lettersAndDigitsOf(String value) {
    StringBuilder kept = new StringBuilder();
    value.chars().filter(PolicyParser::isLetterOrDigit).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private void findDuplicateSids(List<Statement> statements) {
    Set<String> seen = new HashSet<>();
    for (Statement statement : statements) {
      statement
          .sid()
          .filter(sid -> !sid.value().isEmpty() && !seen.add(sid.value()))
          .ifPresent(
              sid ->
                  findings.add(
                      SyntaxRules.DUPLICATE_SID.at(
                          sid.location(),
                          "another statement has the Sid `%s` too".formatted(sid.value()),
                          "give each statement a Sid of its own, or none")));
    }
  }

  private Optional<Located<Effect>> effect(JsonObject statement) {
    Optional<Json> effect = statement.get("Effect");
    if (effect.isEmpty()) {
      findings.add(missing(statement, "Effect", "a statement"));
      return Optional.empty();
    }
    if (!(effect.get() instanceof JsonString(var text, var location))) {
      findings.add(wrongType(effect.get(), "`Effect`", "a string"));
      return Optional.empty();
    }
    for (Effect each : Effect.values()) {
      if (each.text().equals(text)) {
        return Optional.of(new Located<>(each, location));
      }
    }
    findings.add(
        SyntaxRules.INVALID_EFFECT.at(
            location, "`%s` is no effect".formatted(text), "write `Allow` or `Deny`"));
    return Optional.empty();
  }

  /** The one member that is there of two that exclude each other. */
  private Optional<Member> oneOf(JsonObject statement, String name, String opposite) {
    List<Member> found =
        statement.members().stream()
            .filter(member -> member.name().equals(name) || member.name().equals(opposite))
            .toList();
    if (found.isEmpty()) {
      findings.add(missing(statement, name, "a statement"));
      return Optional.empty();
    }
    found.stream()
        .filter(member -> !member.name().equals(found.getFirst().name()))
        .findFirst()
        .ifPresent(
            member ->
                findings.add(
                    SyntaxRules.CONFLICTING_ELEMENTS.at(
                        member.location(),
                        "a statement has `%s` or `%s`, never both".formatted(name, opposite),
                        "remove one of the two, or make two statements")));
    return Optional.of(found.getFirst());
  }

  /** A list of strings, or one string; empty when it is neither. */
  private <T> Optional<List<Located<T>>> strings(Member member, Function<String, T> maker) {
    List<Json> elements = listOf(member.value());
    List<Located<T>> read = new ArrayList<>(elements.size());
    boolean whole = true;
    for (Json each : elements) {
      if (each instanceof JsonString(var value, var location)) {
        read.add(new Located<>(maker.apply(value), location));
      } else {
        findings.add(wrongType(each, "`" + member.name() + "`", "a string or a list of strings"));
        whole = false;
      }
    }
    if (elements.isEmpty()) {
      findings.add(empty(member.value(), member.name(), "an entry"));
      whole = false;
    }
    return whole ? Optional.of(read) : Optional.empty();
  }

  private List<Condition> conditions(JsonObject statement) {
    Optional<Json> block = statement.get("Condition");
    if (block.isEmpty()) {
      return List.of();
    }
    if (!(block.get() instanceof JsonObject operators)) {
      findings.add(wrongType(block.get(), "`Condition`", "an object of operators"));
      return List.of();
    }
    List<Condition> conditions = new ArrayList<>();
    for (Member member : operators.members()) {
      Optional<ConditionOperator> operator = ConditionOperator.of(member.name());
      if (operator.isEmpty()) {
        findings.add(
            SyntaxRules.INVALID_CONDITION_OPERATOR.at(
                member.location(), "there is no condition operator `%s`".formatted(member.name())));
      }
      if (!(member.value() instanceof JsonObject keys)) {
        findings.add(
            wrongType(member.value(), "`" + member.name() + "`", "an object of condition keys"));
        continue;
      }
      findKeysThatDifferInCase(keys);
      for (Member key : keys.members()) {
        List<Located<String>> values = conditionValues(key);
        operator.ifPresent(
            known ->
                conditions.add(
                    new Condition(
                        new Located<>(known, member.location()),
                        new Located<>(key.name(), key.location()),
                        values)));
      }
    }
    return conditions;
  }

  private void findKeysThatDifferInCase(JsonObject keys) {
    Map<String, String> seen = new HashMap<>();
    for (Member key : keys.members()) {
      String first = seen.putIfAbsent(key.name().toLowerCase(Locale.ROOT), key.name());
      if (first != null && !first.equals(key.name())) {
        findings.add(
            SyntaxRules.DUPLICATE_KEY.at(
                key.location(),
                "`%s` and `%s` are the same condition key".formatted(first, key.name()),
                "join their values in one list"));
      }
    }
  }

  private List<Located<String>> conditionValues(Member key) {
    int colon = key.name().indexOf(':');
    if (colon <= 0 || colon == key.name().length() - 1) {
      findings.add(
          SyntaxRules.INVALID_CONDITION_KEY.at(
              key.location(),
              "`%s` is not of the form `prefix:name`".formatted(key.name()),
              "write the key with its service, as in `aws:RequestedRegion`"));
    }
    List<Located<String>> values = new ArrayList<>();
    for (Json each : listOf(key.value())) {
      if (each instanceof JsonString(var value, var location)) {
        values.add(new Located<>(value, location));
      } else if (each instanceof JsonNumber(var number, var location)) {
        values.add(new Located<>(number, location));
      } else if (each instanceof JsonBoolean(var value, var location)) {
        values.add(new Located<>(String.valueOf(value), location));
      } else {
        findings.add(wrongType(each, "a condition value", "a string, a number or a Boolean"));
      }
    }
    return values;
  }

  private void refuseUnknownElements(JsonObject object, List<String> known, String owner) {
    for (Member member : object.members()) {
      if (known.contains(member.name())) {
        continue;
      }
      Optional<String> meant =
          known.stream().filter(name -> name.equalsIgnoreCase(member.name())).findFirst();
      String foreign = FOREIGN_ELEMENTS.get(member.name());
      if (meant.isPresent()) {
        findings.add(
            SyntaxRules.UNKNOWN_ELEMENT.at(
                member.location(),
                "`%s` is not `%s`: element names are case-sensitive"
                    .formatted(member.name(), meant.get()),
                "write `%s`".formatted(meant.get())));
      } else {
        findings.add(
            SyntaxRules.UNKNOWN_ELEMENT.at(
                member.location(),
                foreign == null
                    ? "%s has no element `%s`".formatted(owner, member.name())
                    : foreign,
                "remove it"));
      }
    }
  }

  private static List<Json> listOf(Json value) {
    return value instanceof JsonArray(var elements, _) ? elements : List.of(value);
  }

  private static Finding missing(JsonObject owner, String element, String what) {
    return SyntaxRules.MISSING_ELEMENT.at(
        owner.location(), "%s needs `%s`".formatted(what, element), "add `%s`".formatted(element));
  }

  private static Finding empty(Json list, String element, String what) {
    return SyntaxRules.EMPTY_LIST.at(
        list.location(), "`%s` needs at least %s".formatted(element, what));
  }

  private static Finding wrongType(Json found, String what, String expected) {
    return SyntaxRules.WRONG_TYPE.at(
        found.location(), "%s is %s here, not %s".formatted(what, found.kind(), expected));
  }
}
