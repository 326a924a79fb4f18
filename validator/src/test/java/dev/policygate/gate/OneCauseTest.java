package dev.policygate.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Finding;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.PolicyParser;
import dev.policygate.profile.Presets;
import dev.policygate.testing.Policies;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One cause, one finding, and of several causes in one statement each. */
class OneCauseTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      textBlock =
          """
          "Action": ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"], "Resource": "*"         | PrivilegeEscalation /Statement/0/Resource, WriteAtLarge /Statement/0/Action/1, WriteAtLarge /Statement/0/Action/2
          "Action": ["iam:PassRole", "sqs:CreateQueue"], "Resource": "*"                                        | UnscopedPassRole /Statement/0/Resource, WriteAtLarge /Statement/0/Action/1
          "Action": ["s3:*", "iam:PassRole"], "Resource": "*"                                                   | WholeService /Statement/0/Action/0, PrivilegeEscalation /Statement/0/Resource
          "Action": ["s3:*", "iam:*"], "Resource": "*"                                                          | WholeService /Statement/0/Action/0, WholeService /Statement/0/Action/1
          "Action": ["*", "iam:PassRole", "s3:GetObject"], "Resource": "*"                                      | AdministratorAccess /Statement/0/Action/0
          "Action": ["a*", "*", "not-an-action"], "Resource": "*"                                               | AdministratorAccess /Statement/0/Action/1
          "NotAction": ["iam:*", "s3:*"], "Resource": "arn:aws:lambda:*:111122223333:function:*"                | AllowNotAction /Statement/0/NotAction
          "Action": ["s3:GetObject", "s3:PutObject"], "NotResource": "arn:aws:s3:::x/*"                         | DataReadAtLarge /Statement/0/Action/0, DataChangeAtLarge /Statement/0/Action/1
          "Action": "sts:AssumeRole", "NotResource": "arn:aws:iam::111122223333:role/x"                         | UnscopedAssumeRole /Statement/0/NotResource
          "Action": ["iam:TagPolicy", "iam:UntagPolicy"], "Resource": "arn:aws:iam::111122223333:policy/policy-gate/*" | GuardedResource /Statement/0/Resource
          "Action": "iam:CreateServiceLinkedRole", "Resource": "*"                                              | UnscopedServiceLinkedRole /Statement/0/Resource
          """)
  void isTold(String statement, String findings) {
    String text = Policies.text("{\"Effect\": \"Allow\", " + statement + "}");
    List<Finding> found =
        Gate.offline(Presets.load().named("sandbox").orElseThrow())
            .judge(List.of(Policies.parse(text, "policy.json")), List.of(), Optional.empty())
            .verdict()
            .findings();
    assertThat(
            found.stream().map(f -> f.rule() + " " + f.location().pointer().orElse("-")).toList())
        .containsExactlyInAnyOrder(findings.split(", ", -1));
  }

  /** An element in another case of letters is there, under a wrong name. */
  @ParameterizedTest
  @CsvSource({"Effect, effect", "Resource, RESOURCE", "Action, action", "Version, version"})
  void anElementOfTheWrongCaseIsNotMissingToo(String element, String written) {
    String text =
        Policies.text("{\"Effect\": \"Allow\", \"Action\": \"s3:ListBucket\", \"Resource\": \"*\"}")
            .replace("\"" + element + "\"", "\"" + written + "\"");
    assertThat(PolicyParser.parse(text, "policy.json"))
        .isInstanceOfSatisfying(
            ParseResult.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::rule)
                    .containsExactly("UnknownElement"));
  }
}
