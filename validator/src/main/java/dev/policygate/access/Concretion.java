package dev.policygate.access;

import dev.policygate.access.Decision.Allowed;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what a search found into a request without variables, and asks the evaluator about it. */
final class Concretion {

  /** Values for keys of which nothing is asked; the second where a document means the first. */
  private static final List<String> FRESH = List.of("alice", "zq7x9");

  /** More ways to choose the values of variables are not tried. */
  private static final int MOST_TRIES = 200;

  private final Sides sides;
  private final Letters letters;
  private final Doubts doubts;
  private final Budget budget;
  private int tries;

  Concretion(Sides sides, Letters letters, Doubts doubts, Budget budget) {
    this.sides = sides;
    this.letters = letters;
    this.doubts = doubts;
    this.budget = budget;
  }

  /** The witness, if the one side does allow the request and the other does not; else null. */
  @Nullable Witness witness(String action, String resource, Map<String, List<String>> found) {
    Map<String, List<String>> context = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : found.entrySet()) {
      if (!entry.getKey().startsWith(Doubts.KEY)) {
        context.put(entry.getKey(), entry.getValue());
      }
    }
    Set<String> needed = new LinkedHashSet<>(letters.in(resource));
    for (List<String> values : context.values()) {
      for (String value : values) {
        needed.addAll(letters.in(value));
      }
    }
    Set<String> open = new LinkedHashSet<>(needed);
    for (Glob glob : doubts.globs()) {
      PatternSet.of(glob).addKeysTo(open);
    }
    return choose(action, resource, context, unsettled(open, context), needed);
  }

  private static List<String> unsettled(Set<String> keys, Map<String, List<String>> context) {
    List<String> unsettled = new ArrayList<>();
    for (String key : keys) {
      if (!isSettled(context.get(key))) {
        unsettled.add(key);
      }
    }
    return unsettled;
  }

  private static boolean isSettled(@Nullable List<String> values) {
    if (values == null) {
      return false;
    }
    for (String value : values) {
      if (Letters.areIn(value)) {
        return false;
      }
    }
    return true;
  }

  /** Tries values for the first of the open keys, then for the others. */
  private @Nullable Witness choose(
      String action,
      String resource,
      Map<String, List<String>> context,
      List<String> open,
      Set<String> needed) {
    if (open.isEmpty()) {
      String concrete = fill(resource, context, false);
      Witness witness = ask(action, concrete, context, false);
      return witness == null && anyIsFolded(context)
          ? ask(action, concrete, context, true)
          : witness;
    }
    String key = open.getFirst();
    List<String> rest = open.subList(1, open.size());
    if (!needed.contains(key)) {
      Witness witness = choose(action, resource, context, rest, needed);
      if (witness != null) {
        return witness;
      }
    }
    for (String value : candidates(key, resource)) {
      if (tries++ >= MOST_TRIES) {
        return null;
      }
      Map<String, List<String>> more = new TreeMap<>(context);
      more.put(key, List.of(value));
      Witness witness = choose(action, resource, more, rest, needed);
      if (witness != null) {
        return witness;
      }
    }
    return null;
  }

  /** Values worth trying: fresh ones, and those with which a doubtful pattern matches. */
  private Set<String> candidates(String key, String resource) {
    Set<String> values = new LinkedHashSet<>(FRESH);
    boolean concrete = letters.in(resource).isEmpty();
    for (Glob glob : doubts.globs()) {
      if (concrete) {
        Assignment.of(glob, resource, budget).addValue(key, values);
      } else {
        Glob pattern = Assignment.patternOf(resource, letters);
        for (String word :
            Meeting.of(pattern.loosened(), glob.loosened(), Universe.RESOURCES, letters, budget)) {
          Assignment.of(pattern, word, budget).addValue(key, values);
        }
      }
    }
    return values;
  }

  /** Whether a value is open but for the case of its letters. */
  private boolean anyIsFolded(Map<String, List<String>> context) {
    for (List<String> values : context.values()) {
      for (String value : values) {
        for (int i = 0; i < value.length(); i++) {
          if (Letters.isLetter(value.charAt(i)) && letters.isFolded(value.charAt(i))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private @Nullable Witness ask(
      String action, String resource, Map<String, List<String>> context, boolean otherCase) {
    Map<String, List<String>> concrete = new TreeMap<>();
    for (Map.Entry<String, List<String>> entry : context.entrySet()) {
      List<String> values = new ArrayList<>();
      for (String value : entry.getValue()) {
        values.add(fill(value, context, otherCase));
      }
      concrete.put(entry.getKey(), values);
    }
    if (!Universe.RESOURCES.contains(resource)) {
      return null;
    }
    budget.spend(sides.candidate().work() + sides.envelope().work());
    Request request = new Request(action, resource, concrete);
    for (Clause clause : sides.asked()) {
      if (!clause.concerns(request)) {
        return null;
      }
    }
    return sides.candidate().decide(request) instanceof Allowed allowed
            && !(sides.envelope().decide(request) instanceof Allowed)
        ? new Witness(request, false, allowed.decidedBy())
        : null;
  }

  /**
   * The word with the values of its variables in place; all of them are chosen by now.
   *
   * @param otherCase whether letters are in the other case where either will do
   */
  private String fill(String word, Map<String, List<String>> context, boolean otherCase) {
    if (!Letters.areIn(word)) {
      return word;
    }
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Letters.isLetter(c)) {
        filled.append(c);
        continue;
      }
      String value = context.getOrDefault(letters.keyOf(c), FRESH).getFirst();
      for (int j = 0; j < value.length(); j++) {
        char of = value.charAt(j);
        if (!Letters.isLetter(of)) {
          filled.append(otherCase && letters.isFolded(c) ? Token.otherCase(of) : of);
        }
      }
    }
    return filled.toString();
  }
}
