package dev.policygate.report;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import java.util.ArrayList;
import java.util.List;

/**
 * Findings as CodePipeline shows them: the verdict first, then as many whole findings as there is
 * room for, and how many more there are.
 */
public final class JobMessage {

  /** What CodePipeline takes as a failure's message, in characters. */
  public static final int MOST = 5_000;

  private static final String REJECTED = "Policy creation request rejected: ";

  /** Kept free for the line that counts what is left out. */
  private static final int ROOM_FOR_COUNT = 80;

  private static final int MOST_OF_ONE = MOST - REJECTED.length() - ROOM_FOR_COUNT;

  private JobMessage() {}

  /** The message of a rejection; what rejects comes before what does not. */
  public static String rejection(List<Finding> findings) {
    List<Finding> ordered = new ArrayList<>();
    List<Finding> others = new ArrayList<>();
    for (Finding finding : findings) {
      (finding.rejects() ? ordered : others).add(finding);
    }
    ordered.addAll(others);
    StringBuilder message = new StringBuilder(REJECTED);
    int shown = 0;
    for (Finding finding : ordered) {
      String text = (shown == 0 ? "" : weight(finding) + ": ") + describe(finding) + "\n";
      if (shown > 0 && message.length() + text.length() > MOST - ROOM_FOR_COUNT) {
        break;
      }
      message.append(text.length() <= MOST_OF_ONE ? text : cut(text, MOST_OF_ONE) + "\n");
      shown++;
    }
    int left = ordered.size() - shown;
    if (left > 0) {
      message.append(
          "and "
              + left
              + (left == 1 ? " more finding" : " more findings")
              + "; `policygate check` shows all of them");
    }
    return message.toString().strip();
  }

  private static String weight(Finding finding) {
    return finding.severity().word() + (finding.suppressed().isPresent() ? " (suppressed)" : "");
  }

  /** A message with something more to say, as far as there is room. */
  public static String withNote(String message, String note) {
    String more = "\nbesides: " + note;
    return message.length() + more.length() <= MOST ? message + more : message;
  }

  /** No more of a message than CodePipeline takes. */
  public static String limited(String message) {
    return message.length() <= MOST ? message : cut(message, MOST);
  }

  /** The beginning, with a sign that it goes on; no character is cut in half. */
  private static String cut(String text, int most) {
    int end = most - 1;
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
  }

  private static String describe(Finding finding) {
    Location at = finding.location();
    StringBuilder text = new StringBuilder(Printable.message(finding));
    text.append("\n  at ").append(Printable.text(nameOf(at.file())));
    text.append(':').append(at.line()).append(':').append(at.column());
    String pointer = at.pointer().orElse("");
    if (!pointer.isEmpty()) {
      text.append(' ').append(Printable.text(pointer));
    }
    text.append(" [").append(finding.rule()).append(']');
    if (finding.fix().isPresent()) {
      text.append("\n  fix: ").append(Printable.text(finding.fix().get()));
    }
    return text.toString();
  }

  /** The name of the file in the archive: how the archive was called is no news to its author. */
  private static String nameOf(String file) {
    return file.substring(file.indexOf('!') + 1);
  }
}
