package dev.policygate.access;

import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Family;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** Of what kind the values are that conditions compare with, as the evaluator reads them. */
public final class ConditionValues {

  private static final int FIGURES_OF_A_GROUP = 4;

  private ConditionValues() {}

  /** Whether {@code text} is a date of ISO 8601 as the W3C profiles it, or seconds since 1970. */
  public static boolean isDate(String text) {
    return Scale.DATES.point(text) != null;
  }

  public static boolean isNumber(String text) {
    return Scale.NUMBERS.point(text) != null;
  }

  /** Whether {@code text} is an address of IPv4 or IPv6, or a range of them with its prefix. */
  public static boolean isAddressRange(String text) {
    return Scale.ADDRESSES.range(text) != null;
  }

  /**
   * Whether an operator of the family compares with {@code text}; else it compares with nothing.
   */
  public static boolean isOf(Family family, String text) {
    return switch (family) {
      case NUMERIC -> isNumber(text);
      case BOOL, NULL -> text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false");
      case BINARY -> isBase64(text);
      case DATE -> isDate(text);
      case IP_ADDRESS -> isAddressRange(text);
      case STRING, ARN -> true;
    };
  }

  private static boolean isBase64(String text) {
    try {
      Base64.getDecoder().decode(text);
      return text.length() % FIGURES_OF_A_GROUP == 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * What is not known of permissions because a value of theirs is none that its operator compares
   * with: other readers may find a number in {@code 1e9}.
   */
  static List<Doubt> doubtsIn(Permissions permissions) {
    List<Doubt> doubts = new ArrayList<>();
    for (Tier tier : permissions.tiers()) {
      addDoubts(tier.allows(), doubts);
      addDoubts(tier.denies(), doubts);
    }
    return doubts;
  }

  private static void addDoubts(List<Clause> clauses, List<Doubt> doubts) {
    for (Clause clause : clauses) {
      for (Condition condition : clause.site().statement().conditions()) {
        Family family = condition.operator().value().comparison().family();
        for (Located<String> value : condition.values()) {
          String text = value.value();
          if (!text.contains("${") && !isOf(family, text)) {
            String operator = condition.operator().value().text();
            doubts.add(
                new Doubt(
                    "`" + text + "` is nothing that `" + operator + "` compares with",
                    List.of(clause.site())));
          }
        }
      }
    }
  }
}
