package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Question.No;
import dev.policygate.access.Question.Unclear;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** All questions about one policy together have an end as well, not only each of them. */
class HostileQuestionsTest {

  /** Which {@code a} counts is known from the end only: sets of positions grow as powers of two. */
  private static final String HARD =
      PolicyGenerator.documentOf(
          List.of(
              statement("Allow", "\"*a" + "?".repeat(40) + "\""),
              statement(
                  "Deny",
                  IntStream.range(1, 40)
                      .mapToObj(i -> "\"*a" + "?".repeat(i) + "\"")
                      .collect(Collectors.joining(", ")))));

  @Test
  void questionsEndInDoubtAboutEveryStatementThatAllows() {
    Permissions permissions = Permissions.of(PolicyGenerator.parse(HARD));
    Question question = Question.of(List.of("s3:*"), List.of("*"));
    for (int i = 0; i < 10; i++) {
      assertThat(question.askOf(permissions)).isInstanceOf(Unclear.class);
    }
    assertThat(question.askOf(permissions))
        .isInstanceOfSatisfying(
            Unclear.class,
            unclear -> {
              Doubt doubt = unclear.doubts().getFirst();
              assertThat(doubt.what())
                  .isEqualTo(
                      "the policy is too intricate to be understood with the work that is allowed");
              assertThat(doubt.where()).extracting(Site::index).containsExactly(0);
            });
    assertThat(Question.of(List.of("ec2:RunInstances"), List.of("*")).askOf(permissions))
        .isInstanceOf(No.class);
  }

  private static String statement(String effect, String values) {
    return """
    {"Effect": "%s", "Action": "s3:*", "Resource": "*", "Condition": {"StringLike": {"aws:userid": [%s]}}}\
    """
        .formatted(effect, values);
  }
}
