package dev.policygate.report;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

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

  /** Quoted text of which nobody would read all: where it starts and how it ends will do. */
  private static final Pattern LONG_QUOTE = Pattern.compile("`([^`]{120})[^`]{41,}([^`]{40})`");

  private static final int MOST_OF_POINTER = 300;

  private JobMessage() {}

  /** The message of a rejection; errors come before warnings. */
  public static String rejection(List<Finding> findings) {
    List<Finding> ordered = new ArrayList<>();
    findings.stream().filter(f -> f.severity() == Severity.ERROR).forEach(ordered::add);
    findings.stream().filter(f -> f.severity() != Severity.ERROR).forEach(ordered::add);
    StringBuilder message = new StringBuilder(REJECTED);
    int shown = 0;
    for (Finding finding : ordered) {
      String text = (shown == 0 ? "" : finding.severity().word() + ": ") + describe(finding) + "\n";
      if (shown > 0 && message.length() + text.length() > MOST - ROOM_FOR_COUNT) {
        break;
      }
      int most = MOST - REJECTED.length() - ROOM_FOR_COUNT;
      message.append(text.length() <= most ? text : text.substring(0, most - 2) + "…\n");
      shown++;
    }
    int left = ordered.size() - shown;
    if (left > 0) {
      message.append(
          "and %d more %s; `policygate check` shows all of them"
              .formatted(left, left == 1 ? "finding" : "findings"));
    }
    return message.toString().strip();
  }

  /** A message with something more to say, as far as there is room. */
  public static String withNote(String message, String note) {
    String more = "\nbesides: " + note;
    return message.length() + more.length() <= MOST ? message + more : message;
  }

  /** No more of a message than CodePipeline takes. */
  public static String limited(String message) {
    return message.length() <= MOST ? message : message.substring(0, MOST - 1) + "…";
  }

  private static String describe(Finding finding) {
    Location at = finding.location();
    return "%s\n  at %s:%d:%d%s [%s]%s"
        .formatted(
            shortened(finding.message()),
            nameOf(at.file()),
            at.line(),
            at.column(),
            at.pointer().filter(pointer -> !pointer.isEmpty()).map(JobMessage::pointer).orElse(""),
            finding.rule(),
            finding.fix().map(fix -> "\n  fix: " + shortened(fix)).orElse(""));
  }

  /** A sentence with the middle left out of what it quotes at great length. */
  private static String shortened(String sentence) {
    return LONG_QUOTE.matcher(sentence).replaceAll("`$1…$2`");
  }

  private static String pointer(String pointer) {
    return " "
        + (pointer.length() <= MOST_OF_POINTER
            ? pointer
            : pointer.substring(0, MOST_OF_POINTER) + "…");
  }

  /** The name of the file in the archive: how the archive was called is no news to its author. */
  private static String nameOf(String file) {
    return file.substring(file.indexOf('!') + 1);
  }
}
