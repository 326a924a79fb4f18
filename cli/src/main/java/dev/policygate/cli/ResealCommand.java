package dev.policygate.cli;

import dev.policygate.gate.Gate;
import dev.policygate.profile.Profile;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** {@code policygate reseal}: renews the denies in the gate's policies of an account. */
final class ResealCommand {

  private static final Arguments.Syntax SYNTAX =
      SubmitOptions.add(
              new Arguments.Syntax(
                  "reseal [OPTION ...] [NAME ...]",
                  "After the central denies changed: has the gate seal its policies in an account again, all of them"
                      + " or those named, one after the other, each from the upload that it was created from."
                      + " Status 0: all carry the profile's denies; 1: one does not; 2: wrong usage, or no"
                      + " credentials; 3: not known; 4: AWS or the gate fails."))
          .flag("dry-run", "tell which policies do not carry the profile's denies; change nothing")
          .value(
              "format", "text|json", "of the results, a line for each policy; text unless given");

  private final Console console;
  private final AwsAccess.Opener opener;
  private final Pace pace;

  ResealCommand(Console console) {
    this(console, AwsAccess::open, Pace.REAL);
  }

  ResealCommand(Console console, AwsAccess.Opener opener, Pace pace) {
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
    if (!format.equals("text") && !format.equals("json")) {
      throw new UsageException("there is no format `%s`; write text or json".formatted(format));
    }
    SubmitOptions options = SubmitOptions.of(arguments);
    Progress progress = new Progress(console.err());
    try (AwsAccess aws = options.open(opener, progress)) {
      return renew(aws, arguments, options, progress);
    } catch (AwsFailure failure) {
      console.err().println("policygate: " + failure.getMessage());
      return failure.status();
    }
  }

  private Status renew(
      AwsAccess aws, Arguments arguments, SubmitOptions options, Progress progress) {
    Profile profile = ProfileChoice.of(arguments, aws.caller().account());
    AccountPolicies policies = new AccountPolicies(aws.iam(), profile.path());
    List<String> chosen = chosen(policies.arns(), arguments.rest(), profile.path());
    Submitter submitter = new Submitter(aws, options, progress, pace);
    Resealer resealer =
        new Resealer(
            policies,
            new EarlierUploads(aws.s3(), submitter.destination()),
            Gate.offline(profile).on(LocalDate.now(ZoneOffset.UTC)),
            submitter,
            pace);
    progress.line(
        "policies",
        "%d under %s, by the profile %s".formatted(chosen.size(), profile.path(), profile.name()));
    boolean json = arguments.value("format").filter("json"::equals).isPresent();
    Status status = Status.YES;
    for (String arn : chosen) {
      progress.line("policy", nameOf(arn));
      Renewal renewal = resealer.renew(arn, arguments.has("dry-run"));
      console.out().print(json ? renewal.json() : renewal.text());
      console.out().flush();
      status = status.or(renewal.status());
      if (renewal.status() == Status.UNKNOWN || renewal.status() == Status.FAILURE) {
        progress.line("policies", "the rest is left as it is");
        break;
      }
    }
    return status;
  }

  private static List<String> chosen(List<String> all, List<String> names, String path) {
    for (String name : names) {
      if (all.stream().noneMatch(arn -> nameOf(arn).equals(name))) {
        throw new UsageException("there is no policy `%s` under %s".formatted(name, path));
      }
    }
    return names.isEmpty() ? all : all.stream().filter(arn -> names.contains(nameOf(arn))).toList();
  }

  private static String nameOf(String arn) {
    return arn.substring(arn.lastIndexOf('/') + 1);
  }
}
