package dev.policygate.catalog;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A condition key.
 *
 * @param name in AWS's spelling, with {@code ${…}} where it varies: {@code
 *     ec2:ResourceTag/${TagKey}}
 * @param types of its values, at least one
 * @param multivalued whether a request carries a list, which wants {@code ForAllValues} or {@code
 *     ForAnyValue}
 */
public record ConditionKey(String name, List<DataType> types, boolean multivalued) {

  /** What a value is. */
  public enum DataType {
    STRING,
    ARN,
    BOOL,
    NUMERIC,
    DATE,
    IP_ADDRESS,
    BINARY
  }

  public ConditionKey {
    types = List.copyOf(types);
  }

  /**
   * Whether a policy that writes {@code key} means this one. Letters match in either case; a
   * variable part stands for any text but none.
   */
  public boolean matches(String key) {
    return fits(name, key);
  }

  /** Whether {@code text} is of the form {@code template}, which has at most one variable part. */
  static boolean fits(String template, String text) {
    int before = template.indexOf("${");
    if (before < 0) {
      return template.equalsIgnoreCase(text);
    }
    int after = template.length() - template.indexOf('}', before) - 1;
    return text.length() > before + after
        && text.regionMatches(true, 0, template, 0, before)
        && text.regionMatches(
            true, text.length() - after, template, template.length() - after, after);
  }

  /** The one that says most about {@code key}: {@code found} or one of {@code keys}. */
  static @Nullable ConditionKey closest(
      @Nullable ConditionKey found, List<ConditionKey> keys, String key) {
    @Nullable ConditionKey closest = found;
    for (ConditionKey candidate : keys) {
      if (candidate.matches(key) && (closest == null || candidate.fixed() > closest.fixed())) {
        closest = candidate;
      }
    }
    return closest;
  }

  /** How many of its characters do not vary. */
  private int fixed() {
    int variable = name.indexOf("${");
    return variable < 0
        ? name.length()
        : name.length() - (name.indexOf('}', variable) + 1 - variable);
  }
}
