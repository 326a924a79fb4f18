package dev.policygate.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A call of a query service: who calls, and the parameters. */
final class QueryCall {
  private static final int MOST_TAGS = 50;

  private final Map<String, String> parameters;
  private final Caller caller;

  QueryCall(Map<String, String> parameters, Caller caller) {
    this.parameters = parameters;
    this.caller = caller;
  }

  Caller caller() {
    return caller;
  }

  /** The same call, with {@code value} where it does not give the parameter. */
  QueryCall withDefault(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(parameters);
    all.putIfAbsent(name, value);
    return new QueryCall(all, caller);
  }

  String required(String name, Constraint constraint) {
    return optional(name, constraint).orElseThrow(() -> Constraint.missing(member(name)));
  }

  Optional<String> optional(String name, Constraint constraint) {
    return Optional.ofNullable(parameters.get(name))
        .map(value -> constraint.check(member(name), value));
  }

  Optional<String> oneOf(String name, String... values) {
    return optional(name, Constraint.ANYTHING)
        .map(value -> Constraint.oneOf(member(name), value, List.of(values)));
  }

  boolean flag(String name) {
    return oneOf(name, "true", "false").filter("true"::equals).isPresent();
  }

  int number(String name, int min, int max, int otherwise) {
    return optional(name, Constraint.ANYTHING)
        .map(value -> Constraint.between(member(name), value, min, max))
        .orElse(otherwise);
  }

  /** The values of {@code Name.member.1}, {@code Name.member.2} and so on. */
  List<String> list(String name, Constraint constraint) {
    List<String> values = new ArrayList<>();
    for (int i = 1; ; i++) {
      Optional<String> value = optional(name + ".member." + i, constraint);
      if (value.isEmpty()) {
        return values;
      }
      values.add(value.get());
    }
  }

  /** The parameter {@code Tags}, which must be there. */
  Map<String, String> requiredTags() {
    Map<String, String> tags = tags();
    if (tags.isEmpty()) {
      throw Constraint.missing("tags");
    }
    return tags;
  }

  /** The parameter {@code Tags}. */
  Map<String, String> tags() {
    Map<String, String> tags = new LinkedHashMap<>();
    for (int i = 1; ; i++) {
      String prefix = "Tags.member." + i;
      Optional<String> key = optional(prefix + ".Key", Constraint.TAG_KEY);
      if (key.isEmpty()) {
        break;
      }
      if (key.get().regionMatches(true, 0, "aws:", 0, 4)) {
        throw new AwsError(
            400, "InvalidInput", "aws: prefixed tag key names are not allowed for external use.");
      }
      if (tags.put(key.get(), required(prefix + ".Value", Constraint.TAG_VALUE)) != null) {
        throw new AwsError(400, "InvalidInput", "Duplicate tag keys found.");
      }
    }
    if (tags.size() > MOST_TAGS) {
      throw CommonError.INVALID_INPUT.because(
          "1 validation error detected: Value at 'tags' failed to satisfy constraint: Member must"
              + " have length less than or equal to "
              + MOST_TAGS);
    }
    return tags;
  }

  /** A parameter's name as the service models spell members. */
  private static String member(String name) {
    return Character.toLowerCase(name.charAt(0)) + name.substring(1);
  }
}
