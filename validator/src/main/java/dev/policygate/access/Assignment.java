package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Values of a pattern's variables with which it matches a text, each the shortest in its place. */
final class Assignment {

  /** Patterns with more variables and stars are not tried. */
  private static final int MOST_CHOICES = 16;

  private final Glob glob;
  private final String text;
  private final Budget budget;
  private final Map<String, String> values = new HashMap<>();

  private Assignment(Glob glob, String text, Budget budget) {
    this.glob = glob;
    this.text = text;
    this.budget = budget;
  }

  /** Looks for values; there may be none. */
  static Assignment of(Glob glob, String text, Budget budget) {
    Assignment assignment = new Assignment(glob, text, budget);
    int choices = 0;
    for (int i = 0; i < glob.length(); i++) {
      choices += Token.isVariable(glob.token(i)) || Token.isStar(glob.token(i)) ? 1 : 0;
    }
    if (choices > MOST_CHOICES || !assignment.assign(0, 0)) {
      assignment.values.clear();
    }
    return assignment;
  }

  /** A text with letters as a pattern whose variables are variables again. */
  static Glob patternOf(String text, Letters letters) {
    GlobBuilder builder = new GlobBuilder(Glob.Kind.LITERAL, text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (Letters.isLetter(c)) {
        Template variable =
            new Template(List.of(new Template.Variable(letters.keyOf(c), Optional.empty())));
        builder.add(variable);
      } else {
        builder.text(String.valueOf(c));
      }
    }
    return builder.build();
  }

  /** Adds the value of the key's variable, if there is one. */
  void addValue(String key, Set<String> to) {
    @Nullable String value = values.get(key);
    if (value != null) {
      to.add(value);
    }
  }

  private boolean assign(int token, int from) {
    int t = token;
    int i = from;
    while (t < glob.length() && !isChoice(glob.token(t))) {
      if (i == text.length() || !takes(glob.token(t), text.charAt(i))) {
        return false;
      }
      t++;
      i++;
    }
    if (t == glob.length()) {
      return i == text.length();
    }
    @Nullable String key =
        Token.isVariable(glob.token(t)) ? glob.variable(glob.token(t)).key() : null;
    @Nullable String known = key == null ? null : values.get(key);
    for (int end = i; end <= text.length(); end++) {
      budget.spend(1);
      String taken = text.substring(i, end);
      if (known != null && !taken.equals(known)) {
        continue;
      }
      if (key != null) {
        values.put(key, taken);
      }
      if (assign(t + 1, end)) {
        return true;
      }
    }
    if (key != null && known == null) {
      values.remove(key);
    }
    return false;
  }

  private static boolean isChoice(int token) {
    return Token.isVariable(token) || Token.isStar(token);
  }

  private static boolean takes(int token, char c) {
    return token < 0 || Token.matches(token, c);
  }
}
