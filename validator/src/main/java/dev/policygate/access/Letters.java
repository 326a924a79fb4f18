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

  private final List<String> keys = new ArrayList<>(0);

  static boolean isLetter(char c) {
    return c >= FIRST && c <= LAST;
  }

  /** Whether the text holds a letter, or a character that would be taken for one. */
  static boolean areIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isLetter(text.charAt(i))) {
        return true;
      }
    }
    return false;
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

  /** The keys whose letters stand in {@code word}, each once. */
  List<String> in(String word) {
    if (keys.isEmpty()) {
      return List.of();
    }
    List<String> found = new ArrayList<>(0);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (isLetter(c) && !found.contains(keyOf(c))) {
        found.add(keyOf(c));
      }
    }
    return found;
  }
}
