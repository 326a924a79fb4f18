package dev.policygate.access;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives each key that variables name a letter of its own: a character of the private use area,
 * which stands in strings for the key's value, of which nothing is known but that there is one.
 * Another letter stands for any text that is the value but for the case of letters.
 */
final class Letters {

  private static final char FIRST = '\uE000';
  private static final char LAST = '\uF8FF';

  private final List<Meaning> meanings = new ArrayList<>(0);

  private record Meaning(String key, boolean folded) {
    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Meaning that && key.equals(that.key) && folded == that.folded;
    }

    @Override
    public int hashCode() {
      return 31 * key.hashCode() + Boolean.hashCode(folded);
    }
  }

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

  /** The letter for the value of a key. */
  char letterOf(String key) {
    return letterOf(key, false);
  }

  /**
   * The letter for the value of a key.
   *
   * @param folded whether it stands for all texts that differ in the case of letters only
   */
  char letterOf(String key, boolean folded) {
    Meaning meaning = new Meaning(key, folded);
    int index = meanings.indexOf(meaning);
    if (index < 0) {
      index = meanings.size();
      meanings.add(meaning);
    }
    if (FIRST + index > LAST) {
      throw new Budget.Exhausted();
    }
    return (char) (FIRST + index);
  }

  String keyOf(char letter) {
    return meanings.get(letter - FIRST).key();
  }

  /** Whether the letter stands for more texts than the value. */
  boolean isFolded(char letter) {
    return meanings.get(letter - FIRST).folded();
  }

  /** The keys whose letters stand in {@code word}, each once. */
  List<String> in(String word) {
    if (meanings.isEmpty()) {
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

  /** The letters themselves, each once. */
  String only(String word) {
    if (meanings.isEmpty()) {
      return "";
    }
    StringBuilder found = new StringBuilder(0);
    for (int i = 0; i < word.length(); i++) {
      char c = word.charAt(i);
      if (isLetter(c) && found.indexOf(String.valueOf(c)) < 0) {
        found.append(c);
      }
    }
    return found.toString();
  }
}
