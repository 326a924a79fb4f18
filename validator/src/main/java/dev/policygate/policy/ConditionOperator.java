package dev.policygate.policy;

import java.util.Optional;

/**
 * How a condition compares, for example {@code ForAllValues:StringLikeIfExists}.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html">IAM
 *     User Guide, condition operators</a>
 */
public record ConditionOperator(Qualifier qualifier, Comparison comparison, boolean ifExists) {

  private static final String IF_EXISTS = "IfExists";

  /** Which of a request's values must compare. */
  public enum Qualifier {
    NONE(""),
    FOR_ALL_VALUES("ForAllValues:"),
    FOR_ANY_VALUE("ForAnyValue:");

    private final String prefix;

    Qualifier(String prefix) {
      this.prefix = prefix;
    }

    public String prefix() {
      return prefix;
    }
  }

  /** What kind of value a comparison is made for. */
  public enum Family {
    STRING,
    NUMERIC,
    DATE,
    BOOL,
    BINARY,
    IP_ADDRESS,
    ARN,
    NULL
  }

  /** The operators without qualifier and suffix. */
  public enum Comparison {
    STRING_EQUALS("StringEquals", Family.STRING, false),
    STRING_NOT_EQUALS("StringNotEquals", Family.STRING, true),
    STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", Family.STRING, false),
    STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", Family.STRING, true),
    STRING_LIKE("StringLike", Family.STRING, false),
    STRING_NOT_LIKE("StringNotLike", Family.STRING, true),
    NUMERIC_EQUALS("NumericEquals", Family.NUMERIC, false),
    NUMERIC_NOT_EQUALS("NumericNotEquals", Family.NUMERIC, true),
    NUMERIC_LESS_THAN("NumericLessThan", Family.NUMERIC, false),
    NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", Family.NUMERIC, false),
    NUMERIC_GREATER_THAN("NumericGreaterThan", Family.NUMERIC, false),
    NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", Family.NUMERIC, false),
    DATE_EQUALS("DateEquals", Family.DATE, false),
    DATE_NOT_EQUALS("DateNotEquals", Family.DATE, true),
    DATE_LESS_THAN("DateLessThan", Family.DATE, false),
    DATE_LESS_THAN_EQUALS("DateLessThanEquals", Family.DATE, false),
    DATE_GREATER_THAN("DateGreaterThan", Family.DATE, false),
    DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", Family.DATE, false),
    BOOL("Bool", Family.BOOL, false),
    BINARY_EQUALS("BinaryEquals", Family.BINARY, false),
    IP_ADDRESS("IpAddress", Family.IP_ADDRESS, false),
    NOT_IP_ADDRESS("NotIpAddress", Family.IP_ADDRESS, true),
    ARN_EQUALS("ArnEquals", Family.ARN, false),
    ARN_LIKE("ArnLike", Family.ARN, false),
    ARN_NOT_EQUALS("ArnNotEquals", Family.ARN, true),
    ARN_NOT_LIKE("ArnNotLike", Family.ARN, true),
    NULL("Null", Family.NULL, false);

    private final String text;
    private final Family family;
    private final boolean negated;

    Comparison(String text, Family family, boolean negated) {
      this.text = text;
      this.family = family;
      this.negated = negated;
    }

    public String text() {
      return text;
    }

    public Family family() {
      return family;
    }

    /** Whether it holds where its positive twin does not, an absent key included. */
    public boolean negated() {
      return negated;
    }
  }

  /** Reads the operator as documents spell it, case included; empty when there is none such. */
  public static Optional<ConditionOperator> of(String text) {
    Qualifier qualifier = Qualifier.NONE;
    for (Qualifier each : Qualifier.values()) {
      if (each != Qualifier.NONE && text.startsWith(each.prefix())) {
        qualifier = each;
      }
    }
    String rest = text.substring(qualifier.prefix().length());
    boolean ifExists = rest.endsWith(IF_EXISTS);
    String plain = ifExists ? rest.substring(0, rest.length() - IF_EXISTS.length()) : rest;
    for (Comparison comparison : Comparison.values()) {
      if (comparison.text().equals(plain)) {
        return Optional.of(new ConditionOperator(qualifier, comparison, ifExists));
      }
    }
    return Optional.empty();
  }

  /** The operator that somebody meant who does not know that case counts. */
  static Optional<ConditionOperator> ignoringCase(String text) {
    for (Qualifier qualifier : Qualifier.values()) {
      for (Comparison comparison : Comparison.values()) {
        String plain = qualifier.prefix() + comparison.text();
        boolean ifExists = (plain + IF_EXISTS).equalsIgnoreCase(text);
        if (ifExists || plain.equalsIgnoreCase(text)) {
          return Optional.of(new ConditionOperator(qualifier, comparison, ifExists));
        }
      }
    }
    return Optional.empty();
  }

  /** As documents spell it. */
  public String text() {
    return qualifier.prefix() + comparison.text() + (ifExists ? IF_EXISTS : "");
  }
}
