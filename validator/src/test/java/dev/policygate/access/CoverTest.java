package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is plainly within: the first statement of the one document in the other document. */
class CoverTest {

  private static final String TAGGED = "{'StringEquals':{'aws:username':'bob'}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Allow s3:GetObject arn:aws:s3:::a/b {}        | Allow s3:Get* arn:aws:s3:::a/* {}     | true
          Allow s3:Get* arn:aws:s3:::a/* {}             | Allow s3:GetObject arn:aws:s3:::a/* {}| false
          Allow s3:Get* arn:aws:s3:::a/* {}             | Allow s3:Get* arn:aws:s3:::a/b {}     | false
          Allow s3:* arn:aws:s3:::${aws:username} {}    | Allow s3:* arn:aws:s3:::${aws:username} {} | true
          Allow s3:* arn:aws:s3:::${aws:username,'x'} {}| Allow s3:* arn:aws:s3:::${aws:username} {} | false
          Allow s3:* * TAGGED                           | Allow s3:* * {}                       | true
          Allow s3:* * {}                               | Allow s3:* * TAGGED                   | false
          Allow s3:* * TAGGED                           | Allow s3:* * TAGGED                   | true
          Allow s3:* * {}                 | Allow s3:* * {};Deny s3:GetObject * {}              | false
          Allow s3:* * {}                 | Allow s3:* * {};Deny iam:* * {}                     | true
          Allow s3:* * {};Deny s3:Get* * {}  | Allow s3:* * {};Deny s3:GetObject * {}           | true
          Allow s3:* * {};Deny s3:Get* * TAGGED | Allow s3:* * {};Deny s3:GetObject * {}        | false
          NotAllow s3:* * {}              | NotAllow s3:Get* * {}                               | true
          NotAllow s3:Get* * {}           | NotAllow s3:* * {}                                  | false
          """)
  void isSeenAtAGlance(String candidate, String envelope, boolean plainly) {
    Permissions one = permissions(candidate);
    Permissions other = permissions(envelope);
    assertThat(
            new Cover(one, other, new Budget())
                .staysWithin(one.tiers().getFirst().allows().getFirst()))
        .isEqualTo(plainly);
  }

  /** Statements: effect, actions, resources and condition each. */
  private static Permissions permissions(String statements) {
    return Permissions.of(
        PolicyGenerator.parse(
            PolicyGenerator.documentOf(
                List.of(statements.split(";", -1)).stream().map(CoverTest::statement).toList())));
  }

  private static String statement(String text) {
    String[] parts = text.strip().split(" ", -1);
    return "{\"Effect\": \"%s\", \"%sAction\": \"%s\", \"Resource\": \"%s\", \"Condition\": %s}"
        .formatted(
            parts[0].replace("Not", ""),
            parts[0].startsWith("Not") ? "Not" : "",
            parts[1],
            parts[2],
            parts[3].replace("TAGGED", TAGGED).replace('\'', '"'));
  }
}
