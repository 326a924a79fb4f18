package dev.policygate.access;

import dev.policygate.access.Decision.Allowed;
import dev.policygate.policy.Template;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Turns what a search found into a request without variables, and asks the evaluator about it. */
final class Concretion {

  /** Values for keys of which nothing is asked; the second where a document means the first. */
  private static final List<String> FRESH = List.of("alice", "zq7x9");

  private final Permissions candidate;
  private final Permissions envelope;
  private final Letters letters;

  Concretion(Permissions candidate, Permissions envelope, Letters letters) {
    this.candidate = candidate;
    this.envelope = envelope;
    this.letters = letters;
  }

  /** The witness, if the one side does allow the request and the other does not. */
  Optional<Witness> witness(String action, String resource, Map<String, List<String>> context) {
    for (String fresh : FRESH) {
      Map<String, List<String>> values = new TreeMap<>(context);
      String concrete = fill(resource, values, fresh);
      for (var entry : context.entrySet()) {
        values.put(
            entry.getKey(),
            entry.getValue().stream().map(value -> fill(value, values, fresh)).toList());
      }
      Request request = new Request(action, concrete, values);
      if (candidate.decide(request) instanceof Allowed(var allowedBy)
          && !(envelope.decide(request) instanceof Allowed)) {
        return Optional.of(new Witness(request, false, allowedBy));
      }
    }
    return Optional.empty();
  }

  /** The word with the values of its variables in place; a key without a value gets a fresh one. */
  private String fill(String word, Map<String, List<String>> values, String fresh) {
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (!Letters.isLetter(c)) {
        filled.append(c);
        continue;
      }
      Template.Variable variable = letters.variableOf(c);
      List<String> value = values.computeIfAbsent(variable.key(), _ -> List.of(fresh));
      String first = value.getFirst();
      filled.append(first.chars().anyMatch(l -> Letters.isLetter((char) l)) ? fresh : first);
    }
    return filled.toString();
  }
}
