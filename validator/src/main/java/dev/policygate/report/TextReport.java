package dev.policygate.report;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import java.util.List;
import java.util.Map;

/** Verdicts for people: each finding with the line it is about, and a caret under the place. */
public final class TextReport {

  /** A line longer than this is shown around the place only. */
  private static final int MOST_OF_A_LINE = 120;

  private static final String INDENT = "    ";

  private TextReport() {}

  /** All verdicts of one call. */
  public static String of(List<Judged> judged) {
    StringBuilder text = new StringBuilder();
    for (Judged each : judged) {
      for (Finding finding : each.findings()) {
        text.append(describe(finding, each.texts()));
      }
      text.append(Printable.text(String.join(", ", each.inputs())))
          .append(": ")
          .append(each.outcome().word())
          .append('\n');
    }
    return text.toString();
  }

  /** One finding. */
  public static String describe(Finding finding, Map<String, String> texts) {
    Location at = finding.location();
    StringBuilder text = new StringBuilder(Printable.text(at.file()));
    text.append(':').append(at.line()).append(':').append(at.column()).append(": ");
    text.append(finding.severity().word());
    if (finding.suppressed().isPresent()) {
      Finding.Suppressed by = finding.suppressed().get();
      text.append(" (suppressed until ").append(by.expires());
      text.append(" by ").append(Printable.text(by.owner()));
      text.append(": ").append(Printable.text(by.reason())).append(')');
    }
    text.append(": ").append(Printable.message(finding));
    text.append(" [").append(finding.rule()).append("]\n");
    text.append(excerpt(at, texts));
    if (finding.fix().isPresent()) {
      text.append(INDENT).append("fix: ").append(Printable.text(finding.fix().get())).append('\n');
    }
    return text.toString();
  }

  /** The line of a place, and a caret under it; nothing where the line is not to be had. */
  static String excerpt(Location at, Map<String, String> texts) {
    String text = texts.get(at.file());
    String line = text == null ? "" : line(text, at.line());
    return line.isBlank() || at.column() > line.length() + 1
        ? ""
        : INDENT + around(line, at.column());
  }

  /** One of a text's lines, without its end; nothing where the text is shorter. */
  private static String line(String text, int number) {
    int start = 0;
    for (int line = 1; line < number && start < text.length(); line++) {
      int end = endOfLine(text, start);
      start = text.startsWith("\r\n", end) ? end + 2 : end + 1;
    }
    return start < text.length() ? text.substring(start, endOfLine(text, start)) : "";
  }

  private static int endOfLine(String text, int start) {
    int feed = text.indexOf('\n', start);
    int end = feed < 0 ? text.length() : feed;
    int carriage = text.indexOf('\r', start, end);
    return carriage < 0 ? end : carriage;
  }

  private static String around(String line, int column) {
    int from = Math.max(0, Math.min(column - MOST_OF_A_LINE / 2, line.length() - MOST_OF_A_LINE));
    int to = Math.min(line.length(), from + MOST_OF_A_LINE);
    String shown = Printable.line(line.substring(from, to));
    StringBuilder caret = new StringBuilder(INDENT);
    for (int i = 0; i < column - 1 - from; i++) {
      caret.append(shown.charAt(i) == '\t' ? '\t' : ' ');
    }
    return shown + "\n" + caret + "^\n";
  }
}
