package dev.policygate.cli;

import dev.policygate.gate.Gate;
import dev.policygate.profile.Profile;
import dev.policygate.report.JobMessage;
import dev.policygate.report.Judged;
import dev.policygate.report.TextReport;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@code policygate submit}: checks a bundle, uploads it, and waits for what the gate says. */
final class SubmitCommand {

  private static final Arguments.Syntax SYNTAX =
      SubmitOptions.add(
              new Arguments.Syntax(
                  "submit [OPTION ...] DIR|ZIP",
                  "Checks a bundle as `check` does, zips it, uploads it under the account's key, and watches the"
                      + " pipeline's execution of this very upload. Status 0: created, updated or unchanged; 1:"
                      + " rejected; 2: wrong usage, or no credentials; 3: not decided, or not in time; 4: AWS"
                      + " or the gate fails."))
          .value("format", "text|json", "of the result; text unless given");

  private static final String USAGE = "usage: policygate submit [OPTION ...] DIR|ZIP";

  private final Console console;
  private final AwsAccess.Opener opener;
  private final Pace pace;

  SubmitCommand(Console console) {
    this(console, AwsAccess::open, Pace.REAL);
  }

  SubmitCommand(Console console, AwsAccess.Opener opener, Pace pace) {
    this.console = console;
    this.opener = opener;
    this.pace = pace;
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    String format = arguments.value("format").orElse("text");
    if (arguments.rest().size() != 1 || !(format.equals("text") || format.equals("json"))) {
      throw new UsageException(USAGE);
    }
    SubmitOptions options = SubmitOptions.of(arguments);
    Profile profile = ProfileChoice.of(arguments);
    Progress progress = new Progress(console.err());
    Submission submission =
        Submission.read(
            arguments.rest().getFirst(), Gate.offline(profile).on(LocalDate.now(ZoneOffset.UTC)));
    if (submission.status() != Status.YES) {
      print(submission.judged(), format);
      progress.line(
          "check",
          "%s by the profile %s; nothing is uploaded"
              .formatted(submission.judged().outcome().word(), profile.name()));
      return submission.status();
    }
    progress.line("check", "accepted by the profile " + profile.name());
    try (AwsAccess aws = options.open(opener, progress)) {
      Submitter submitter = new Submitter(aws, options, progress, pace);
      Ending ending = submitter.submit(submission.archive());
      print(ending, format);
      return ending.status();
    } catch (AwsFailure failure) {
      console.err().println("policygate: " + failure.getMessage());
      return failure.status();
    }
  }

  private void print(Judged judged, String format) {
    console
        .out()
        .print(
            format.equals("json")
                ? new SubmissionResult(
                        new Ending.Refused(JobMessage.rejection(judged.findings())),
                        Optional.empty())
                    .json()
                : TextReport.of(List.of(judged)));
  }

  private void print(Ending ending, String format) {
    SubmissionResult result = new SubmissionResult(ending, Optional.empty());
    console.out().print(format.equals("json") ? result.json() : result.text());
  }
}
