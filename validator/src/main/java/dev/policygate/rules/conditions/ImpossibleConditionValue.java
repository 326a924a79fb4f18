package dev.policygate.rules.conditions;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Warns of values that a key never has, because its values have another form: an account that is
 * none, a VPC by its name, a service without its domain.
 */
final class ImpossibleConditionValue implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning(
          "ImpossibleConditionValue", "A condition compares with a value that the key never has");

  /**
   * How the values of a key look.
   *
   * @param pattern a regular expression, compiled where a policy names the key
   * @param example of one
   */
  private record Form(String pattern, String example) {}

  private static final Form ACCOUNT = new Form("\\d{12}", "111122223333");
  private static final Form ORGANIZATION = new Form("o-[a-z0-9]{10,32}", "o-a1b2c3d4e5");
  private static final Form SERVICE =
      new Form("[a-z0-9-]+(\\.[a-z0-9-]+)+", "ecs-tasks.amazonaws.com");
  private static final Form VPC =
      new Form("vpc-([0-9a-f]{8}|[0-9a-f]{17})", "vpc-0a1b2c3d4e5f67890");
  private static final Form ENDPOINT =
      new Form("vpce-([0-9a-f]{8}|[0-9a-f]{17})", "vpce-0a1b2c3d4e5f67890");

  private static final Map<String, Form> FORMS =
      Map.ofEntries(
          Map.entry("aws:calledvia", SERVICE),
          Map.entry("aws:calledviafirst", SERVICE),
          Map.entry("aws:calledvialast", SERVICE),
          Map.entry("aws:principalaccount", ACCOUNT),
          Map.entry("aws:principalorgid", ORGANIZATION),
          Map.entry("aws:principalservicename", SERVICE),
          Map.entry("aws:resourceaccount", ACCOUNT),
          Map.entry("aws:resourceorgid", ORGANIZATION),
          Map.entry("aws:sourceaccount", ACCOUNT),
          Map.entry("aws:sourceorgid", ORGANIZATION),
          Map.entry("aws:sourcevpc", VPC),
          Map.entry("aws:sourcevpce", ENDPOINT),
          Map.entry("aws:vpceaccount", ACCOUNT),
          Map.entry("aws:vpceorgid", ORGANIZATION),
          Map.entry("ec2:instancetype", new Form("[a-z0-9-]+\\.[a-z0-9-]+", "t3.micro")),
          Map.entry("iam:awsservicename", SERVICE),
          Map.entry("iam:passedtoservice", SERVICE),
          Map.entry("kms:calleraccount", ACCOUNT),
          Map.entry("kms:viaservice", SERVICE),
          Map.entry("s3:resourceaccount", ACCOUNT),
          Map.entry(
              "s3:x-amz-server-side-encryption-aws-kms-key-id",
              new Form(
                  "arn:aws[a-z-]*:kms:[a-z0-9-]+:\\d{12}:key/.+",
                  "arn:aws:kms:eu-central-1:111122223333:key/1234abcd")));

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Condition condition : statement.conditions()) {
      Optional<Form> form = Optional.ofNullable(FORMS.get(condition.foldedKey()));
      if (form.isPresent() && isOfStrings(condition.operator().value())) {
        for (Located<String> value : condition.values()) {
          if (!isOpen(value.value()) && !value.value().matches(form.get().pattern())) {
            violations.add(
                Violation.at(
                    value.location(),
                    "`%s` is never `%s`".formatted(condition.key().value(), value.value()),
                    "write it as in `%s`".formatted(form.get().example())));
          }
        }
      }
    }
    return violations;
  }

  private static boolean isOfStrings(ConditionOperator operator) {
    Family family = operator.comparison().family();
    return family == Family.STRING || family == Family.ARN;
  }

  /** Whether wildcards or variables make more of it than is written. */
  private static boolean isOpen(String value) {
    return value.indexOf('*') >= 0 || value.indexOf('?') >= 0 || value.indexOf('$') >= 0;
  }
}
