package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns the doubt whether a pattern matches a resource into a test of the context: into one of the
 * values of the variable's key where it depends on that alone, else into one of nothing, which may
 * hold or not.
 */
final class Doubts {

  /** How keys start that are none of a request, but say that a resource matches. */
  static final String KEY = "?";

  /** More values of a variable are not listed. */
  private static final int MOST_VALUES = 64;

  private final Letters letters;
  private final Budget budget;
  private final List<Glob> globs = new ArrayList<>(0);

  Doubts(Letters letters, Budget budget) {
    this.letters = letters;
    this.budget = budget;
  }

  /** The patterns of which it was in doubt whether they match. */
  List<Glob> globs() {
    return globs;
  }

  /** Why a request that was found may be none. */
  String explanation() {
    for (Glob glob : globs) {
      if (glob.isLoose() && !glob.hasVariables()) {
        return "the answer depends on whether a wildcard goes beyond its part of an ARN";
      }
    }
    return "the answer depends on the value of a policy variable";
  }

  /** The test that holds where the pattern matches a string of the cell. */
  KeyTest test(Glob glob, Cell cell) {
    int index = globs.indexOf(glob);
    if (index < 0) {
      index = globs.size();
      globs.add(glob);
    }
    @Nullable KeyTest exact = cell.only() ? exact(glob, cell.word()) : null;
    return exact == null ? KeyTest.present(KEY + index) : exact;
  }

  private @Nullable KeyTest exact(Glob glob, String word) {
    List<String> keys = letters.in(word);
    if (keys.isEmpty()) {
      return glob.variables().size() == 1 ? ofPattern(glob, word) : null;
    }
    return keys.size() == 1 && !glob.isLoose() ? ofWord(glob, word, keys.getFirst()) : null;
  }

  /** A pattern with one variable, and a string without: it matches with so many values. */
  private @Nullable KeyTest ofPattern(Glob glob, String word) {
    Template.Variable variable = glob.variables().getFirst();
    if (KeyFacts.of(variable.key()).several()) {
      return null;
    }
    int at = 0;
    for (int i = 0; i < glob.length(); i++) {
      int token = glob.token(i);
      if (Token.isVariable(token)) {
        at = i;
      } else if (token < Token.ONE) {
        return null;
      }
    }
    boolean[] starts = matchedStarts(glob, at, word);
    boolean[] ends = matchedEnds(glob, at + 1, word);
    Set<String> values = new LinkedHashSet<>();
    for (int from = 0; from <= word.length(); from++) {
      for (int to = from; starts[from] && to <= word.length(); to++) {
        budget.spend(1);
        if (ends[to] && values.add(word.substring(from, to)) && values.size() > MOST_VALUES) {
          return null;
        }
      }
    }
    boolean byDefault =
        variable.defaultValue().isPresent()
            && glob.bind(Binding.NOTHING.with(variable.key(), Binding.Case.ABSENT)).matches(word);
    return new KeyTest(
        variable.key(),
        byDefault,
        false,
        true,
        false,
        new Values.Texts(PatternSet.of(List.copyOf(values), Glob.Kind.LITERAL)));
  }

  /** Which starts of the word the first tokens match. */
  private boolean[] matchedStarts(Glob glob, int tokens, String word) {
    boolean[] matched = new boolean[word.length() + 1];
    matched[0] = true;
    for (int t = 0; t < tokens; t++) {
      matched = after(matched, glob.token(t), word);
    }
    return matched;
  }

  private boolean[] after(boolean[] before, int token, String word) {
    budget.spend(word.length());
    boolean[] after = new boolean[before.length];
    for (int i = 0; i < before.length; i++) {
      if (token == Token.ANY) {
        after[i] = before[i] || (i > 0 && after[i - 1]);
      } else if (i > 0 && before[i - 1]) {
        after[i] = token == Token.ONE || Token.matches(token, word.charAt(i - 1));
      }
    }
    return after;
  }

  /** From where on the tokens behind {@code from} match the word to its end. */
  private boolean[] matchedEnds(Glob glob, int from, String word) {
    boolean[] matched = new boolean[word.length() + 1];
    matched[word.length()] = true;
    for (int t = glob.length() - 1; t >= from; t--) {
      budget.spend(word.length());
      int token = glob.token(t);
      boolean[] before = new boolean[matched.length];
      for (int i = word.length(); i >= 0; i--) {
        if (token == Token.ANY) {
          before[i] = matched[i] || (i < word.length() && before[i + 1]);
        } else if (i < word.length() && matched[i + 1]) {
          before[i] = token == Token.ONE || Token.matches(token, word.charAt(i));
        }
      }
      matched = before;
    }
    return matched;
  }

  /** A pattern without variables, and a string with one: it matches with values like these. */
  private @Nullable KeyTest ofWord(Glob glob, String word, String key) {
    int at = word.indexOf(letters.letterOf(key, false));
    if (word.indexOf(letters.letterOf(key, false), at + 1) >= 0) {
      return null;
    }
    String before = word.substring(0, at);
    String after = word.substring(at + 1);
    List<Glob> values = new ArrayList<>();
    for (int from = 0; from <= glob.length(); from++) {
      budget.spend(word.length());
      if (!isReached(glob, from, before)) {
        continue;
      }
      for (int to = from; to <= glob.length(); to++) {
        budget.spend(word.length());
        if (isLeft(glob, to, after)) {
          values.add(glob.part(from, to));
          if (values.size() > MOST_VALUES) {
            return null;
          }
        }
      }
    }
    return new KeyTest(
        key,
        false,
        false,
        true,
        false,
        new Values.Texts(PatternSet.of(values.toArray(new Glob[0]))));
  }

  /** Whether a value may start at the token behind a text; a star may have a part in both. */
  private static boolean isReached(Glob glob, int from, String before) {
    return glob.part(0, from).matches(before)
        || (from < glob.length()
            && glob.token(from) == Token.ANY
            && glob.part(0, from + 1).matches(before));
  }

  private static boolean isLeft(Glob glob, int to, String after) {
    return glob.part(to, glob.length()).matches(after)
        || (to > 0
            && glob.token(to - 1) == Token.ANY
            && glob.part(to - 1, glob.length()).matches(after));
  }
}
