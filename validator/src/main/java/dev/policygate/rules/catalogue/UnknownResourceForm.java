package dev.policygate.rules.catalogue;

import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
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

  UnknownResourceForm(Catalog catalog) {
    this.forms = new ResourceForms(catalog);
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
      String text = resource.value().text();
      Optional<ArnPattern> arn = ArnPattern.of(text);
      if (arn.isPresent() && !ArnPattern.isOpen(arn.get().service()) && !isAccount(arn.get())) {
        check(resource, text, arn.get(), statement).ifPresent(violations::add);
      }
    }
    return violations;
  }

  /** The account itself, which IAM takes as a resource and lists as no type. */
  private static boolean isAccount(ArnPattern arn) {
    return arn.service().equals("iam") && arn.resource().equals("root");
  }

  private Optional<Violation> check(
      Located<ResourcePattern> resource, String text, ArnPattern arn, Statement statement) {
    String service = arn.service();
    String folded = service.toLowerCase(Locale.ROOT);
    List<ArnTemplate> known = forms.of(service, statement);
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
    Optional<ArnTemplate> alike = Optional.empty();
    for (ArnTemplate template : known) {
      if (ResourceForms.meets(template, text)) {
        return Optional.empty();
      }
      if (alike.isEmpty() && ResourceForms.meetsResource(template, arn)) {
        alike = Optional.of(template);
      }
    }
    return alike.isPresent()
        ? found(
            resource,
            "%s of `%s` (catalogue of %s)"
                .formatted(wrongField(alike.get(), arn), text, forms.date()),
            "write `%s`".formatted(alike.get().text()))
        : found(
            resource,
            "`%s` has no resource of the form `%s` (catalogue of %s)"
                .formatted(service, arn.resource(), forms.date()),
            "write it as AWS does, as in `%s`".formatted(known.getFirst().text()));
  }

  /** What is wrong with an ARN whose last field is right. */
  private static String wrongField(ArnTemplate template, ArnPattern arn) {
    if (arn.region().isEmpty() && template.hasRegion()) {
      return "the Region is missing in the ARN";
    }
    if (!arn.region().isEmpty() && !template.hasRegion()) {
      return "there can be no Region in the ARN";
    }
    if (arn.account().isEmpty() && template.hasAccount()) {
      return "the account is missing in the ARN";
    }
    if (!arn.account().isEmpty() && !template.hasAccount()) {
      return "there can be no account in the ARN";
    }
    return "AWS writes other fields in the ARN";
  }

  private static Optional<Violation> found(
      Located<ResourcePattern> resource, String message, String fix) {
    return Optional.of(Violation.at(resource.location(), message, fix));
  }
}
