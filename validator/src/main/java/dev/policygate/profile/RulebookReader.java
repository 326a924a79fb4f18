package dev.policygate.profile;

import dev.policygate.access.ActionNames;
import dev.policygate.access.NamePattern;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Quoted;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonWriter;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import dev.policygate.reach.Confinement;
import dev.policygate.rules.RuleLibrary;
import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.RequiredCondition;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleSet.Choice;
import dev.policygate.validation.RuleSettings;
import dev.policygate.validation.Suppression;
import dev.policygate.validation.Workload;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Reads what a profile or a team asks of policies. What it leaves out is as in what it starts from;
 * lists of what is reserved, guarded, required or suppressed only grow.
 */
final class RulebookReader {

  /** The members that it reads. */
  static final Set<String> MEMBERS =
      Set.of(
          "allowedNames",
          "envelope",
          "guarded",
          "identities",
          "narrowing",
          "required",
          "reservedNames",
          "rules",
          "suppressions",
          "workload");

  static final Set<String> OF_REQUIRED = Set.of("actions", "resources", "condition");

  static final Set<String> OF_SUPPRESSIONS =
      Set.of("rule", "policy", "pointer", "fingerprint", "reason", "owner", "expires");

  /** Made when first needed: the presets suppress nothing. */
  private static final class Form {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~[01])*)*");
  }

  private final JsonForm form;
  private final Documents documents;

  RulebookReader(JsonForm form, Documents documents) {
    this.form = form;
    this.documents = documents;
  }

  /** What {@code object} makes of {@code base}. */
  Rulebook read(JsonObject object, Rulebook base) {
    RuleParameters parameters = parameters(object, base.parameters());
    Map<String, Choice> choices = new HashMap<>(base.choices());
    Map<String, RuleSettings> settings = new HashMap<>(base.parameters().settings());
    Optional<Json> rules = object.get("rules");
    if (rules.isPresent()) {
      for (Member member : form.members(rules.get(), "`rules`")) {
        rule(member, choices, settings);
      }
    }
    List<Suppression> suppressions = new ArrayList<>(base.suppressions());
    Optional<Json> excused = object.get("suppressions");
    if (excused.isPresent()) {
      for (Json each : form.list(excused.get(), "suppressions")) {
        Optional<Suppression> suppression = suppression(each);
        if (suppression.isPresent()) {
          suppressions.add(suppression.get());
        }
      }
    }
    List<NamePattern> allowed = patterns(object, "allowedNames");
    Optional<Json> narrowing = object.get("narrowing");
    Rulebook book =
        new Rulebook(
            object.get("allowedNames").isPresent() ? allowed : base.allowedNames(),
            joined(base.reservedNames(), patterns(object, "reservedNames")),
            narrowing.isPresent() ? confinement(narrowing.get()) : base.confinement(),
            choices,
            parameters.withSettings(settings),
            suppressions);
    if (rules.isPresent()) {
      tryOut(book);
    }
    return book;
  }

  /** Whether the rules can work with what is said of them. */
  private void tryOut(Rulebook book) {
    try {
      book.rules();
    } catch (RuleSettings.Unfit e) {
      form.refuse(e.location(), String.valueOf(e.getMessage()));
    }
  }

  private RuleParameters parameters(JsonObject object, RuleParameters base) {
    RuleParameters parameters =
        base.withGuarded(joined(base.guarded(), arns(object, "guarded", List.of())));
    Optional<Json> identities = object.get("identities");
    if (identities.isPresent()) {
      parameters = parameters.withIdentities(identities(identities.get(), base.identities()));
    }
    Optional<Json> envelope = object.get("envelope");
    if (envelope.isPresent()) {
      Optional<Policy> most = documents.policy(envelope.get(), "an envelope");
      if (most.isPresent()) {
        parameters = parameters.withEnvelope(most.get());
      }
    }
    Optional<Json> required = object.get("required");
    if (required.isPresent()) {
      List<RequiredCondition> conditions = new ArrayList<>(base.required());
      for (Json each : form.list(required.get(), "required conditions")) {
        Optional<RequiredCondition> condition = required(each);
        if (condition.isPresent()) {
          conditions.add(condition.get());
        }
      }
      parameters = parameters.withRequired(conditions);
    }
    Optional<Workload> workload = workload(object);
    if (workload.isPresent()) {
      parameters = parameters.withWorkload(workload.get());
    }
    return parameters;
  }

  private Confinement confinement(Json json) {
    Set<String> keys = new HashSet<>();
    for (Json element : form.list(json, "condition keys")) {
      Optional<String> key = form.string(element);
      if (key.isEmpty()) {
        continue;
      }
      if (!Confinement.POSSIBLE.contains(key.get())) {
        form.refuse(
            element.location(),
            Quoted.of(key.get())
                + " cannot narrow here: `"
                + String.join("`, `", new TreeSet<>(Confinement.POSSIBLE))
                + "` can");
      }
      keys.add(key.get().toLowerCase(Locale.ROOT));
    }
    return new Confinement(keys);
  }

  private IdentityLimits identities(Json json, IdentityLimits base) {
    JsonObject object = form.object(json, "`identities`", Set.of("attachable", "boundaries"));
    return new IdentityLimits(
        arns(object, "attachable", base.attachable()),
        arns(object, "boundaries", base.boundaries()));
  }

  private List<String> arns(JsonObject object, String name, List<String> inherited) {
    Optional<Json> json = object.get(name);
    return json.isPresent() ? arns(json.get()) : inherited;
  }

  private List<String> arns(Json json) {
    List<String> arns = new ArrayList<>();
    for (Json element : form.list(json, "ARNs")) {
      Optional<String> arn = form.string(element);
      if (arn.isPresent()) {
        if (!isArn(arn.get())) {
          form.refuse(
              element.location(),
              Quoted.of(arn.get())
                  + " is no ARN: `arn:partition:service:region:account:resource`, with stars where"
                  + " anything will do");
        }
        arns.add(arn.get());
      }
    }
    return arns;
  }

  private static boolean isArn(String text) {
    String[] parts = text.split(":", 6);
    return parts.length == 6 && parts[0].equals("arn") && !parts[5].isEmpty();
  }

  private Optional<RequiredCondition> required(Json json) {
    JsonObject object = form.object(json, "a required condition", OF_REQUIRED);
    List<String> actions = actions(object);
    Optional<Json> resource = object.get("resources");
    List<String> resources = resource.isPresent() ? form.strings(resource.get()) : List.of("*");
    Optional<Json> condition = object.get("condition");
    if (actions.isEmpty() || resources.isEmpty() || condition.isEmpty()) {
      form.refuse(json.location(), "a required condition has `actions` and a `condition`");
      return Optional.empty();
    }
    String text =
        "{\"Version\":\""
            + Policy.VERSION
            + "\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":"
            + JsonWriter.write(object.get("actions").orElseThrow())
            + ",\"Resource\":"
            + (resource.isPresent() ? JsonWriter.write(resource.get()) : "\"*\"")
            + ",\"Condition\":"
            + JsonWriter.write(condition.get())
            + "}}";
    ParseResult parsed = PolicyParser.parse(text, json.location().file());
    if (!(parsed instanceof ParseResult.Parsed(var policy))) {
      form.refuse(json.location(), parsed.findings());
      return Optional.empty();
    }
    List<Condition> conditions = policy.statements().getFirst().conditions();
    if (conditions.isEmpty()) {
      form.refuse(condition.get().location(), "the condition requires nothing");
      return Optional.empty();
    }
    return Optional.of(new RequiredCondition(actions, resources, conditions));
  }

  /** A slip in the name of an action would require nothing, and nobody would notice. */
  private List<String> actions(JsonObject object) {
    List<String> actions = new ArrayList<>();
    Optional<Json> json = object.get("actions");
    if (json.isPresent()) {
      for (Json element : form.list(json.get(), "strings")) {
        Optional<String> action = form.string(element);
        if (action.isPresent()) {
          if (!ActionNames.isKnown(action.get(), Catalog.bundled())) {
            form.refuse(
                element.location(),
                "AWS is not known to have "
                    + Quoted.of(action.get())
                    + ", so nothing would be required");
          }
          actions.add(action.get());
        }
      }
    }
    return actions;
  }

  private Optional<Workload> workload(JsonObject object) {
    Optional<String> word = form.string(object, "workload");
    if (word.isEmpty()) {
      return Optional.empty();
    }
    for (Workload each : Workload.values()) {
      if (each.word().equals(word.get())) {
        return Optional.of(each);
      }
    }
    form.refuse(
        object,
        "workload",
        Quoted.of(word.get())
            + " is no workload: `ecs-task`, `ec2-instance` and `lambda-function` are");
    return Optional.empty();
  }

  private void rule(
      Member member, Map<String, Choice> choices, Map<String, RuleSettings> settings) {
    Optional<Rule> rule = known(member.name());
    if (rule.isEmpty()) {
      form.refuse(member.location(), "there is no rule " + Quoted.of(member.name()) + " to choose");
      return;
    }
    if (member.value() instanceof JsonString) {
      choose(member.value(), rule.get(), choices);
      return;
    }
    JsonObject object = form.object(member.value(), "a rule", Set.of("severity", "parameters"));
    Optional<Json> severity = object.get("severity");
    if (severity.isPresent()) {
      choose(severity.get(), rule.get(), choices);
    }
    Optional<Json> parameters = object.get("parameters");
    if (parameters.isPresent() && rule.get().parameters().isEmpty()) {
      form.refuse(object, "parameters", "the rule `" + member.name() + "` takes no parameters");
    } else if (parameters.isPresent()) {
      settings.put(
          member.name(),
          RuleSettings.of(
              form.object(
                  parameters.get(), "the rule `" + member.name() + "`", rule.get().parameters())));
    }
  }

  private void choose(Json json, Rule rule, Map<String, Choice> choices) {
    Optional<String> word = form.string(json);
    if (word.isEmpty()) {
      return;
    }
    for (Choice each : Choice.values()) {
      if (each.word().equals(word.get())) {
        if (rule.isMandatory() && each != Choice.ERROR) {
          form.refuse(
              json.location(), "the rule `" + rule.info().id() + "` holds everywhere, as an error");
        } else {
          choices.put(rule.info().id(), each);
        }
        return;
      }
    }
    form.refuse(
        json.location(),
        Quoted.of(word.get()) + " is nothing that a rule can be: `error`, `warning` or `off`");
  }

  private Optional<Suppression> suppression(Json json) {
    JsonObject object = form.object(json, "a suppression", OF_SUPPRESSIONS);
    Optional<String> rule = form.required(object, "rule");
    if (rule.isPresent() && !canBeSuppressed(rule.get(), object)) {
      rule = Optional.empty();
    }
    Optional<String> policy = said(object, "policy");
    Optional<String> pointer = form.string(object, "pointer");
    if (pointer.isPresent() && !Form.POINTER.matcher(pointer.get()).matches()) {
      form.refuse(
          object,
          "pointer",
          Quoted.of(pointer.get()) + " is no pointer: `/Statement/0/Action` is one");
    }
    Optional<String> fingerprint = form.required(object, "fingerprint");
    if (fingerprint.isPresent() && !Form.FINGERPRINT.matcher(fingerprint.get()).matches()) {
      form.refuse(
          object,
          "fingerprint",
          Quoted.of(fingerprint.get())
              + " is no fingerprint: 32 hexadecimal digits, which `policygate check` tells in an"
              + " OutdatedSuppression; start with zeros");
    }
    Optional<String> reason = said(object, "reason");
    Optional<String> owner = said(object, "owner");
    Optional<LocalDate> expires = expires(object);
    if (rule.isEmpty()
        || policy.isEmpty()
        || fingerprint.isEmpty()
        || reason.isEmpty()
        || owner.isEmpty()
        || expires.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Suppression(
            rule.get(),
            policy.get(),
            pointer,
            fingerprint.get(),
            reason.get(),
            owner.get(),
            expires.get(),
            json.location()));
  }

  /** A text that must be there, and say something. */
  private Optional<String> said(JsonObject object, String name) {
    Optional<String> text = form.required(object, name);
    if (text.isPresent() && text.get().isBlank()) {
      form.refuse(object, name, "`" + name + "` says nothing");
    }
    return text;
  }

  private boolean canBeSuppressed(String id, JsonObject suppression) {
    Optional<Rule> rule = known(id);
    if (rule.isEmpty()) {
      form.refuse(suppression, "rule", "there is no rule " + Quoted.of(id) + " to suppress");
    } else if (rule.get().isMandatory()) {
      form.refuse(suppression, "rule", "what the rule `" + id + "` finds cannot be suppressed");
    }
    return rule.isPresent() && !rule.get().isMandatory();
  }

  private Optional<LocalDate> expires(JsonObject suppression) {
    Optional<String> text = form.required(suppression, "expires");
    if (text.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(text.get()));
    } catch (DateTimeParseException e) {
      form.refuse(
          suppression, "expires", Quoted.of(text.get()) + " is no day: `2027-03-31` is one");
      return Optional.empty();
    }
  }

  private static Optional<Rule> known(String id) {
    for (Rule rule : RuleLibrary.installed().rules(RuleParameters.DEFAULT)) {
      if (rule.info().id().equals(id)) {
        return Optional.of(rule);
      }
    }
    return Optional.empty();
  }

  private List<NamePattern> patterns(JsonObject object, String name) {
    List<NamePattern> patterns = new ArrayList<>();
    for (String text : form.strings(object, name)) {
      patterns.add(NamePattern.of(text));
    }
    return patterns;
  }

  private static <T> List<T> joined(List<T> one, List<T> other) {
    List<T> joined = new ArrayList<>(one);
    for (T each : other) {
      if (!joined.contains(each)) {
        joined.add(each);
      }
    }
    return joined;
  }
}
