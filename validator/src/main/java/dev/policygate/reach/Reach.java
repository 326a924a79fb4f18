package dev.policygate.reach;

import dev.policygate.access.Doubt;
import dev.policygate.access.Permissions;
import dev.policygate.access.Question;
import dev.policygate.access.Question.Assumption;
import dev.policygate.access.Site;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the documents of a principal reach together, net of denies and within a boundary.
 *
 * <p>Two questions are asked of it. <em>Anywhere</em>: may the holder do this to something, in some
 * context? <em>At large</em>: may he do it to a resource that nobody named, in a context that
 * narrows nothing? Such a resource has a {@linkplain #FRESH fresh} name, so that only patterns hold
 * it that hold nearly everything; conditions that the holder fulfils as he likes, or that are true
 * of nearly every request of the account, count as fulfilled, and conditions that narrow only by
 * values that nobody means.
 */
public final class Reach {

  /** A name that no document means. */
  public static final String FRESH = "zq7x9k2w";

  private static final String PASS_ROLE = "iam:PassRole";
  private static final String ASSUME_ROLE = "sts:AssumeRole";
  private static final String PASSED_TO = "iam:passedtoservice";
  private static final String PASSED_FOR = "iam:associatedresourcearn";
  private static final Map<String, List<String>> TO_ANY_SERVICE =
      Map.of(PASSED_TO, List.of(), PASSED_FOR, List.of());

  private final List<Statement> authored;
  private final Permissions plain;
  private final Permissions widened;
  private final Catalog catalog;
  private final Powers powers;
  private final Confinement confinement;
  private final Probes probes = new Probes();
  private final Map<String, NarrowingKeys.Effect> tested = new TreeMap<>();
  private final Aliens aliens = new Aliens();
  private final List<Assumption> substituted = new ArrayList<>();
  private final boolean namesHolder;
  private final SpokenActions spoken;
  private final NamedResources names;
  private final GrantedActions granted;
  private final Tagging tagging;
  private final Map<String, Optional<Grant>> atLarge = new HashMap<>();

  /**
   * Looks at documents.
   *
   * @param documents as they would be created
   * @param authored the statements of them that authors wrote
   * @param boundary the permissions boundary of the principal
   * @param permissions what the documents grant within the boundary
   * @param confinement which places of requests narrow
   */
  public Reach(
      List<Policy> documents,
      List<Statement> authored,
      Optional<Policy> boundary,
      Permissions permissions,
      Catalog catalog,
      Powers powers,
      Confinement confinement) {
    this.authored = List.copyOf(authored);
    this.spoken = new SpokenActions(authored);
    this.names = new NamedResources(authored);
    this.granted = new GrantedActions(authored, catalog, powers);
    this.tagging = new Tagging(this, catalog);
    this.catalog = catalog;
    this.powers = powers;
    this.confinement = confinement;
    Permissions loose = Permissions.of(Breadth.widened(documents));
    this.plain = permissions;
    this.widened = boundary.isPresent() ? loose.within(boundary.get()) : loose;
    Set<String> variables = new TreeSet<>();
    for (Policy document : documents) {
      noteKeys(document, variables);
    }
    if (boundary.isPresent()) {
      noteKeys(boundary.get(), variables);
    }
    // Where a condition tests what a variable names, its values are left open.
    variables.removeAll(tested.keySet());
    boolean holder = false;
    for (String key : variables) {
      String value = NarrowingKeys.standsFor(key);
      substituted.add(new Assumption(key, false, true, false, List.of(value)));
      holder |= value.equals(NarrowingKeys.HOLDER);
    }
    this.namesHolder = holder;
  }

  public Catalog catalog() {
    return catalog;
  }

  /**
   * Whether an action can be done to resources of a form; of an action that nobody knows it may be.
   *
   * @param form an ARN with stars
   */
  public boolean takes(String action, String form) {
    Optional<Action> known = catalog.action(action);
    return known.isEmpty() || known.get().takes(form);
  }

  /** What an action does. */
  public Powers.Effect effectOf(String action) {
    return powers.of(action);
  }

  private void noteKeys(Policy document, Set<String> variables) {
    for (Statement statement : document.statements()) {
      noteKeys(statement, variables);
    }
  }

  private void noteKeys(Statement statement, Set<String> variables) {
    probes.note(statement);
    for (Condition condition : statement.conditions()) {
      String key = condition.key().value().toLowerCase(Locale.ROOT);
      if (!tested.containsKey(key)) {
        tested.put(key, NarrowingKeys.effectOf(key));
      }
      for (Located<String> value : condition.values()) {
        noteVariables(value.value(), variables);
        aliens.note(key, value.value());
        tagging.note(key, value.value());
      }
    }
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      noteVariables(pattern.value().text(), variables);
    }
  }

  private static void noteVariables(String text, Set<String> keys) {
    if (text.indexOf('$') < 0) {
      return;
    }
    for (Template.Part part : Template.of(text).parts()) {
      if (part instanceof Template.Variable(var key, _)) {
        keys.add(key.toLowerCase(Locale.ROOT));
      }
    }
  }

  /** Whether a service's future actions are granted on every resource of it. */
  public Optional<Grant> everythingOf(String service) {
    String action = service + ":" + FRESH;
    return isSpokenOf(action)
        ? atLarge(action, Optional.empty(), probes.ofService(service), Map.of())
        : Optional.empty();
  }

  /** Whether an action is granted on resources that nobody named; an answer is kept. */
  public Optional<Grant> atLarge(String action) {
    Optional<Grant> kept = atLarge.get(action);
    if (kept == null) {
      kept = atLarge(action, Map.of());
      atLarge.put(action, kept);
    }
    return kept;
  }

  /** Whether roles that nobody named may be passed, to whatever service. */
  public Optional<Grant> passesAnyRole() {
    return atLarge(PASS_ROLE, TO_ANY_SERVICE);
  }

  /** Each statement by which roles that nobody named may be passed, to whatever service. */
  public List<Grant> passingAnyRole() {
    return passesAnyRole().isPresent() ? eachAtLarge(PASS_ROLE, TO_ANY_SERVICE) : List.of();
  }

  /** Each statement by which roles that nobody named may be taken on. */
  public List<Grant> assumingAnyRole() {
    return atLarge(ASSUME_ROLE).isPresent() ? eachAtLarge(ASSUME_ROLE, Map.of()) : List.of();
  }

  private List<Grant> eachAtLarge(String action, Map<String, List<String>> given) {
    Question question = atLargeOf(action, given);
    List<Grant> grants = new ArrayList<>();
    for (Statement statement : authored) {
      if (statement.allows()) {
        Question of = question.and(Question.what(Breadth.widened(statement)));
        Optional<Grant> grant = ask(action, of, widened, List.of(statement));
        if (grant.isPresent()) {
          grants.add(grant.get());
        }
      }
    }
    return grants;
  }

  /**
   * Whether roles that nobody named may be passed to one of some services.
   *
   * @param services values of {@code iam:PassedToService}
   */
  public Optional<Grant> passesAnyRoleTo(List<String> services) {
    return atLarge(PASS_ROLE, Map.of(PASSED_TO, services, PASSED_FOR, List.of()));
  }

  /**
   * Whether an action is granted on resources that nobody named.
   *
   * @param given keys, in lower case, that do not narrow what is asked about, and the values that
   *     they have; with none they may have any
   */
  private Optional<Grant> atLarge(String action, Map<String, List<String>> given) {
    return isSpokenOf(action)
        ? atLargeOnAll(action, powers.of(action).targets(), given)
        : Optional.empty();
  }

  /**
   * Whether an action is granted on resources of some types that nobody named.
   *
   * @param types one of which will do
   */
  public Optional<Grant> atLargeOn(String action, List<String> types) {
    return isSpokenOf(action) ? atLargeOnAll(action, List.of(types), Map.of()) : Optional.empty();
  }

  /**
   * Whether it is granted on a resource of each of the lists; without any, on one that it takes.
   */
  private Optional<Grant> atLargeOnAll(
      String action, List<List<String>> targets, Map<String, List<String>> given) {
    Optional<Action> known = catalog.action(action);
    if (known.isEmpty() || targets.isEmpty()) {
      return atLarge(action, known, probes.of(serviceOf(action), known), given);
    }
    Optional<Grant> first = Optional.empty();
    for (List<String> types : targets) {
      Optional<Grant> granted = atLarge(action, known, probes.ofTypes(known.get(), types), given);
      if (granted.isEmpty()) {
        return granted;
      }
      first = first.isPresent() ? first : granted;
    }
    return first;
  }

  private Optional<Grant> atLarge(
      String action,
      Optional<Action> known,
      List<String> resources,
      Map<String, List<String>> given) {
    Question question = questionOf(action, resources);
    // Most end here; to say what is assumed takes longer.
    return question.mayBeAllowedBy(widened)
        ? ask(action, question.assuming(assumptions(action, known, given)), widened)
        : Optional.empty();
  }

  /** Whether an action is granted on resources that nobody named where conditions hold. */
  boolean isAtLarge(String action, List<Condition> conditions) {
    return isSpokenOf(action)
        && ask(action, atLargeOf(action, Map.of()).where(conditions), widened).isPresent();
  }

  private Question atLargeOf(String action, Map<String, List<String>> given) {
    Optional<Action> known = catalog.action(action);
    return questionOf(action, probes.of(serviceOf(action), known))
        .assuming(assumptions(action, known, given));
  }

  private Question questionOf(String action, List<String> resources) {
    Question question = Question.ofForms(List.of(action), resources);
    return namesHolder ? question.withoutResources(NarrowingKeys.OF_HOLDER) : question;
  }

  private static String serviceOf(String action) {
    return action.substring(0, action.indexOf(':')).toLowerCase(Locale.ROOT);
  }

  /** Whether something is granted anywhere, in any context that the question allows. */
  public Optional<Grant> anywhere(String action, Question question) {
    return isSpokenOf(action) ? ask(action, question, plain) : Optional.empty();
  }

  /**
   * Whether an action is granted on resources of some forms by naming them: what holds nearly all
   * resources means none of them, and whether it may is asked of what is at large.
   *
   * @param forms ARNs with stars
   */
  public Optional<Grant> byName(String action, List<String> forms) {
    List<String> named = isSpokenOf(action) ? named(forms) : List.of();
    if (named.isEmpty()) {
      return Optional.empty();
    }
    List<String> asked = List.of(action);
    return anywhere(action, Question.ofForms(asked, named).and(Question.of(asked, names.all())));
  }

  /** Those of some forms of resources that a statement may allow something on by naming them. */
  public List<String> named(List<String> forms) {
    return names.among(forms);
  }

  private Optional<Grant> ask(String action, Question question, Permissions permissions) {
    return ask(action, question, permissions, authored);
  }

  /** The first of some statements that grants it. */
  private Optional<Grant> ask(
      String action, Question question, Permissions permissions, List<Statement> among) {
    Question.Answer answer = question.askOf(permissions);
    if (answer instanceof Question.No) {
      return Optional.empty();
    }
    if (answer instanceof Question.Yes(var witness)) {
      return Grant.by(witness.allowedBy(), among, action, witness.request().resource());
    }
    // What is not understood may be granted.
    List<Site> sites = new ArrayList<>();
    for (Doubt doubt : ((Question.Unclear) answer).doubts()) {
      sites.addAll(doubt.where());
    }
    return Grant.by(sites, among, action, "*");
  }

  private List<Assumption> assumptions(
      String action, Optional<Action> known, Map<String, List<String>> given) {
    String service = serviceOf(action);
    List<Assumption> assumptions = new ArrayList<>(substituted);
    for (Map.Entry<String, NarrowingKeys.Effect> each : tested.entrySet()) {
      String key = each.getKey();
      List<String> values = given.get(key);
      if (values != null) {
        if (!values.isEmpty()) {
          assumptions.add(new Assumption(key, false, true, false, values));
        }
        continue;
      }
      if (!key.startsWith("aws:") && (known.isEmpty() || known.get().conditionKey(key).isEmpty())) {
        assumptions.add(Assumption.absentOr(key, List.of()));
        continue;
      }
      NarrowingKeys.Effect effect = each.getValue();
      if (effect == NarrowingKeys.Effect.NARROWS
          || confinement.narrows(key, known.isPresent() ? known.get().id() : service + ":" + FRESH)
          || (effect == NarrowingKeys.Effect.TAG && !tagging.reaches(service, known, key))) {
        assumptions.add(Assumption.absentOr(key, aliens.of(key)));
      }
    }
    return assumptions;
  }

  /**
   * Whether the holder can set a tag of what an action is done to as he likes.
   *
   * @param tag a condition key of a tag, in lower case
   */
  public boolean mayTag(String action, String tag) {
    return tagging.reaches(serviceOf(action), catalog.action(action), tag);
  }

  /** Whether a statement that allows speaks of the action: else asking is spared. */
  public boolean isSpokenOf(String action) {
    return spoken.of(action);
  }

  /**
   * The actions that the documents may grant, each in the case in which AWS writes it: those that
   * statements name, and of patterns those that AWS has or the table of powers names. Of statements
   * that allow everything on everything nothing is listed: other questions find them.
   */
  public Set<String> actions() {
    return granted.all();
  }

  /** Those of them that give one of some powers. */
  public List<String> actionsWith(Set<Power> wanted) {
    return granted.with(wanted);
  }
}
