package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values that an operator does not compare with: other readers may read them otherwise. */
class UnreadableValueTest {

  private static final String BESIDE =
      "{'Effect': 'Allow', 'Action': 's3:ListBucket', 'Resource': '*'}";

  @ParameterizedTest
  @CsvSource({
    "NumericLessThan, 1e9, 10",
    "NumericNotEquals, '1,000', 1000",
    "DateLessThan, tomorrow, 2026-12-01T00:00:00Z",
    "IpAddress, 10.0.0.0/33, 10.0.0.0/8",
    "NotIpAddress, anywhere, 10.0.0.0/8",
    "Bool, yes, true",
    "Null, no, false",
    "BinaryEquals, YQ, YQ==",
  })
  void isNeverWithin(String operator, String unreadable, String readable) {
    Permissions all = policy(BESIDE, "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}");
    assertThat(Containment.compare(policy(BESIDE, under(operator, readable)), all))
        .isInstanceOf(Containment.Within.class);
    assertThat(Containment.compare(policy(BESIDE, under(operator, unreadable)), all))
        .isInstanceOfSatisfying(
            Containment.Undecided.class,
            undecided ->
                assertThat(undecided.doubts())
                    .containsExactly(
                        new Doubt(
                            "`%s` is nothing that `%s` compares with"
                                .formatted(unreadable, operator),
                            undecided.doubts().getFirst().where())));
    assertThat(Containment.compare(policy(BESIDE), policy(BESIDE, under(operator, unreadable))))
        .isInstanceOf(Containment.Undecided.class);
  }

  private static String under(String operator, String value) {
    return "{'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*', 'Condition': {'%s': {'a:b': '%s'}}}"
        .formatted(operator, value);
  }

  private static Permissions policy(String... statements) {
    return Permissions.of(
        PolicyGenerator.parse(
            PolicyGenerator.documentOf(
                List.of(statements).stream().map(s -> s.replace('\'', '"')).toList())));
  }
}
