package dev.policygate.access;

import dev.policygate.access.Question.Answer;
import dev.policygate.access.Question.No;
import dev.policygate.access.Question.Yes;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions asked of permissions, and keeps the answers to those about one action, resource
 * by resource: another action of which the same statements speak has the same answer.
 */
final class Answers {

  /** More answers are not kept at a time: so many of one kind, and so many kinds. */
  private static final int MOST_KEPT = 512;

  private final Permissions permissions;
  private final List<Clause> allows;
  private final List<Clause> others = new ArrayList<>();
  private final Map<Key, Map<String, Answer>> kept = new ConcurrentHashMap<>();
  private final Budget purse = Budget.forAllQuestions();

  /**
   * On what an answer depends besides the action and the resource.
   *
   * @param speaking the statements that speak of the action
   */
  private record Key(BitSet speaking, List<Question.Part> asked) {
    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && speaking.equals(that.speaking)
          && asked.equals(that.asked);
    }

    @Override
    public int hashCode() {
      return 31 * speaking.hashCode() + asked.hashCode();
    }
  }

  Answers(Permissions permissions) {
    this.permissions = permissions;
    List<Tier> tiers = permissions.tiers();
    this.allows = tiers.getFirst().allows();
    for (int i = 0; i < tiers.size(); i++) {
      if (i > 0) {
        others.addAll(tiers.get(i).allows());
      }
      others.addAll(tiers.get(i).denies());
    }
  }

  /** Whether the answer is not {@link No} at a glance. */
  boolean mayAllow(Question question) {
    @Nullable String action = question.onlyAction();
    if (action == null) {
      return true;
    }
    String lower = action.toLowerCase(Locale.ROOT);
    return Universe.ACTIONS.contains(lower)
        && !allowedAtAGlance(question, allowsThatSpeakOf(lower)).isEmpty();
  }

  Answer to(Question question) {
    @Nullable String action = question.onlyAction();
    if (action == null) {
      return search(question);
    }
    String lower = action.toLowerCase(Locale.ROOT);
    BitSet speaking = allowsThatSpeakOf(lower);
    @Nullable List<Question.Part> besides = question.besides(lower);
    if (speaking.isEmpty() || besides == null || !Universe.ACTIONS.contains(lower)) {
      return new No();
    }
    List<String> resources = allowedAtAGlance(question, speaking);
    if (resources.isEmpty()) {
      return new No();
    }
    addSpeaking(others, lower, allows.size(), speaking);
    return toEach(question, resources, action, keptOf(new Key(speaking, besides), kept));
  }

  /** The resources without those that no statement can allow, as is seen at a glance. */
  private List<String> allowedAtAGlance(Question question, BitSet speaking) {
    List<String> resources = new ArrayList<>();
    for (String resource : question.resources()) {
      if (isAllowedAtAGlance(Glob.of(resource, question.kindOfResources()), speaking)) {
        resources.add(resource);
      }
    }
    return resources;
  }

  private boolean isAllowedAtAGlance(Glob asked, BitSet speaking) {
    for (int i = speaking.nextSetBit(0); i >= 0; i = speaking.nextSetBit(i + 1)) {
      Clause clause = allows.get(i);
      if (clause.notResources()) {
        return true;
      }
      for (int j = 0; j < clause.resources().size(); j++) {
        if (!GlobRelation.areDisjoint(clause.resources().get(j), asked)) {
          return true;
        }
      }
    }
    return false;
  }

  /** What holds for one of the resources holds; they are asked about one by one. */
  private Answer toEach(
      Question question, List<String> resources, String action, Map<String, Answer> known) {
    @Nullable Answer unclear = null;
    for (String resource : resources) {
      @Nullable Answer answer = known.get(resource);
      if (answer == null) {
        answer = search(question.on(resource));
        keep(resource, answer, known);
      }
      if (answer instanceof Yes yes) {
        return new Yes(yes.witness().of(action));
      }
      if (answer instanceof Question.Unclear) {
        unclear = answer;
      }
    }
    return unclear == null ? new No() : unclear;
  }

  private static Map<String, Answer> keptOf(Key key, Map<Key, Map<String, Answer>> kept) {
    @Nullable Map<String, Answer> known = kept.get(key);
    if (known == null) {
      known = new ConcurrentHashMap<>();
      keep(key, known, kept);
    }
    return known;
  }

  private static <K, V> void keep(K key, V value, Map<K, V> kept) {
    if (kept.size() >= MOST_KEPT) {
      kept.clear();
    }
    kept.put(key, value);
  }

  private BitSet allowsThatSpeakOf(String action) {
    BitSet speaking = new BitSet(allows.size() + others.size());
    addSpeaking(allows, action, 0, speaking);
    return speaking;
  }

  private static void addSpeaking(
      List<Clause> clauses, String action, int offset, BitSet speaking) {
    for (int i = 0; i < clauses.size(); i++) {
      if (clauses.get(i).concernsAction(action)) {
        speaking.set(offset + i);
      }
    }
  }

  private Answer search(Question question) {
    Budget budget;
    synchronized (purse) {
      if (purse.isSpent()) {
        return tooIntricate();
      }
      budget = purse.forOne();
    }
    Containment containment =
        new Comparer(permissions, Permissions.none(), question.clauses(), budget)
            .compare(false, question.isOpen());
    synchronized (purse) {
      purse.take(budget);
    }
    if (containment instanceof Containment.Exceeds exceeds) {
      return new Yes(exceeds.witnesses().getFirst());
    }
    return containment instanceof Containment.Undecided undecided
        ? new Question.Unclear(undecided.doubts())
        : new No();
  }

  /** Nothing is known any more once all questions together have cost what they may. */
  private Answer tooIntricate() {
    List<Site> sites = new ArrayList<>(allows.size());
    for (Clause clause : allows) {
      sites.add(clause.site());
    }
    return new Question.Unclear(
        List.of(
            new Doubt(
                "the policy is too intricate to be understood with the work that is allowed",
                sites)));
  }
}
