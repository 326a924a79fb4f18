package dev.policygate.access;

import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The policy that allows one request and no other, as far as some documents can tell: every key of
 * which they speak has its value, or is absent. Whoever allows the request contains it.
 */
final class ExactPolicy {

  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^,}]*)[,}]");

  /** Three ways to say that one of several values is this one. */
  private static final List<String> ONE_OF =
      List.of(
          "ForAnyValue:StringEquals",
          "ForAnyValue:StringLike",
          "ForAnyValue:StringEqualsIgnoreCase");

  private final Map<String, Map<String, List<String>>> conditions = new TreeMap<>();

  private ExactPolicy() {}

  /** The policy for {@code request}; none where it cannot be said in IAM's language. */
  static Optional<String> of(Request request, List<String> documents) {
    if (request.resource().equals("*")) {
      return Optional.empty();
    }
    ExactPolicy exact = new ExactPolicy();
    for (Map.Entry<String, Family> key : keys(documents).entrySet()) {
      List<String> values = request.values(key.getKey());
      if (values.contains("") && KeyFacts.of(key.getKey()).several()) {
        return Optional.empty();
      }
      exact.pin(key.getKey(), key.getValue(), values);
    }
    return Optional.of(exact.text(request));
  }

  private static Map<String, Family> keys(List<String> documents) {
    Map<String, Family> keys = new LinkedHashMap<>();
    for (String document : documents) {
      DocumentedExample.policy(document).statements().stream()
          .flatMap(statement -> statement.conditions().stream())
          .forEach(condition -> keys.merge(key(condition), family(condition), ExactPolicy::nearer));
      VARIABLE
          .matcher(document)
          .results()
          .map(variable -> variable.group(1).toLowerCase(Locale.ROOT))
          .filter(variable -> variable.length() > 1)
          .forEach(variable -> keys.putIfAbsent(variable, Family.STRING));
    }
    return keys;
  }

  private static String key(Condition condition) {
    return condition.key().value().toLowerCase(Locale.ROOT);
  }

  private static Family family(Condition condition) {
    return condition.operator().value().comparison().family();
  }

  /** How a key is compared, where some conditions only ask whether it is there. */
  private static Family nearer(Family one, Family other) {
    return one == Family.NULL ? other : one;
  }

  private void pin(String key, Family family, List<String> values) {
    if (values.isEmpty()) {
      add("Null", key, List.of("true"));
    } else if (KeyFacts.of(key).several()) {
      add("ForAllValues:StringEquals", key, values);
      for (int i = 0; i < values.size(); i++) {
        add(ONE_OF.get(i), key, List.of(values.get(i)));
      }
    } else {
      add(equal(family), key, values);
    }
  }

  private static String equal(Family family) {
    return switch (family) {
      case NUMERIC -> "NumericEquals";
      case DATE -> "DateEquals";
      case BOOL -> "Bool";
      case BINARY -> "BinaryEquals";
      case IP_ADDRESS -> "IpAddress";
      case ARN -> "ArnEquals";
      case STRING, NULL -> "StringEquals";
    };
  }

  private void add(String operator, String key, List<String> values) {
    conditions.computeIfAbsent(operator, _ -> new TreeMap<>()).put(key, values);
  }

  private String text(Request request) {
    List<String> blocks = new ArrayList<>();
    conditions.forEach(
        (operator, keys) ->
            blocks.add(
                keys.entrySet().stream()
                    .map(key -> quoted(key.getKey()) + ": " + list(key.getValue()))
                    .collect(Collectors.joining(", ", quoted(operator) + ": {", "}"))));
    return "{\"Effect\": \"Allow\", \"Action\": %s, \"Resource\": %s, \"Condition\": {%s}}"
        .formatted(
            quoted(request.action()),
            quoted(literal(request.resource())),
            String.join(", ", blocks));
  }

  private static String list(List<String> values) {
    return values.stream()
        .map(value -> quoted(literal(value)))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /** The text with characters that would mean something else put as variables. */
  private static String literal(String text) {
    return text.replaceAll("[*?$]", "\\${$0}");
  }

  private static String quoted(String text) {
    return '"' + text + '"';
  }
}
