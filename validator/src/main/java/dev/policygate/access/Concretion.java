package dev.policygate.access;

import dev.policygate.access.Decision.Allowed;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Turns what a search found into a request without variables, and asks the evaluator about it. */
final class Concretion {

  /** How keys start that are none of a request, but say that a resource matches. */
  static final String DOUBT = "?";

  /** Values for keys of which nothing is asked; the second where a document means the first. */
  private static final List<String> FRESH = List.of("alice", "zq7x9");

  /** More ways to choose the values of variables are not tried. */
  private static final int MOST_TRIES = 200;

  private final Permissions candidate;
  private final Permissions envelope;
  private final List<Clause> asked;
  private final Letters letters;
  private final List<PatternSet> doubtful;
  private final Budget budget;
  private int tries;

  /**
   * Prepares to concrete.
   *
   * @param asked what the request must hold besides
   * @param doubtful sets of resources of which it depends on variables whether they hold one
   */
  Concretion(
      Permissions candidate,
      Permissions envelope,
      List<Clause> asked,
      Letters letters,
      List<PatternSet> doubtful,
      Budget budget) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.asked = asked;
    this.letters = letters;
    this.doubtful = doubtful;
    this.budget = budget;
  }

  /** The witness, if the one side does allow the request and the other does not. */
  Optional<Witness> witness(String action, String resource, Map<String, List<String>> found) {
    Map<String, List<String>> context = new TreeMap<>(found);
    context.keySet().removeIf(key -> key.startsWith(DOUBT));
    Set<String> needed = new LinkedHashSet<>(letters.in(resource));
    context.values().forEach(values -> needed.addAll(letters.in(String.join("", values))));
    Set<String> open = new LinkedHashSet<>(needed);
    doubtful.forEach(set -> set.variables().forEach(variable -> open.add(variable.key())));
    open.removeIf(key -> isSettled(context.get(key)));
    return choose(action, resource, context, List.copyOf(open), needed);
  }

  private static boolean isSettled(@Nullable List<String> values) {
    return values != null
        && values.stream().flatMapToInt(String::chars).noneMatch(c -> Letters.isLetter((char) c));
  }

  /** Tries values for the first of the open keys, then for the others. */
  private Optional<Witness> choose(
      String action,
      String resource,
      Map<String, List<String>> context,
      List<String> open,
      Set<String> needed) {
    if (open.isEmpty()) {
      return ask(action, fill(resource, context), context);
    }
    String key = open.getFirst();
    List<String> rest = open.subList(1, open.size());
    if (!needed.contains(key)) {
      Optional<Witness> witness = choose(action, resource, context, rest, needed);
      if (witness.isPresent()) {
        return witness;
      }
    }
    for (String value : candidates(key, resource)) {
      if (tries++ >= MOST_TRIES) {
        return Optional.empty();
      }
      Map<String, List<String>> more = new TreeMap<>(context);
      more.put(key, List.of(value));
      Optional<Witness> witness = choose(action, resource, more, rest, needed);
      if (witness.isPresent()) {
        return witness;
      }
    }
    return Optional.empty();
  }

  /** Values worth trying: fresh ones, and those with which a doubtful set holds the resource. */
  private Set<String> candidates(String key, String resource) {
    Set<String> values = new LinkedHashSet<>(FRESH);
    boolean concrete = letters.in(resource).isEmpty();
    for (PatternSet set : doubtful) {
      for (Glob glob : set.globs()) {
        if (concrete) {
          add(glob, key, resource, values);
        } else {
          meetings(glob, resource).forEach(word -> addOfWord(key, resource, word, values));
        }
      }
    }
    return values;
  }

  private void add(Glob glob, String key, String word, Set<String> values) {
    glob.valuesFor(word, budget)
        .ifPresent(
            found ->
                found.forEach(
                    (variable, value) -> {
                      if (variable.key().equals(key)) {
                        values.add(value);
                      }
                    }));
  }

  private void addOfWord(String key, String resource, String word, Set<String> values) {
    add(patternOf(resource), key, word, values);
  }

  /** Strings that both the resource, whatever its variables are, and the pattern hold. */
  private List<String> meetings(Glob glob, String resource) {
    List<String> words = new ArrayList<>();
    Partition.visit(
        new PatternSet(List.of(patternOf(resource).loosened())),
        List.of(new PatternSet(List.of(glob.loosened()))),
        Universe.RESOURCES,
        letters,
        budget,
        cell -> {
          if (cell.must().get(0)) {
            words.add(cell.word());
          }
          return words.isEmpty();
        });
    return words;
  }

  /** The resource as a pattern whose variables are variables again. */
  private Glob patternOf(String resource) {
    List<Template.Part> parts = new ArrayList<>();
    for (int i = 0; i < resource.length(); i++) {
      char c = resource.charAt(i);
      parts.add(
          Letters.isLetter(c)
              ? new Template.Variable(letters.keyOf(c), Optional.empty())
              : new Template.Escaped(c));
    }
    return Glob.of(new Template(parts), Glob.Kind.PATTERN);
  }

  private Optional<Witness> ask(String action, String resource, Map<String, List<String>> context) {
    Map<String, List<String>> concrete = new TreeMap<>();
    context.forEach(
        (key, values) ->
            concrete.put(key, values.stream().map(value -> fill(value, context)).toList()));
    Request request = new Request(action, resource, concrete);
    return isAsked(request)
            && candidate.decide(request) instanceof Allowed(var allowedBy)
            && !(envelope.decide(request) instanceof Allowed)
        ? Optional.of(new Witness(request, false, allowedBy))
        : Optional.empty();
  }

  private boolean isAsked(Request request) {
    for (Clause clause : asked) {
      if (!clause.concerns(request)) {
        return false;
      }
    }
    return true;
  }

  /** The word with the values of its variables in place; all of them are chosen by now. */
  private String fill(String word, Map<String, List<String>> context) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Letters.isLetter(c)) {
        filled.append(c);
        continue;
      }
      String value = context.getOrDefault(letters.keyOf(c), FRESH).getFirst();
      value.chars().filter(v -> !Letters.isLetter((char) v)).forEach(v -> filled.append((char) v));
    }
    return filled.toString();
  }
}
