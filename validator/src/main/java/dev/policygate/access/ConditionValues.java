package dev.policygate.access;

/** Of what kind the values are that conditions compare with, as the evaluator reads them. */
public final class ConditionValues {

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
}
