package dev.policygate.cli;

import java.time.Duration;
import java.time.Instant;

/** Says what the pipeline does: what is new at once, what goes on from time to time. */
final class Telling {

  private static final Duration BETWEEN_REPEATS = Duration.ofSeconds(30);

  private final Progress progress;
  private final Pace pace;
  private String last = "has not started yet";
  private Instant since;
  private Instant said;
  private boolean begun;

  Telling(Progress progress, Pace pace) {
    this.progress = progress;
    this.pace = pace;
    this.since = pace.now();
    this.said = since;
  }

  /** Something that happened. */
  void line(String text) {
    progress.line("pipeline", text);
  }

  /** What it is at; said again only when it takes long. */
  void say(String text) {
    Instant now = pace.now();
    if (!begun || !text.equals(last)) {
      begun = true;
      last = text;
      since = now;
      said = now;
      line(text);
    } else if (!now.isBefore(said.plus(BETWEEN_REPEATS))) {
      said = now;
      line("%s, for %s".formatted(text, text(Duration.between(since, now))));
    }
  }

  /** What it was at when it was last seen. */
  String last() {
    return last;
  }

  /** A time as people say it. */
  static String text(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 60
        ? seconds + " s"
        : "%d min%s".formatted(seconds / 60, seconds % 60 == 0 ? "" : " " + seconds % 60 + " s");
  }
}
