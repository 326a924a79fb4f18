package dev.policygate.local.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The condition operators, and what becomes of absent keys and of several values. */
class ConditionTest {
  private static final Ask ASK = Ask.about("x:Y", "*");

  private static boolean holds(String condition, Ask ask) {
    return ask.identity(
            """
            {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": %s}
            """
                .formatted(condition))
        .allowed();
  }

  private static boolean holds(String operator, String wanted, String... given) {
    String condition = "{\"%s\": {\"k\": [\"%s\"]}}".formatted(operator, wanted);
    return holds(condition, given.length == 0 ? ASK : ASK.with("k", given));
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, a, a, true",
    "StringEquals, a, A, false",
    "StringEquals, a*, abc, false",
    "StringEquals, a*, a*, true",
    "StringNotEquals, a, a, false",
    "StringNotEquals, a, b, true",
    "StringEqualsIgnoreCase, a, A, true",
    "StringEqualsIgnoreCase, a, b, false",
    "StringNotEqualsIgnoreCase, a, A, false",
    "StringNotEqualsIgnoreCase, a, b, true",
    "StringLike, a*c, abbc, true",
    "StringLike, a?c, abc, true",
    "StringLike, a?c, abbc, false",
    "StringLike, A*, abc, false",
    "StringLike, a.c, abc, false",
    "StringNotLike, a*, abc, false",
    "StringNotLike, a*, bcd, true"
  })
  void strings(String operator, String wanted, String given, boolean holds) {
    assertThat(holds(operator, wanted, given)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "NumericEquals, 10, 10.0, true",
    "NumericEquals, 10, 11, false",
    "NumericEquals, 10, ten, false",
    "NumericNotEquals, 10, 11, true",
    "NumericNotEquals, 10, 10.00, false",
    "NumericLessThan, 10, 9.5, true",
    "NumericLessThan, 10, 10, false",
    "NumericLessThanEquals, 10, 10, true",
    "NumericLessThanEquals, 10, 11, false",
    "NumericGreaterThan, 10, 11, true",
    "NumericGreaterThan, 10, 10, false",
    "NumericGreaterThanEquals, 10, 10, true",
    "NumericGreaterThanEquals, 10, 9, false",
    "NumericLessThan, 9, 10, false"
  })
  void numbers(String operator, String wanted, String given, boolean holds) {
    assertThat(holds(operator, wanted, given)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "DateEquals, 2026-01-31T00:00:00Z, 2026-01-31T01:00:00+01:00, true",
    "DateEquals, 2026-01-31, 2026-01-31T00:00:00Z, true",
    "DateEquals, 2026-01-31T00:00:00, 2026-01-31T00:00:00Z, true",
    "DateEquals, 1769817600, 2026-01-31T00:00:00Z, true",
    "DateEquals, 2026-01-31, 2026-02-01T00:00:00Z, false",
    "DateEquals, soon, 2026-02-01T00:00:00Z, false",
    "DateNotEquals, 2026-01-31, 2026-02-01T00:00:00Z, true",
    "DateLessThan, 2026-01-31, 2026-01-30T23:59:59Z, true",
    "DateLessThan, 2026-01-31, 2026-01-31T00:00:00Z, false",
    "DateLessThanEquals, 2026-01-31, 2026-01-31T00:00:00Z, true",
    "DateGreaterThan, 2026-01-31, 2026-01-31T00:00:01Z, true",
    "DateGreaterThan, 2026-01-31, 2026-01-31T00:00:00Z, false",
    "DateGreaterThanEquals, 2026-01-31, 2026-01-31T00:00:00Z, true",
    "DateGreaterThanEquals, 2026-01-31, 1769817599, false"
  })
  void dates(String operator, String wanted, String given, boolean holds) {
    assertThat(holds(operator, wanted, given)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "Bool, true, true, true",
    "Bool, True, true, true",
    "Bool, true, false, false",
    "BinaryEquals, QQ==, QQ==, true",
    "BinaryEquals, QQ==, Qg==, false",
    "BinaryEquals, QQ==, not base 64, false"
  })
  void booleansAndBytes(String operator, String wanted, String given, boolean holds) {
    assertThat(holds(operator, wanted, given)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "IpAddress, 203.0.113.0/24, 203.0.113.77, true",
    "IpAddress, 203.0.113.0/24, 203.0.114.1, false",
    "IpAddress, 203.0.113.128/25, 203.0.113.127, false",
    "IpAddress, 203.0.113.7, 203.0.113.7, true",
    "IpAddress, 203.0.113.7, 203.0.113.8, false",
    "IpAddress, 0.0.0.0/0, 198.51.100.1, true",
    "IpAddress, 2001:db8::/32, 2001:db8:1::1, true",
    "IpAddress, 2001:db8::/32, 2001:db9::1, false",
    "IpAddress, 2001:db8::/32, 203.0.113.7, false",
    "IpAddress, home, 203.0.113.7, false",
    "IpAddress, 0.0.0.5, 5, false",
    "NotIpAddress, 0.0.0.5, 5, true",
    "NotIpAddress, 203.0.113.0/24, 203.0.114.1, true",
    "NotIpAddress, 203.0.113.0/24, 203.0.113.1, false"
  })
  void addresses(String operator, String wanted, String given, boolean holds) {
    assertThat(holds(operator, wanted, given)).isEqualTo(holds);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ArnEquals", "ArnLike"})
  void arnsAreComparedPartByPart(String operator) {
    String wanted = "arn:aws:someservice:*:111122223333:finance/*";
    assertThat(holds(operator, wanted, "arn:aws:someservice:us-east-2:111122223333:finance/a"))
        .isTrue();
    assertThat(
            holds(
                operator,
                wanted,
                "arn:aws:someservice:us-east-2:999999999999:store/abc:111122223333:finance/a"))
        .isFalse();
    assertThat(holds(operator, wanted, "finance/a")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ArnNotEquals", "ArnNotLike"})
  void negatedArnsHoldForTheOthers(String operator) {
    String wanted = "arn:aws:iam::111122223333:role/a*";
    assertThat(holds(operator, wanted, "arn:aws:iam::111122223333:role/abc")).isFalse();
    assertThat(holds(operator, wanted, "arn:aws:iam::111122223333:role/bc")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"true, false", "false, true", "True, false"})
  void nullAsksWhetherTheKeyIsAbsent(String wanted, boolean holdsWhenPresent) {
    assertThat(holds("Null", wanted, "x")).isEqualTo(holdsWhenPresent);
    assertThat(holds("Null", wanted)).isEqualTo(!holdsWhenPresent);
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, false",
    "StringLike, false",
    "NumericLessThan, false",
    "DateEquals, false",
    "Bool, false",
    "BinaryEquals, false",
    "IpAddress, false",
    "ArnLike, false",
    "StringNotEquals, true",
    "StringNotEqualsIgnoreCase, true",
    "StringNotLike, true",
    "NumericNotEquals, true",
    "DateNotEquals, true",
    "NotIpAddress, true",
    "ArnNotEquals, true",
    "ArnNotLike, true",
    "StringEqualsIfExists, true",
    "StringNotEqualsIfExists, true",
    "BoolIfExists, true",
    "ForAllValues:StringEquals, true",
    "ForAllValues:StringNotEquals, true",
    "ForAnyValue:StringEquals, false",
    "ForAnyValue:StringNotEquals, false",
    "ForAnyValue:StringEqualsIfExists, true"
  })
  void anAbsentKey(String operator, boolean holds) {
    assertThat(holds(operator, "1")).isEqualTo(holds);
  }

  @Test
  void ifExistsStillLooksAtAKeyThatIsThere() {
    assertThat(holds("StringEqualsIfExists", "a", "b")).isFalse();
    assertThat(holds("StringEqualsIfExists", "a", "a")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, 'a', true",
    "StringEquals, 'b', true",
    "StringEquals, 'c', false",
    "StringNotEquals, 'a', false",
    "StringNotEquals, 'b', false",
    "StringNotEquals, 'c', true"
  })
  void severalValuesOfThePolicyAreAlternatives(String operator, String given, boolean holds) {
    String condition = "{\"%s\": {\"k\": [\"a\", \"b\"]}}".formatted(operator);
    assertThat(holds(condition, ASK.with("k", given))).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    // operator, the request's values, whether it holds against "a" and "b"
    "ForAllValues:StringEquals, a b, true",
    "ForAllValues:StringEquals, a c, false",
    "ForAnyValue:StringEquals, a c, true",
    "ForAnyValue:StringEquals, c d, false",
    "ForAllValues:StringNotEquals, c d, true",
    "ForAllValues:StringNotEquals, a c, false",
    "ForAnyValue:StringNotEquals, a c, true",
    "ForAnyValue:StringNotEquals, a b, false",
    "StringEquals, a c, true",
    "StringEquals, c d, false",
    "StringNotEquals, a c, false",
    "StringNotEquals, c d, true"
  })
  void severalValuesOfTheRequest(String operator, String given, boolean holds) {
    String condition = "{\"%s\": {\"k\": [\"a\", \"b\"]}}".formatted(operator);
    assertThat(holds(condition, ASK.with("k", given.split(" ")))).isEqualTo(holds);
  }

  @Test
  void anEmptyStringIsAnEmptySet() {
    assertThat(holds("ForAllValues:StringEquals", "a", "")).isTrue();
    assertThat(holds("ForAnyValue:StringEquals", "", "")).isFalse();
    assertThat(holds("StringEquals", "", "")).isTrue();
  }

  @Test
  void allOperatorsAndAllKeysHaveToHold() {
    String condition =
        """
        {"StringEquals": {"k": "a", "l": "b"}, "Bool": {"m": "true"}}
        """;
    Ask ask = ASK.with("k", "a").with("l", "b").with("m", "true");
    assertThat(holds(condition, ask)).isTrue();
    assertThat(holds(condition, ask.with("k", "x"))).isFalse();
    assertThat(holds(condition, ask.with("l", "x"))).isFalse();
    assertThat(holds(condition, ask.with("m", "false"))).isFalse();
  }

  @Test
  void valuesMayBeNumbersAndBooleansInJson() {
    Ask ask = ASK.with("n", "5").with("b", "true");
    assertThat(holds("{\"NumericEquals\": {\"n\": 5}, \"Bool\": {\"b\": true}}", ask)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "StringEquals, ${aws:username}, alice, true",
    "StringLike, ${aws:username}*, alice2, true",
    "StringLike, ${*}, x, false",
    "ArnLike, arn:aws:iam::1:user/${aws:username}, arn:aws:iam::1:user/alice, true",
    "ArnLike, arn:aws:iam::1:user/${aws:username}, arn:aws:iam::1:user/bob, false"
  })
  void variables(String operator, String wanted, String given, boolean holds) {
    String condition = "{\"%s\": {\"k\": \"%s\"}}".formatted(operator, wanted);
    assertThat(holds(condition, ASK.with("k", given).with("aws:username", "alice")))
        .isEqualTo(holds);
  }
}
