package dev.policygate.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.policy.ParseResult;
import dev.policygate.policy.PolicyParser;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamedResourcesTest {

  private static final String GUARDED = "arn:*:iam::*:role/security-*";

  private static NamedResources named(String effect, String... resources) {
    String text =
        """
        {"Version": "2012-10-17", "Statement":
         {"Effect": "%s", "Action": "iam:*", "Resource": ["%s"]}}
        """
            .formatted(effect, String.join("\", \"", resources));
    return new NamedResources(
        ((ParseResult.Parsed) PolicyParser.parse(text, "policy.json")).policy().statements());
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:iam::111122223333:role/security-audit, true",
    "arn:aws:iam::111122223333:role/security-*, true",
    "arn:aws:iam::*:role/sec*, true",
    "arn:aws:iam::*:role/*-audit, true",
    "arn:*:iam::111122223333:role/security-audit, true",
    "arn:aws:i?m::111122223333:role/security-audit, true",
    "arn:aws:*::111122223333:role/security-audit, true",
    "arn:aws:iam::111122223333:role/${aws:username}-audit, true",
    "arn:aws:iam::111122223333:role/orders-*, false",
    "arn:aws:iam::111122223333:user/security-audit, false",
    "arn:aws:sqs:eu-central-1:111122223333:role/security-audit, false",
    "arn:aws:iam::111122223333:role/*, false",
    "*, false",
  })
  void findsWhichFormsMayBeNamed(String resource, boolean expected) {
    assertThat(named("Allow", resource).among(List.of(GUARDED)))
        .isEqualTo(expected ? List.of(GUARDED) : List.of());
  }

  @Test
  void keepsTheFormsApart() {
    String other = "arn:*:lambda:*:*:function:security-*";
    String ofAny = "arn:*:*:*:*:security-*";
    assertThat(
            named("Allow", "arn:aws:iam::111122223333:role/security-audit")
                .among(List.of(other, GUARDED)))
        .containsExactly(GUARDED);
    assertThat(
            named("Allow", "arn:aws:sqs:eu-central-1:111122223333:security-queue")
                .among(List.of(other, ofAny)))
        .containsExactly(ofAny);
  }

  @Test
  void whatIsDeniedIsNotNamed() {
    assertThat(named("Deny", "arn:aws:iam::111122223333:role/security-audit").all()).isEmpty();
  }
}
