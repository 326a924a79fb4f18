package dev.policygate.policy;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The characters of which IAM accepts a document: tab, line ends, and U+0020 to U+00FF.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">IAM API
 *     reference, CreatePolicy, PolicyDocument</a>
 */
final class Characters {

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /** More would only repeat what the first ones say. */
  private static final int MOST_FINDINGS = 10;

  private Characters() {}

  /** One finding for each run of characters that IAM refuses. */
  static List<Finding> check(String text, String file) {
    List<Finding> findings = new ArrayList<>();
    int line = 1;
    int lineStart = 0;
    boolean inRun = false;
    for (int i = 0; i < text.length() && findings.size() < MOST_FINDINGS; i++) {
      char c = text.charAt(i);
      boolean refused = !isAccepted(c);
      if (refused && !inRun) {
        findings.add(
            finding(text, i, new Location(file, line, i - lineStart + 1, Optional.empty())));
      }
      inRun = refused;
      if (c == '\n' || (c == '\r' && (i + 1 == text.length() || text.charAt(i + 1) != '\n'))) {
        line++;
        lineStart = i + 1;
      }
    }
    return findings;
  }

  /** The text with a blank in place of a leading byte order mark, so that all places stay. */
  static String withoutByteOrderMark(String text) {
    return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? " " + text.substring(1) : text;
  }

  private static boolean isAccepted(char c) {
    return (c >= 0x20 && c <= 0xFF) || c == '\t' || c == '\n' || c == '\r';
  }

  private static Finding finding(String text, int index, Location location) {
    if (index == 0 && text.charAt(0) == BYTE_ORDER_MARK) {
      return SyntaxRules.INVALID_CHARACTER.at(
          location,
          "the text starts with a byte order mark, which IAM refuses",
          "save it as UTF-8 without one");
    }
    return SyntaxRules.INVALID_CHARACTER.at(
        location,
        "IAM refuses the character " + Numbers.ofCharacter(text.codePointAt(index)),
        "use plain characters, for example straight quotes");
  }
}
