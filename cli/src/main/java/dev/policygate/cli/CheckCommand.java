package dev.policygate.cli;

import dev.policygate.bundle.Metadata;
import dev.policygate.catalog.Catalog;
import dev.policygate.cli.Inputs.Input;
import dev.policygate.cli.Inputs.Usable;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.gate.Gate;
import dev.policygate.gate.Gate.Judgement;
import dev.policygate.policy.Policy;
import dev.policygate.profile.Profile;
import dev.policygate.report.JsonReport;
import dev.policygate.report.Judged;
import dev.policygate.report.Judged.Outcome;
import dev.policygate.report.TextReport;
import dev.policygate.rules.UnusableRules;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code policygate check}: the verdict alone, offline. */
final class CheckCommand {

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "check [OPTION ...] PATH ...",
              "Judges bundles (a folder or a zip) and bare policies as the gate would, with the"
                  + " profile's central denies. Status 0: all accepted, 1: one is rejected, 2: one"
                  + " is unreadable.")
          .value("profile", "NAME|FILE", "by which is judged; the preset sandbox unless given")
          .value("account", "ID", "whose profile of the file it is")
          .value("team", "NAME", "for which team is judged")
          .flag("together", "all paths are what one principal holds; one verdict")
          .value("boundary", "FILE", "the permissions boundary of the principal")
          .value("format", "text|json", "of the verdicts; text unless given");

  private static final long MILLISECONDS_OF_A_DAY = 86_400_000;

  private final Console console;
  private final Inputs inputs;
  private Status worst = Status.YES;

  CheckCommand(Console console) {
    this.console = console;
    this.inputs = new Inputs(console);
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    Format format = arguments.format(Format.TEXT);
    if (arguments.rest().isEmpty()) {
      throw new UsageException("check what? usage: policygate check [OPTION ...] PATH ...");
    }
    Profile profile = ProfileChoice.of(arguments);
    Gate gate = Gate.offline(profile).on(today());
    Optional<String> file = arguments.value("boundary");
    Optional<Policy> boundary =
        file.isPresent() ? Optional.of(boundary(file.get())) : Optional.empty();
    List<Judged> judged = new ArrayList<>();
    if (arguments.has("together")) {
      judged.add(together(arguments.rest(), gate, boundary));
    } else {
      for (String path : arguments.rest()) {
        judged.add(verdict(path, gate, boundary));
      }
    }
    console
        .out()
        .print(
            format == Format.JSON
                ? JsonReport.of(profile.name(), Catalog.bundled().date(), judged)
                : TextReport.of(judged));
    for (Judged each : judged) {
      worst = worst.or(status(each));
    }
    return worst;
  }

  /**
   * The day in Greenwich, without the time zones of all the world, which a JVM loads for a clock.
   */
  private static LocalDate today() {
    return LocalDate.ofEpochDay(Math.floorDiv(System.currentTimeMillis(), MILLISECONDS_OF_A_DAY));
  }

  static Status status(Judged judged) {
    return switch (judged.outcome()) {
      case ACCEPTED -> Status.YES;
      case REJECTED -> Status.NO;
      case UNREADABLE -> Status.UNUSABLE;
    };
  }

  private Policy boundary(String file) {
    Input input = inputs.read(file);
    if (input instanceof Usable(var policy, _, _)) {
      return policy;
    }
    Finding first = input.findings().getFirst();
    throw new UsageException(
        "the boundary %s cannot be used: %s".formatted(first.location().file(), first.message()));
  }

  /** Judges one input; where the gate breaks down on it, the others have their verdicts still. */
  private Judged verdict(String path, Gate gate, Optional<Policy> boundary) {
    try {
      return judge(path, gate, boundary);
    } catch (UnusableRules e) {
      // No input would be judged in full.
      throw e;
    } catch (RuntimeException | StackOverflowError | LinkageError | AssertionError e) {
      worst = console.defect(e);
      Finding finding =
          PolicyValidator.RULE_FAILED.at(
              Location.of(path),
              "the gate broke down ("
                  + e.getClass().getSimpleName()
                  + "), so what this holds is not known",
              "report it to the security team");
      return new Judged(path, Outcome.REJECTED, List.of(finding), Map.of());
    }
  }

  /** Judges one input by itself. */
  Judged judge(String path, Gate gate, Optional<Policy> boundary) {
    return judge(inputs.read(path), path, gate, boundary);
  }

  /** Judges what was read, whatever it turned out to be. */
  static Judged judge(Input input, String path, Gate gate, Optional<Policy> boundary) {
    if (input instanceof Usable(var policy, var metadata, var texts)) {
      List<Metadata> named = metadata.isPresent() ? List.of(metadata.get()) : List.of();
      Judgement judgement = gate.judge(List.of(policy), named, boundary);
      Verdict verdict = judgement.verdict();
      return new Judged(path, outcome(verdict), verdict.findings(), texts);
    }
    Outcome outcome = input instanceof Inputs.Refused ? Outcome.REJECTED : Outcome.UNREADABLE;
    return new Judged(path, outcome, input.findings(), input.texts());
  }

  private Judged together(List<String> paths, Gate gate, Optional<Policy> boundary) {
    List<Policy> policies = new ArrayList<>();
    List<Metadata> names = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    Map<String, String> texts = new HashMap<>();
    Outcome outcome = Outcome.ACCEPTED;
    for (String path : paths) {
      Input input = inputs.read(path);
      texts.putAll(input.texts());
      findings.addAll(input.findings());
      if (input instanceof Usable(var policy, var metadata, _)) {
        policies.add(policy);
        if (metadata.isPresent()) {
          names.add(metadata.get());
        }
      } else if (input instanceof Inputs.Unreadable) {
        outcome = Outcome.UNREADABLE;
      } else if (outcome == Outcome.ACCEPTED) {
        outcome = Outcome.REJECTED;
      }
    }
    if (outcome != Outcome.ACCEPTED) {
      return new Judged(paths, true, outcome, findings, texts);
    }
    Verdict verdict = gate.judge(policies, names, boundary).verdict();
    return new Judged(paths, true, outcome(verdict), verdict.findings(), texts);
  }

  private static Outcome outcome(Verdict verdict) {
    return verdict instanceof Verdict.Accepted ? Outcome.ACCEPTED : Outcome.REJECTED;
  }
}
