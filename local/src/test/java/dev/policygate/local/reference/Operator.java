package dev.policygate.local.reference;

import java.math.BigDecimal;
import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

/** The condition operators, the negated ones with their positive test. */
enum Operator {
  STRING_EQUALS("StringEquals", false),
  STRING_NOT_EQUALS("StringNotEquals", true),
  STRING_EQUALS_IGNORE_CASE("StringEqualsIgnoreCase", false),
  STRING_NOT_EQUALS_IGNORE_CASE("StringNotEqualsIgnoreCase", true),
  STRING_LIKE("StringLike", false),
  STRING_NOT_LIKE("StringNotLike", true),
  NUMERIC_EQUALS("NumericEquals", false),
  NUMERIC_NOT_EQUALS("NumericNotEquals", true),
  NUMERIC_LESS_THAN("NumericLessThan", false),
  NUMERIC_LESS_THAN_EQUALS("NumericLessThanEquals", false),
  NUMERIC_GREATER_THAN("NumericGreaterThan", false),
  NUMERIC_GREATER_THAN_EQUALS("NumericGreaterThanEquals", false),
  DATE_EQUALS("DateEquals", false),
  DATE_NOT_EQUALS("DateNotEquals", true),
  DATE_LESS_THAN("DateLessThan", false),
  DATE_LESS_THAN_EQUALS("DateLessThanEquals", false),
  DATE_GREATER_THAN("DateGreaterThan", false),
  DATE_GREATER_THAN_EQUALS("DateGreaterThanEquals", false),
  BOOL("Bool", false),
  BINARY_EQUALS("BinaryEquals", false),
  IP_ADDRESS("IpAddress", false),
  NOT_IP_ADDRESS("NotIpAddress", true),
  ARN_EQUALS("ArnEquals", false),
  ARN_LIKE("ArnLike", false),
  ARN_NOT_EQUALS("ArnNotEquals", true),
  ARN_NOT_LIKE("ArnNotLike", true),
  NULL("Null", false);

  private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d+\\.\\d+\\.\\d+\\.\\d+");
  private static final Pattern EPOCH_SECONDS = Pattern.compile("-?\\d+");

  private final String spelling;
  private final boolean negated;

  Operator(String spelling, boolean negated) {
    this.spelling = spelling;
    this.negated = negated;
  }

  static Operator named(String name) {
    return Arrays.stream(values())
        .filter(operator -> operator.spelling.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("Unknown condition operator " + name));
  }

  /** Whether it holds where its test does not. */
  boolean negated() {
    return negated;
  }

  boolean takesVariables() {
    return spelling.contains("String") || spelling.contains("Arn") || this == BOOL;
  }

  /** The test, before any negation: does the request's value match this one of the policy? */
  boolean matches(String given, Template template) {
    if (!template.resolved()) {
      return false;
    }
    String wanted = template.text();
    return switch (this) {
      case STRING_EQUALS, STRING_NOT_EQUALS -> template.is(given, false);
      case STRING_EQUALS_IGNORE_CASE, STRING_NOT_EQUALS_IGNORE_CASE, BOOL ->
          template.is(given, true);
      case STRING_LIKE, STRING_NOT_LIKE -> template.like(given, false);
      case ARN_EQUALS, ARN_LIKE, ARN_NOT_EQUALS, ARN_NOT_LIKE -> template.likeArn(given);
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS -> number(given, wanted, order -> order == 0);
      case NUMERIC_LESS_THAN -> number(given, wanted, order -> order < 0);
      case NUMERIC_LESS_THAN_EQUALS -> number(given, wanted, order -> order <= 0);
      case NUMERIC_GREATER_THAN -> number(given, wanted, order -> order > 0);
      case NUMERIC_GREATER_THAN_EQUALS -> number(given, wanted, order -> order >= 0);
      case DATE_EQUALS, DATE_NOT_EQUALS -> date(given, wanted, order -> order == 0);
      case DATE_LESS_THAN -> date(given, wanted, order -> order < 0);
      case DATE_LESS_THAN_EQUALS -> date(given, wanted, order -> order <= 0);
      case DATE_GREATER_THAN -> date(given, wanted, order -> order > 0);
      case DATE_GREATER_THAN_EQUALS -> date(given, wanted, order -> order >= 0);
      case BINARY_EQUALS -> sameBytes(given, wanted);
      case IP_ADDRESS, NOT_IP_ADDRESS -> inRange(given, wanted);
      case NULL -> throw new IllegalStateException("Null looks at the key, not at its values");
    };
  }

  private static boolean number(String given, String wanted, IntPredicate holds) {
    try {
      return holds.test(new BigDecimal(given).compareTo(new BigDecimal(wanted)));
    } catch (NumberFormatException e) {
      return false;
    }
  }

  private static boolean date(String given, String wanted, IntPredicate holds) {
    Optional<Instant> one = instant(given);
    Optional<Instant> other = instant(wanted);
    return one.isPresent() && other.isPresent() && holds.test(one.get().compareTo(other.get()));
  }

  private static Optional<Instant> instant(String text) {
    try {
      if (EPOCH_SECONDS.matcher(text).matches()) {
        return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
      }
      if (!text.contains("T")) {
        return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
      }
      boolean hasZone = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:\\d\\d");
      return Optional.of(
          hasZone
              ? OffsetDateTime.parse(text).toInstant()
              : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
    } catch (DateTimeException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean sameBytes(String given, String wanted) {
    try {
      return Arrays.equals(Base64.getDecoder().decode(given), Base64.getDecoder().decode(wanted));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean inRange(String given, String range) {
    try {
      int slash = range.indexOf('/');
      byte[] network = address(slash < 0 ? range : range.substring(0, slash));
      byte[] address = address(given);
      int bits = slash < 0 ? network.length * 8 : Integer.parseInt(range.substring(slash + 1));
      if (network.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % 8;
        if ((network[bit / 8] & mask) != (address[bit / 8] & mask)) {
          return false;
        }
      }
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] address(String text) {
    // Java would also take 5 for 0.0.0.5.
    if (!text.contains(":") && !FOUR_NUMBERS.matcher(text).matches()) {
      throw new IllegalArgumentException("Not an address: " + text);
    }
    return InetAddress.ofLiteral(text).getAddress();
  }
}
