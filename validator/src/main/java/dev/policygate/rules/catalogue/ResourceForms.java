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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which actions are done to which resources. What the catalogue does not know is taken to fit, and
 * so are actions with a wildcard in their service. Safe for use by several threads.
 */
final class ResourceForms {

  static final String EVERYTHING = "*";

  private final Catalog catalog;
  private final Map<String, ResourceForm> cut = new ConcurrentHashMap<>();
  private final Map<String, List<ResourceForm>> ofService = new ConcurrentHashMap<>();

  ResourceForms(Catalog catalog) {
    this.catalog = catalog;
  }

  String date() {
    return catalog.date();
  }

  /**
   * A resource as a statement names it.
   *
   * @param arn its fields, with a star for each variable; empty where it has not six of them
   */
  record Written(String text, Optional<ArnPattern> arn) {
    static Written of(Located<ResourcePattern> resource) {
      String text = resource.value().text();
      return new Written(text, ArnPattern.of(ArnPattern.loosened(text)));
    }
  }

  /** The resources that a statement names, or names as left out. */
  static List<Written> resourcesOf(Statement statement) {
    List<Written> written = new ArrayList<>();
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      written.add(Written.of(resource));
    }
    return written;
  }

  /** The actions of a statement whose actions and resources are named; else none. */
  static List<Located<ActionPattern>> actionsOf(Statement statement) {
    return statement.action() instanceof ActionElement.Action(var patterns, _)
            && statement.resource() instanceof ResourceElement.Resource(var resources, _)
            && !holdEverything(resources)
        ? patterns
        : List.of();
  }

  private static boolean holdEverything(List<Located<ResourcePattern>> resources) {
    for (Located<ResourcePattern> resource : resources) {
      if (resource.value().text().equals(EVERYTHING)) {
        return true;
      }
    }
    return false;
  }

  /** The forms of the resources that a service has, whatever service their ARNs name. */
  private List<ResourceForm> of(String prefix) {
    String folded = prefix.toLowerCase(Locale.ROOT);
    List<ResourceForm> known = ofService.get(folded);
    if (known == null) {
      known = read(folded);
      if (!known.isEmpty()) {
        ofService.put(folded, known);
      }
    }
    return known;
  }

  private List<ResourceForm> read(String prefix) {
    List<ResourceForm> forms = new ArrayList<>();
    Optional<Service> known = catalog.service(prefix);
    for (ResourceType type :
        known.isPresent() ? known.get().resourceTypes() : List.<ResourceType>of()) {
      for (ArnTemplate template : type.arns()) {
        forms.add(form(template));
      }
    }
    return List.copyOf(forms);
  }

  private ResourceForm form(ArnTemplate template) {
    ResourceForm known = cut.get(template.text());
    if (known == null) {
      known = ResourceForm.of(template);
      cut.put(template.text(), known);
    }
    return known;
  }

  /** Whether an ARN may be that of a resource of its service. */
  boolean isOfKnownForm(ArnPattern arn, Statement statement) {
    if (meetsOneOf(arn.service(), arn)) {
      return true;
    }
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      String prefix = pattern.value().service();
      if (!ArnPattern.isOpen(prefix) && meetsOneOf(prefix, arn)) {
        return true;
      }
    }
    return false;
  }

  private boolean meetsOneOf(String prefix, ArnPattern arn) {
    for (ResourceForm form : of(prefix)) {
      if (form.meets(arn)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The forms that ARNs of a service have: those of its own resources, and those that the services
   * of a statement's actions have with it.
   *
   * @param service as the ARN spells it
   */
  List<ResourceForm> of(String service, Statement statement) {
    List<ResourceForm> found = new ArrayList<>();
    addOf(service, service, found);
    for (Located<ActionPattern> pattern : statement.action().patterns()) {
      String prefix = pattern.value().service();
      if (!prefix.equals(service) && !ArnPattern.isOpen(prefix)) {
        addOf(prefix, service, found);
      }
    }
    return found;
  }

  private void addOf(String prefix, String service, List<ResourceForm> found) {
    for (ResourceForm form : of(prefix)) {
      if (form.isOfService(service)) {
        found.add(form);
      }
    }
  }

  /** Whether one of the actions that a pattern holds is done to such a resource. */
  boolean takes(ActionPattern pattern, Written resource) {
    String text = pattern.text();
    if (text.indexOf(':') < 0 || ArnPattern.isOpen(pattern.service())) {
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
    List<Action> actions = NamePattern.of(text).among(service.get());
    for (Action action : actions) {
      if (takes(action, resource)) {
        return true;
      }
    }
    return actions.isEmpty();
  }

  /** What takes no type of resource is done to {@code *} alone. */
  private boolean takes(Action action, Written resource) {
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

  private boolean meets(ArnTemplate template, Written resource) {
    return resource.arn().isPresent()
        ? form(template).meets(resource.arn().get())
        : Patterns.meet(template.pattern(), ArnPattern.loosened(resource.text()));
  }

  /** An ARN that a single action takes, of a type that AWS marks as required if there is one. */
  Optional<String> exampleFor(ActionPattern pattern) {
    Optional<Action> action = catalog.action(pattern.text());
    if (action.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> form = Optional.empty();
    for (ActionResource each : action.get().resourceTypes()) {
      if (!each.type().arns().isEmpty() && (form.isEmpty() || each.required())) {
        form = Optional.of(each.type().arns().getFirst().example(each.type().name()));
      }
    }
    return form;
  }

  /** Whether an action takes no type of resource. */
  boolean isOnlyOnEverything(ActionPattern pattern) {
    Optional<Action> action = catalog.action(pattern.text());
    return action.isPresent() && action.get().isWildcardOnly();
  }
}
