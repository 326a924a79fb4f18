package dev.policygate.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.reach.Reach;
import dev.policygate.testing.Policies;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.RuleSet;
import dev.policygate.validation.Subject;
import dev.policygate.validation.SubjectRule;
import dev.policygate.validation.Suppressions;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a fix says to write is what mends. */
class FixesTest {

  /** The rules whose fix is to name a resource. */
  private static final List<SubjectRule> NAMING =
      List.of(
          new CodeChangeAtLarge(),
          new CredentialsAtLarge(),
          new DataChangeAtLarge(),
          new DataReadAtLarge(),
          new RunAsOthers(),
          new SecretsAtLarge(),
          new SensitiveReadAtLarge(),
          new SharingAtLarge(),
          new WriteAtLarge());

  private static Subject subject(String action, String resource) {
    return subjectOf("\"Action\": \"%s\", \"Resource\": \"%s\"".formatted(action, resource));
  }

  private static Subject subjectOf(String elements) {
    return Policies.subject(
        Policies.parse(
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", %s}}"
                .formatted(elements),
            "policy.json"));
  }

  private static Optional<String> example(String action) {
    Reach reach = subject(action, "*").reach();
    return Fixes.example(action, reach);
  }

  /** Every action of every service of which the user speaks, and some that few use. */
  @ParameterizedTest
  @CsvSource({
    "athena",
    "autoscaling",
    "batch",
    "bedrock",
    "cloudformation",
    "codebuild",
    "chatbot",
    "cognito-idp",
    "dms",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "eks",
    "elasticmapreduce",
    "es",
    "events",
    "glue",
    "iot",
    "kinesis",
    "kms",
    "lambda",
    "lightsail",
    "logs",
    "rds",
    "rds-db",
    "redshift",
    "s3",
    "sagemaker",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "states",
    "transfer",
    "wafv2"
  })
  void theArnOfAFixSilencesTheRule(String service) {
    List<String> wrong = new ArrayList<>();
    for (Action action : Catalog.bundled().service(service).orElseThrow().actions()) {
      Optional<String> arn = example(action.id());
      for (SubjectRule rule : NAMING) {
        if (!rule.check(subject(action.id(), "*")).isEmpty()
            && arn.isPresent()
            && !rule.check(subject(action.id(), arn.get())).isEmpty()) {
          wrong.add(rule.info().id() + " " + action.id() + " " + arn.get());
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /** No other rule finds an error in what a fix says to write. */
  @Test
  void theArnOfAFixIsOneThatIamTakes() {
    PolicyValidator validator = new PolicyValidator(RuleSet.of(BuiltInRules.all()));
    List<String> wrong = new ArrayList<>();
    for (String service :
        List.of(
            "account",
            "chime",
            "datasync",
            "dynamodb",
            "ec2",
            "ecs",
            "kafka",
            "kms",
            "lambda",
            "rds",
            "s3",
            "ssm",
            "sso")) {
      for (Action action : Catalog.bundled().service(service).orElseThrow().actions()) {
        example(action.id())
            .ifPresent(
                arn ->
                    validator
                        .validate(subject(action.id(), arn), Suppressions.NONE)
                        .findings()
                        .stream()
                        .filter(finding -> finding.rule().matches("Invalid.*|Unknown.*|.*Never.*"))
                        .forEach(
                            finding ->
                                wrong.add(action.id() + " " + arn + " " + finding.message())));
      }
    }
    assertThat(wrong).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, arn:aws:s3:::my-bucket/*",
    "s3:PutBucketPolicy, arn:aws:s3:::my-bucket",
    "ssm:StartSession, arn:aws:ec2:eu-central-1:111122223333:instance/my-instance",
    "ssm:StartAutomationExecution,"
        + " arn:aws:ssm:eu-central-1:111122223333:automation-definition/my-automation-definition:*",
    "ec2:CreateTags, arn:aws:ec2:eu-central-1:111122223333:instance/my-instance",
    "batch:SubmitJob, arn:aws:batch:eu-central-1:111122223333:job-definition/my-jobdefinition",
    "pipes:CreatePipe, arn:aws:pipes:eu-central-1:111122223333:pipe/my-pipe",
    "lambda:UpdateFunctionCode, arn:aws:lambda:eu-central-1:111122223333:function:my-function"
  })
  void namesWhatTheActionIsAbout(String action, String arn) {
    assertThat(example(action)).contains(arn);
  }

  /** Where AWS makes the names, nobody can write them before the resource is there. */
  @ParameterizedTest
  @CsvSource({"ec2:DeleteVolume", "ec2:DeleteSnapshot", "fsx:DeleteFileSystem", "kms:Decrypt"})
  void theTagOfAFixSilencesTheRule(String action) {
    List<SubjectRule> rules = List.of(new DataChangeAtLarge(), new SecretsAtLarge());
    String tagged = "\"Condition\": {\"StringEquals\": {\"aws:ResourceTag/team\": \"team-a\"}}";
    for (SubjectRule rule : rules) {
      for (Violation violation : rule.check(subject(action, "*"))) {
        assertThat(violation.fix().orElseThrow()).contains("`" + tagged + "`");
      }
      assertThat(
              rule.check(
                  subjectOf("\"Action\": \"" + action + "\", \"Resource\": \"*\", " + tagged)))
          .isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          "ec2:DeleteSnapshot", "ec2:CreateTags" | who tags as he likes, needs no tag
          "ec2:RunInstances"                     | what is made has no tag yet
          "ssm:SendCommand"                      | a document is sent as well, and those of AWS have none
          """)
  void noTagIsAskedForThatWouldNotHelp(String actions, String why) {
    List<Violation> violations = new ArrayList<>();
    for (SubjectRule rule : NAMING) {
      violations.addAll(
          rule.check(subjectOf("\"Action\": [" + actions + "], \"Resource\": \"*\"")));
    }
    assertThat(violations).isNotEmpty();
    for (Violation violation : violations) {
      assertThat(violation.fix().orElseThrow()).as(why).doesNotContain("require a tag");
    }
  }

  /** Who wrote tasks does not mean machines. */
  @Test
  void anExampleIsOfTheKindThatIsWritten() {
    Violation violation =
        new RunAsOthers().check(subject("ssm:StartSession", "arn:aws:ecs:*:*:task/*/*")).getFirst();
    assertThat(violation.fix().orElseThrow())
        .contains("`arn:aws:ecs:eu-central-1:111122223333:task/");
  }

  /** One action of a pattern is no reason to leave all of them out. */
  @Test
  void aPatternMayBeReplacedByTheActionsThatAreNeeded() {
    Violation violation = new DataReadAtLarge().check(subject("s3:Get*", "*")).getFirst();
    assertThat(violation.fix().orElseThrow())
        .isEqualTo(
            "name the resource, as in `arn:aws:s3:::my-bucket/*`, or list the actions that are"
                + " needed in place of `s3:Get*`");
  }
}
