package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a principal asks of AWS.
 *
 * @param action {@code service:Name}, in any case of letters
 * @param resource an ARN, or {@code *} for an action that is for no resource in particular
 * @param context the values of condition keys; a key that is not there, or has no value, is absent
 * @param unknown keys of which nothing is known, not even whether they are there
 */
public record Request(
    String action, String resource, Map<String, List<String>> context, Set<String> unknown) {

  /** Keys match in any case of letters and are kept in lower case. */
  public Request {
    Map<String, List<String>> folded = new HashMap<>();
    context.forEach((key, values) -> folded.put(fold(key), List.copyOf(values)));
    context = Map.copyOf(folded);
    unknown = unknown.stream().map(Request::fold).collect(Collectors.toUnmodifiableSet());
  }

  public Request(String action, String resource, Map<String, List<String>> context) {
    this(action, resource, context, Set.of());
  }

  private static String fold(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /** The values of a key in lower case; empty when it is absent. */
  List<String> values(String key) {
    return context.getOrDefault(key, List.of());
  }

  /** The value with which a variable is replaced: a key with several values has none. */
  Optional<String> value(Template.Variable variable) {
    List<String> values = values(variable.key());
    return values.isEmpty()
        ? variable.defaultValue()
        : values.size() == 1 ? Optional.of(values.getFirst()) : Optional.empty();
  }
}
