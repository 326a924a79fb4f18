package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.access.Containment.Within;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code StringEqualsIgnoreCase} with variables: the value's letters match in either case. */
class FoldedVariablesTest {

  private static final String SAME = "\"StringEquals\": {\"s3:prefix\": \"${aws:username}\"}";
  private static final String FOLDED =
      "\"StringEqualsIgnoreCase\": {\"s3:prefix\": \"${aws:username}\"}";
  private static final String OTHER = "\"StringNotEquals\": {\"s3:prefix\": \"${aws:username}\"}";
  private static final String FOLDED_OTHER =
      "\"StringNotEqualsIgnoreCase\": {\"s3:prefix\": \"${aws:username}\"}";

  @Test
  void theSameTextIsWithinTheTextInAnyCase() {
    assertThat(compare(SAME, FOLDED)).isInstanceOf(Within.class);
    assertThat(compare(FOLDED_OTHER, OTHER)).isInstanceOf(Within.class);
    assertThat(compare(FOLDED, FOLDED)).isInstanceOf(Within.class);
  }

  @Test
  void theTextInAnyCaseIsMoreThanTheSameText() {
    assertThat(compare(FOLDED, SAME)).isInstanceOf(Exceeds.class);
    assertThat(compare(OTHER, FOLDED_OTHER)).isInstanceOf(Exceeds.class);
  }

  @Test
  void aDenyOfTheSameTextLeavesTheOtherCase() {
    assertThat(
            Containment.compare(
                permissions(allow(FOLDED), deny(SAME)), permissions(allow(FOLDED), deny(FOLDED))))
        .isInstanceOf(Exceeds.class);
    assertThat(
            Containment.compare(
                permissions(allow(FOLDED), deny(FOLDED)), permissions(allow(SAME), deny(SAME))))
        .isInstanceOf(Within.class);
  }

  @Test
  void whatStandsAroundTheVariableIsFoldedAsWell() {
    String around = "\"StringEqualsIgnoreCase\": {\"s3:prefix\": \"Home/${aws:username}\"}";
    assertThat(compare(around, "\"StringLike\": {\"s3:prefix\": \"?ome/*\"}"))
        .isInstanceOf(Exceeds.class);
    assertThat(compare(around, "\"StringLike\": {\"s3:prefix\": \"????/*\"}"))
        .isInstanceOf(Within.class);
  }

  @Test
  void aValueThatIsKnownIsFolded() {
    String known = ", \"StringEquals\": {\"aws:username\": \"bob\"}";
    assertThat(compare(FOLDED + known, "\"StringEqualsIgnoreCase\": {\"s3:prefix\": \"BOB\"}"))
        .isInstanceOf(Within.class);
    assertThat(compare(FOLDED + known, "\"StringEquals\": {\"s3:prefix\": \"bob\"}"))
        .isInstanceOf(Exceeds.class);
  }

  private static Containment compare(String candidate, String envelope) {
    return Containment.compare(permissions(allow(candidate)), permissions(allow(envelope)));
  }

  private static Permissions permissions(String... statements) {
    return Permissions.of(PolicyGenerator.parse(PolicyGenerator.documentOf(List.of(statements))));
  }

  private static String allow(String conditions) {
    return statement("Allow", conditions);
  }

  private static String deny(String conditions) {
    return statement("Deny", conditions);
  }

  private static String statement(String effect, String conditions) {
    return "{\"Effect\": \"%s\", \"Action\": \"s3:ListBucket\", \"Resource\": \"*\", \"Condition\": {%s}}"
        .formatted(effect, conditions);
  }
}
