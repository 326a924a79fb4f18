package dev.policygate.rules.grammar;

import dev.policygate.testing.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidVariableTest {

  private final RuleTester rule = RuleTester.of(new InvalidVariable());

  private RuleTester.Answer onValue(String operator, String value) {
    return rule.onStatement(
        """
        {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
         "Condition": {"%s": {"aws:PrincipalTag/team": ["a", "%s"]}}}
        """
            .formatted(operator, value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          ${aws:username           | `${aws:username` is no variable: its closing brace is missing
          x/${}                    | `${}` is no variable: it names no key
          ${aws: username}         | `${aws: username}` is no variable: there is a blank in its name
          ${aws:username, nobody}  | `${aws:username, nobody}` is no variable: its default stands between single quotes
          ${aws:username, 'nobody} | `${aws:username, 'nobody}` is no variable: its default stands between single quotes
          """)
  void saysWhatIsWrongWithIt(String text, String message) {
    onValue("StringLike", text).reports("/Condition/StringLike/aws:PrincipalTag~1team/1", message);
    rule.onStatement(
            "{\"Effect\": \"Allow\", \"Action\": \"s3:GetObject\", \"Resource\": \"arn:aws:s3:::a/%s\"}"
                .formatted(text))
        .reports("/Resource", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"NumericEquals", "DateLessThan", "Bool", "BinaryEquals", "IpAddress", "Null"})
  void reportsVariablesThatIamDoesNotReplace(String operator) {
    onValue(operator, "${aws:username}")
        .reports(
            "/Condition/" + operator + "/aws:PrincipalTag~1team/1",
            "IAM replaces no variable under `%s`, so `${aws:username}` is plain text"
                .formatted(operator));
  }

  @Test
  void reportsVariablesInKeys() {
    rule.onStatement(
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*",
             "Condition": {"StringEquals": {"aws:PrincipalTag/${aws:username}": "a"}}}
            """)
        .reports(
            "/Condition/StringEquals/aws:PrincipalTag~1${aws:username}",
            "IAM replaces no variable in a condition key: `aws:PrincipalTag/${aws:username}`");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "${aws:username}",
        "${*}",
        "${?}${$}",
        "$",
        "$aws:username",
        "a${aws:username, 'b c'}d",
        "{}"
      })
  void isSilentOnVariablesAndOnText(String text) {
    onValue("StringLike", text).isSilent();
    onValue("ArnLike", text).isSilent();
  }
}
