package dev.policygate.rules.grammar;

import dev.policygate.access.Patterns;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.AwsPartition;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ResourceType;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Rejects resources that IAM would refuse, or of which nobody knows how IAM reads them: what is
 * neither {@code *} nor an ARN, and ARNs whose fields are none.
 *
 * <p>IAM names its reasons when it refuses a document: that the partition is not valid, that the
 * vendor must be fully qualified, that there can be no Region, with what the path must start.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html">IAM User
 *     Guide, Amazon Resource Names</a>
 */
final class InvalidResource implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.error("InvalidResource", "A resource is not of the form that IAM takes");

  private static final String ARN = "arn:";

  /** Made when first needed: most policies name no Region. */
  private static final class Region {
    private static final Pattern NAME = Pattern.compile("[a-z]+(-[a-z]+)+-\\d+");
  }

  /** With what IAM lets the last field of its own ARNs start. */
  private static final List<String> IAM_PATHS =
      List.of(
          "access-report/",
          "assumed-role/",
          "delegation-request/",
          "federated-user/",
          "group/",
          "instance-profile/",
          "mfa/",
          "oidc-provider/",
          "policy/",
          "report/",
          "role/",
          "role-template/",
          "saml-provider/",
          "server-certificate/",
          "sms-mfa/",
          "user/");

  private final Catalog catalog;

  InvalidResource(Catalog catalog) {
    this.catalog = catalog;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public boolean isMandatory() {
    return true;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      String text = pattern.value().text();
      Optional<Problem> problem = problem(text);
      if (problem.isPresent()) {
        violations.add(
            Violation.at(pattern.location(), problem.get().message(), problem.get().fix()));
      }
    }
    return violations;
  }

  private record Problem(String message, String fix) {}

  private Optional<Problem> problem(String text) {
    if (text.equals("*")) {
      return Optional.empty();
    }
    if (!text.startsWith(ARN) || text.length() == ARN.length()) {
      return problem(
          "`%s` is neither an ARN nor `*`".formatted(text),
          "write the ARN of the resource, as in `arn:aws:s3:::my-bucket/*`");
    }
    Optional<ArnPattern> arn = ArnPattern.of(text);
    return arn.isPresent() ? problem(text, arn.get()) : shortArn(text);
  }

  private static Optional<Problem> problem(String message, String fix) {
    return Optional.of(new Problem(message, fix));
  }

  /** Fewer than six fields: clear only where a star stands for all that are left out. */
  private Optional<Problem> shortArn(String text) {
    String[] fields = text.split(":", -1);
    boolean starIsTheRest =
        fields.length > 3 && fields[fields.length - 1].equals("*") && !text.contains("::");
    if (!starIsTheRest) {
      return problem(
          "`%s` has fewer than the six fields of an ARN".formatted(text),
          "write `arn:partition:service:region:account:resource`; a field that does not apply stays"
              + " empty");
    }
    Optional<Problem> partition = partition(fields[1]);
    return partition.isPresent() ? partition : service(fields[2]);
  }

  private Optional<Problem> problem(String text, ArnPattern arn) {
    Optional<Problem> problem = partition(arn.partition());
    if (problem.isEmpty()) {
      problem = service(arn.service());
    }
    if (problem.isEmpty()) {
      problem = region(text, arn);
    }
    if (problem.isEmpty()) {
      problem = account(arn);
    }
    if (problem.isEmpty() && arn.service().equals("iam")) {
      problem = iamPath(arn);
    }
    return problem;
  }

  private Optional<Problem> partition(String partition) {
    for (AwsPartition known : catalog.partitions()) {
      if (Patterns.meet(partition, known.name()) && !partition.contains("${")) {
        return Optional.empty();
      }
    }
    return problem("AWS has no partition `%s`".formatted(partition), "write `arn:aws:` here");
  }

  private static Optional<Problem> service(String service) {
    return service.isEmpty() || ArnPattern.isOpen(service)
        ? problem(
            "`%s` is no service: IAM takes an ARN only when its service is named in full"
                .formatted(service),
            "write an ARN for each service, or `*` for everything")
        : Optional.empty();
  }

  private Optional<Problem> region(String text, ArnPattern arn) {
    String region = arn.region();
    if (region.isEmpty()) {
      return Optional.empty();
    }
    boolean ofIam = arn.service().equals("iam");
    if (ofIam || (arn.service().equals("s3") && !hasFormWithRegion(text))) {
      return problem(
          "IAM refuses the Region `%s`: ARNs of %s have none"
              .formatted(region, ofIam ? "IAM" : "buckets and objects"),
          "leave the field empty, as in `arn:aws:%s::`".formatted(arn.service()));
    }
    return ArnPattern.isOpen(region) || Region.NAME.matcher(region).matches()
        ? Optional.empty()
        : problem(
            "`%s` is no name of a Region".formatted(region),
            "write it as AWS does, as in `eu-central-1`");
  }

  /** Whether a type of S3's resources has a Region and this form. */
  private boolean hasFormWithRegion(String text) {
    Optional<Service> s3 = catalog.service("s3");
    for (ResourceType type : s3.isPresent() ? s3.get().resourceTypes() : List.<ResourceType>of()) {
      for (ArnTemplate template : type.arns()) {
        if (template.hasRegion() && Patterns.meet(template.pattern(), ArnPattern.loosened(text))) {
          return true;
        }
      }
    }
    return false;
  }

  private Optional<Problem> account(ArnPattern arn) {
    String account = arn.account();
    return account.isEmpty() || ArnPattern.isOpen(account) || isNumber(account) || isOfTemplate(arn)
        ? Optional.empty()
        : problem(
            "`%s` is no account: the number of one has twelve figures".formatted(account),
            "write the twelve figures, `*` for any account, or nothing");
  }

  private static boolean isNumber(String account) {
    for (int i = 0; i < account.length(); i++) {
      if (account.charAt(i) < '0' || account.charAt(i) > '9') {
        return false;
      }
    }
    return account.length() == 12;
  }

  /** Whether AWS itself writes a word where others have their number: {@code aws}. */
  private boolean isOfTemplate(ArnPattern arn) {
    if (arn.account().equals("aws")) {
      return true;
    }
    Optional<Service> service = catalog.service(arn.service());
    for (ResourceType type :
        service.isPresent() ? service.get().resourceTypes() : List.<ResourceType>of()) {
      for (ArnTemplate template : type.arns()) {
        if (template.account().equals(arn.account())) {
          return true;
        }
      }
    }
    return false;
  }

  private static Optional<Problem> iamPath(ArnPattern arn) {
    String path = arn.resource();
    if (path.equals("*") || path.equals("root")) {
      return Optional.empty();
    }
    for (String start : IAM_PATHS) {
      if (path.startsWith(start)) {
        return Optional.empty();
      }
    }
    return problem(
        "IAM refuses `%s`: what its own ARNs name is `*`, `root`, or starts with its kind"
            .formatted(path),
        "write the kind in full, as in `role/` or `policy/`");
  }
}
