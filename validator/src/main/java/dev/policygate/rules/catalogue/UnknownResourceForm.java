package dev.policygate.rules.catalogue;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.rules.catalogue.ResourceForms.Written;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Warns of ARNs that no resource of AWS has: they match nothing, so they grant and deny nothing.
 */
final class UnknownResourceForm implements StatementRule {

  private static final RuleInfo INFO =
      RuleInfo.warning("UnknownResourceForm", "No resource of the service has an ARN of this form");

  private final ResourceForms forms;

  UnknownResourceForm(ResourceForms forms) {
    this.forms = forms;
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("InvalidResource");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      Written written = Written.of(resource);
      Optional<ArnPattern> arn = written.arn();
      if (arn.isPresent() && !ArnPattern.isOpen(arn.get().service()) && !isAccount(arn.get())) {
        add(check(resource, written, arn.get(), statement), violations);
      }
    }
    return violations;
  }

  /** The account itself, which IAM takes as a resource and lists as no type. */
  private static boolean isAccount(ArnPattern arn) {
    return arn.service().equals("iam") && arn.resource().equals("root");
  }

  private static void add(Optional<Violation> violation, List<Violation> violations) {
    if (violation.isPresent()) {
      violations.add(violation.get());
    }
  }

  private Optional<Violation> check(
      Located<ResourcePattern> resource, Written written, ArnPattern arn, Statement statement) {
    if (forms.isOfKnownForm(arn, statement)) {
      return Optional.empty();
    }
    String service = arn.service();
    String folded = service.toLowerCase(Locale.ROOT);
    List<ResourceForm> known = forms.of(service, statement);
    if (!known.isEmpty() && !service.equals(folded)) {
      return found(
          resource,
          "`%s` is in the wrong case: services are in lower case in an ARN".formatted(service),
          "write `%s`".formatted(folded));
    }
    if (known.isEmpty()) {
      return found(
          resource,
          "AWS documents no ARN of a service `%s` (catalogue of %s)"
              .formatted(service, forms.date()),
          "correct the service");
    }
    Optional<ResourceForm> alike = Optional.empty();
    for (ResourceForm form : known) {
      if (alike.isEmpty() && form.meetsResource(arn)) {
        alike = Optional.of(form);
      }
    }
    return alike.isPresent()
        ? found(
            resource,
            "%s of `%s` (catalogue of %s)"
                .formatted(wrongField(alike.get(), arn), written.text(), forms.date()),
            "write `%s`".formatted(corrected(alike.get(), arn)))
        : found(
            resource,
            "`%s` has no resource of the form `%s` (catalogue of %s)"
                .formatted(service, arn.resource(), forms.date()),
            "write it as AWS does, as in `%s`"
                .formatted(known.getFirst().template().example("resource")));
  }

  /** The ARN with a Region and an account where its form has them, and with none elsewhere. */
  private static String corrected(ResourceForm form, ArnPattern arn) {
    String[] example = form.template().example("resource").split(":", 6);
    return String.join(
        ":",
        "arn",
        arn.partition(),
        example[2],
        form.region().isEmpty() || arn.region().isEmpty() ? example[3] : arn.region(),
        form.account().isEmpty() || arn.account().isEmpty() ? example[4] : arn.account(),
        arn.resource());
  }

  /** What is wrong with an ARN whose last field is right. */
  private static String wrongField(ResourceForm form, ArnPattern arn) {
    if (arn.region().isEmpty() && !form.region().isEmpty()) {
      return "the Region is missing in the ARN";
    }
    if (!arn.region().isEmpty() && form.region().isEmpty()) {
      return "there can be no Region in the ARN";
    }
    if (arn.account().isEmpty() && !form.account().isEmpty()) {
      return "the account is missing in the ARN";
    }
    if (!arn.account().isEmpty() && form.account().isEmpty()) {
      return "there can be no account in the ARN";
    }
    return "AWS writes other fields in the ARN";
  }

  private static Optional<Violation> found(
      Located<ResourcePattern> resource, String message, String fix) {
    return Optional.of(Violation.at(resource.location(), message, fix));
  }
}
