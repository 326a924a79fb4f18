package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each variable a letter of its own: a character of the private use area, which stands in
 * strings for the variable's value, of which nothing is known.
 */
final class Letters {

  private static final char FIRST = '\uE000';
  private static final char LAST = '\uF8FF';

  private final List<Template.Variable> variables = new ArrayList<>();

  static boolean isLetter(char c) {
    return c >= FIRST && c <= LAST;
  }

  char letterOf(Template.Variable variable) {
    int index = variables.indexOf(variable);
    if (index < 0) {
      index = variables.size();
      variables.add(variable);
    }
    if (FIRST + index > LAST) {
      throw new Budget.Exhausted();
    }
    return (char) (FIRST + index);
  }

  Template.Variable variableOf(char letter) {
    return variables.get(letter - FIRST);
  }

  /** The variables whose letters stand in {@code word}. */
  List<Template.Variable> in(String word) {
    return word.chars()
        .filter(c -> isLetter((char) c))
        .distinct()
        .mapToObj(c -> variableOf((char) c))
        .toList();
  }
}
