package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

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
    context = folded(context);
    unknown = folded(unknown);
  }

  public Request(String action, String resource, Map<String, List<String>> context) {
    this(action, resource, context, Set.of());
  }

  /** The same for another action. */
  Request withAction(String other) {
    return new Request(other, resource, context, unknown);
  }

  /**
   * The context, sorted by key as it is spelled.
   *
   * @param spelling how to spell a key that is given in lower case
   */
  public Map<String, List<String>> context(UnaryOperator<String> spelling) {
    Map<String, List<String>> spelled = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : context.entrySet()) {
      spelled.put(spelling.apply(entry.getKey()), entry.getValue());
    }
    return spelled;
  }

  /**
   * In one line, for people: {@code `s3:GetObject` on `arn:aws:s3:::a/b` with aws:username =
   * `bob`}. Characters that a terminal would obey are left as they are.
   *
   * @param spelling how to spell a key that is given in lower case
   */
  public String text(UnaryOperator<String> spelling) {
    StringBuilder text = new StringBuilder();
    text.append('`').append(action).append("` on `").append(resource).append('`');
    String next = " with ";
    for (Map.Entry<String, List<String>> key : context(spelling).entrySet()) {
      text.append(next).append(key.getKey()).append(" = ");
      List<String> values = key.getValue();
      if (values.size() == 1) {
        text.append('`').append(values.getFirst()).append('`');
      } else {
        text.append(values);
      }
      next = ", ";
    }
    return text.toString();
  }

  private static Map<String, List<String>> folded(Map<String, List<String>> context) {
    Map<String, List<String>> folded = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : context.entrySet()) {
      folded.put(fold(entry.getKey()), List.copyOf(entry.getValue()));
    }
    return Collections.unmodifiableMap(folded);
  }

  private static Set<String> folded(Set<String> keys) {
    Set<String> folded = new TreeSet<>();
    for (String key : keys) {
      folded.add(fold(key));
    }
    return Collections.unmodifiableSet(folded);
  }

  private static String fold(String key) {
    return key.toLowerCase(Locale.ROOT);
  }

  /** The values of a key in lower case; empty when it is absent. */
  List<String> values(String key) {
    @Nullable List<String> values = context.get(key);
    return values == null ? List.of() : values;
  }

  /** The values with which variables are replaced: a key with several values has none. */
  Variables variables() {
    return new Lookup(this);
  }

  private record Lookup(Request request) implements Variables {
    @Override
    public @Nullable String valueOf(Template.Variable variable) {
      List<String> values = request.values(variable.key());
      return values.isEmpty()
          ? variable.defaultValue().orElse(null)
          : values.size() == 1 ? values.getFirst() : null;
    }

    @Override
    public boolean isWithoutValue(Template.Variable variable) {
      return true;
    }
  }
}
