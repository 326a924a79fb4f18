package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Undecided;
import dev.policygate.access.Containment.Within;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * {@code ForAnyValue} with {@code IfExists} on a key that is absent: AWS documents of the one that
 * the condition is false, of the other that it is true. Nothing is within by one reading alone.
 */
class OpenReadingTest {

  private static final String ALLOW_ALL =
      """
      {"Effect": "Allow", "Action": "*", "Resource": "*"}\
      """;
  private static final String OPEN =
      """
      "Condition": {"ForAnyValue:StringEqualsIfExists": {"aws:TagKeys": "x"}}\
      """;
  private static final String DENY_OPEN =
      """
      {"Effect": "Deny", "Action": "*", "Resource": "*", %s}\
      """
          .formatted(OPEN);
  private static final String ALLOW_OPEN =
      """
      {"Effect": "Allow", "Action": "*", "Resource": "*", %s}\
      """
          .formatted(OPEN);

  @Test
  void aDenyThatMayNotHoldTakesNothingForCertain() {
    String withKey =
        """
        {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Null": {"aws:TagKeys": "false"}}}\
        """;
    assertThat(compare(List.of(ALLOW_ALL, DENY_OPEN), List.of(withKey)))
        .isInstanceOf(Undecided.class);
    assertThat(
            Question.of(List.of("iam:CreateUser"), List.of("*"))
                .assuming(List.of(Question.Assumption.noneLike("aws:TagKeys", List.of("*"))))
                .askOf(permissions(List.of(ALLOW_ALL, DENY_OPEN))))
        .isInstanceOf(Question.Unclear.class);
  }

  @Test
  void anEnvelopeThatMayNotAllowHoldsNothingForCertain() {
    String without =
        """
        {"Effect": "Allow", "Action": "*", "Resource": "*", "Condition": {"Null": {"aws:TagKeys": "true"}}}\
        """;
    assertThat(compare(List.of(without), List.of(ALLOW_OPEN))).isInstanceOf(Undecided.class);
  }

  @Test
  void bothSidesAreReadAlike() {
    assertThat(compare(List.of(ALLOW_OPEN), List.of(ALLOW_OPEN))).isInstanceOf(Within.class);
    assertThat(compare(List.of(ALLOW_OPEN), List.of(ALLOW_ALL))).isInstanceOf(Within.class);
    String narrower =
        """
        {"Effect": "Allow", "Action": "s3:*", "Resource": "*", %s}\
        """
            .formatted(OPEN);
    assertThat(compare(List.of(narrower, DENY_OPEN), List.of(ALLOW_OPEN)))
        .isInstanceOf(Within.class);
  }

  @Test
  void whatIsCertainInBothReadingsIsSaid() {
    assertThat(compare(List.of(ALLOW_OPEN), List.of(ALLOW_OPEN.replace("\"x\"", "\"y\""))))
        .isInstanceOf(Exceeds.class);
  }

  private static Containment compare(List<String> candidate, List<String> envelope) {
    return Containment.compare(permissions(candidate), permissions(envelope));
  }

  private static Permissions permissions(List<String> statements) {
    return Permissions.of(PolicyGenerator.parse(PolicyGenerator.documentOf(statements)));
  }
}
