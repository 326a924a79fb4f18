package dev.policygate.rules.catalogue;

import dev.policygate.access.NamePattern;
import dev.policygate.access.Patterns;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ResourceType;
import dev.policygate.catalog.Service;
import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ArnPattern;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which actions are done to which resources. What the catalogue does not know is taken to fit, and
 * so are actions with a wildcard in their service.
 */
final class ResourceForms {

  static final String EVERYTHING = "*";

  private static final String BUCKET = "${BucketName}";
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{[^}]*}");

  private final Catalog catalog;

  ResourceForms(Catalog catalog) {
    this.catalog = catalog;
  }

  /**
   * The forms that ARNs of a service have: those of its own resources, and those that the services
   * of a statement's actions have with it.
   *
   * @param service as the ARN spells it
   */
  List<ArnTemplate> of(String service, Statement statement) {
    List<ArnTemplate> found = new ArrayList<>();
    addOf(service, service, found);
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      String prefix = pattern.value().service();
      if (!prefix.equals(service) && !ArnPattern.isOpen(prefix)) {
        addOf(prefix, service, found);
      }
    }
    return found;
  }

  private void addOf(String prefix, String service, List<ArnTemplate> found) {
    Optional<Service> known = catalog.service(prefix);
    if (known.isEmpty()) {
      return;
    }
    for (ResourceType type : known.get().resourceTypes()) {
      for (ArnTemplate template : type.arns()) {
        if (template.service().equalsIgnoreCase(service) || template.service().startsWith("$")) {
          found.add(template);
        }
      }
    }
  }

  /**
   * Whether what is written may be a resource of the form, field by field. What stands for a name
   * in the form is any text, but for the name of a bucket, which has no slash.
   */
  static boolean meets(ArnTemplate template, String resource) {
    Optional<ArnPattern> arn = ArnPattern.of(resource);
    if (arn.isEmpty()) {
      return Patterns.meet(template.pattern(), ArnPattern.loosened(resource));
    }
    return meetsField(template.service(), arn.get().service())
        && meetsField(template.region(), arn.get().region())
        && (meetsField(template.account(), arn.get().account()) || isOfAws(arn.get()))
        && meetsResource(template, arn.get());
  }

  /** Whether the last fields meet. */
  static boolean meetsResource(ArnTemplate template, ArnPattern arn) {
    String form = template.resource();
    if (form.equals(BUCKET)) {
      return arn.resource().indexOf('/') < 0;
    }
    return Patterns.meet(
        VARIABLE.matcher(form).replaceAll("*"), ArnPattern.loosened(arn.resource()));
  }

  /** Parameters that AWS itself publishes are of no account, and listed as if they were of one. */
  private static boolean isOfAws(ArnPattern arn) {
    return arn.service().equals("ssm") && arn.resource().startsWith("parameter/aws/");
  }

  /** A variable of a form stands for some text, and never for none. */
  private static boolean meetsField(String form, String written) {
    return form.startsWith("$")
        ? !written.isEmpty()
        : Patterns.meet(form, ArnPattern.loosened(written));
  }

  /** The actions of a statement whose actions and resources are named; else none. */
  static List<Located<ActionPattern>> actionsOf(Statement statement) {
    return statement.action() instanceof ActionElement.Action(var patterns, _)
            && statement.resource() instanceof ResourceElement.Resource(var resources, _)
            && !holdsEverything(resources)
        ? patterns
        : List.of();
  }

  private static boolean holdsEverything(List<Located<ResourcePattern>> resources) {
    for (Located<ResourcePattern> resource : resources) {
      if (resource.value().text().equals(EVERYTHING)) {
        return true;
      }
    }
    return false;
  }

  /** Whether one of the actions that a pattern holds is done to such a resource. */
  boolean takes(ActionPattern pattern, String resource) {
    String text = pattern.text();
    int colon = text.indexOf(':');
    if (colon < 0 || ArnPattern.isOpen(pattern.service())) {
      return true;
    }
    if (!ArnPattern.isOpen(text)) {
      Optional<Action> action = catalog.action(text);
      return action.isEmpty() || takes(action.get(), resource);
    }
    Optional<Service> service = catalog.service(pattern.service());
    if (service.isEmpty()) {
      return true;
    }
    NamePattern wanted = NamePattern.of(text.substring(colon + 1));
    boolean known = false;
    for (Action action : service.get().actions()) {
      if (wanted.matches(action.name())) {
        known = true;
        if (takes(action, resource)) {
          return true;
        }
      }
    }
    return !known;
  }

  /** What takes no type of resource is done to {@code *} alone. */
  private static boolean takes(Action action, String resource) {
    for (ActionResource each : action.resourceTypes()) {
      List<ArnTemplate> templates = each.type().arns();
      if (templates.isEmpty()) {
        return true;
      }
      for (ArnTemplate template : templates) {
        if (meets(template, resource)) {
          return true;
        }
      }
    }
    return false;
  }

  /** A form of what a single action takes, one that AWS marks as required if there is one. */
  Optional<String> formFor(ActionPattern pattern) {
    Optional<Action> action = catalog.action(pattern.text());
    if (action.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> form = Optional.empty();
    for (ActionResource each : action.get().resourceTypes()) {
      if (!each.type().arns().isEmpty() && (form.isEmpty() || each.required())) {
        form = Optional.of(each.type().arns().getFirst().text());
      }
    }
    return form;
  }

  /** Whether an action takes no type of resource. */
  boolean isOnlyOnEverything(ActionPattern pattern) {
    Optional<Action> action = catalog.action(pattern.text());
    return action.isPresent() && action.get().isWildcardOnly();
  }

  String date() {
    return catalog.date();
  }
}
