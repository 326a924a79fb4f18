package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;

/**
 * Gives each key that variables name a letter of its own: a character of the private use area,
 * which stands in strings for the key's value, of which nothing is known but that there is one.
 */
final class Letters {

  private static final char FIRST = '\uE000';
  private static final char LAST = '\uF8FF';

  private final List<String> keys = new ArrayList<>();

  static boolean isLetter(char c) {
    return c >= FIRST && c <= LAST;
  }

  char letterOf(String key) {
    int index = keys.indexOf(key);
    if (index < 0) {
      index = keys.size();
      keys.add(key);
    }
    if (FIRST + index > LAST) {
      throw new Budget.Exhausted();
    }
    return (char) (FIRST + index);
  }

  String keyOf(char letter) {
    return keys.get(letter - FIRST);
  }

  /** The keys whose letters stand in {@code word}. */
  List<String> in(String word) {
    return word.chars()
        .filter(c -> isLetter((char) c))
        .distinct()
        .mapToObj(c -> keyOf((char) c))
        .toList();
  }

  /**
   * Whether the lengths of word and pattern allow that they match. Where both hold the same
   * variables equally often, the values take the same room in both, so the rest must fit the rest:
   * {@code home/bob} is never matched by {@code home/bob/*}, whoever bob is.
   */
  boolean mayFit(Glob glob, String word) {
    List<String> inWord =
        word.chars()
            .filter(c -> isLetter((char) c))
            .mapToObj(c -> keyOf((char) c))
            .sorted()
            .toList();
    List<String> inGlob = new ArrayList<>();
    int fixed = 0;
    boolean open = false;
    for (int i = 0; i < glob.length(); i++) {
      int token = glob.token(i);
      if (Glob.isVariable(token)) {
        if (glob.variable(token).defaultValue().isPresent() && inWord.isEmpty()) {
          return true;
        }
        inGlob.add(glob.variable(token).key());
      } else if (token == Glob.ANY || token == Glob.ANY_IN_SEGMENT) {
        open = true;
      } else {
        fixed++;
      }
    }
    inGlob.sort(null);
    int rest = word.length() - inWord.size();
    return !inWord.equals(inGlob) || (open ? fixed <= rest : fixed == rest);
  }
}
