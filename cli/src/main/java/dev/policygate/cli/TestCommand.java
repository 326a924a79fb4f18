package dev.policygate.cli;

import dev.policygate.gate.Gate;
import dev.policygate.gate.RuleCatalog;
import dev.policygate.profile.Profile;
import dev.policygate.report.Judged;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * {@code policygate test}: what a change of rules or profile changes, shown by sample policies and
 * the reports beside them.
 */
final class TestCommand {

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "test [OPTION ...] DIR",
              "Judges every sample below DIR (a folder NAME with a bundle, NAME.zip, or a bare NAME.json) and"
                  + " compares verdict, severity, rule, pointer and message with the report beside it,"
                  + " NAME.expected.json: what `check --format json` prints, or the verdict of it. Status 0: all as expected, 1:"
                  + " one is not.")
          .value("profile", "NAME|FILE", "by which is judged; the preset sandbox unless given")
          .value("account", "ID", "whose profile of the file it is")
          .value("team", "NAME", "for which team is judged")
          .flag("update", "write the reports as they are now, to be reviewed as a change");

  private final Console console;

  TestCommand(Console console) {
    this.console = console;
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    if (arguments.rest().size() != 1 || !Files.isDirectory(Path.of(arguments.rest().getFirst()))) {
      throw new UsageException("test takes one folder; usage: policygate test [OPTION ...] DIR");
    }
    Profile profile = ProfileChoice.of(arguments);
    RuleCatalog.notices().forEach(notice -> console.err().println("policygate: " + notice));
    Gate gate = Gate.offline(profile).on(LocalDate.now(ZoneOffset.UTC));
    Path folder = Path.of(arguments.rest().getFirst());
    try {
      List<Sample> samples = Sample.below(folder);
      if (samples.isEmpty()) {
        throw new UsageException(
            "there is no sample below %s: no folder with a policy.json, no zip, no policy"
                .formatted(folder));
      }
      return arguments.has("update") ? update(samples, gate) : compare(samples, gate);
    } catch (IOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(folder, e.getMessage()));
    } catch (UncheckedIOException e) {
      throw new UsageException("%s cannot be read: %s".formatted(folder, e.getMessage()));
    }
  }

  private Judged judge(Sample sample, Gate gate) {
    return new CheckCommand(console).judge(sample.input().toString(), gate, Optional.empty());
  }

  private Status compare(List<Sample> samples, Gate gate) throws IOException {
    PrintStream out = console.out();
    Status status = Status.YES;
    int wrong = 0;
    for (Sample sample : samples) {
      List<String> changes;
      try {
        changes = changes(sample, gate);
      } catch (UsageException e) {
        changes = List.of(e.getMessage());
        status = status.or(Status.UNUSABLE);
      }
      if (!changes.isEmpty()) {
        status = status.or(Status.NO);
        wrong++;
        out.println(sample.name() + ":");
        changes.forEach(change -> out.println("  " + change));
      }
    }
    out.printf("%d samples, %d as expected%n", samples.size(), samples.size() - wrong);
    return status;
  }

  private List<String> changes(Sample sample, Gate gate) throws IOException {
    if (!Files.exists(sample.input())) {
      return List.of("there is a report, but no sample");
    }
    if (!Files.isRegularFile(sample.report())) {
      return List.of(
          "there is no report %s; --update writes it".formatted(sample.report().getFileName()));
    }
    Expectation expected =
        Expectation.read(Files.readString(sample.report()), sample.report().toString());
    return expected.changesTo(Expectation.of(judge(sample, gate)));
  }

  /** A report that cannot be read is not as expected either: a merge may have left it so. */
  private boolean isAsExpected(Sample sample, Gate gate) throws IOException {
    try {
      return changes(sample, gate).isEmpty();
    } catch (UsageException e) {
      return false;
    }
  }

  private Status update(List<Sample> samples, Gate gate) throws IOException {
    List<String> written = new ArrayList<>();
    for (Sample sample : samples) {
      if (!Files.exists(sample.input())) {
        Files.delete(sample.report());
        written.add(sample.name() + ": the report is gone, as the sample is");
      } else if (!isAsExpected(sample, gate)) {
        Files.writeString(sample.report(), Expectation.of(judge(sample, gate)).json());
        written.add(sample.name() + ": the report is written");
      }
    }
    written.forEach(console.out()::println);
    console.out().printf("%d samples, %d reports changed%n", samples.size(), written.size());
    return Status.YES;
  }
}
