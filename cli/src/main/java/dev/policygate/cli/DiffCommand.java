package dev.policygate.cli;

import dev.policygate.access.Containment;
import dev.policygate.access.Permissions;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.policy.Policy;
import dev.policygate.report.AccessJson;
import dev.policygate.report.AccessText;
import java.util.List;
import java.util.Optional;

/** {@code policygate diff}: whether a policy allows anything that another one does not. */
final class DiffCommand {

  private static final String OLD = "old";
  private static final String NEW = "new";

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "diff [--format text|json] OLD NEW, or policygate diff --pairs FILE",
              "Says whether the policy NEW allows anything that the policy OLD does not, with a"
                  + " request that shows it. Status 0: within, 1: exceeds, 2: a policy cannot be"
                  + " used, 3: undecided.")
          .value(
              "pairs", "FILE", "JSON Lines {\"old\": POLICY, \"new\": POLICY}; - is standard input")
          .value("format", "text|json", "of the answer; text on a terminal, else json");

  private final Console console;

  DiffCommand(Console console) {
    this.console = console;
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    List<String> paths = arguments.rest();
    Optional<String> pairs = arguments.value("pairs");
    if (pairs.isPresent()) {
      arguments.onlyBatch("pairs");
      return new Batch(console, "result").run(pairs.get(), this::compare);
    }
    if (paths.size() != 2) {
      throw new UsageException(
          "diff takes two policies, OLD and NEW; usage: policygate " + SYNTAX.usage());
    }
    return new Single(console, "result", arguments.format(Format.ofOutput()))
        .run((documents, format) -> compare(paths, documents, format));
  }

  private static Answer compare(List<String> paths, Documents documents, Format format)
      throws UnusableException {
    Policy older = documents.ofPath(paths.get(0));
    Policy newer = documents.ofPath(paths.get(1));
    Containment containment = compare(older, newer);
    String output =
        format == Format.JSON
            ? new AccessJson(List.of(newer, older)).of(containment)
            : new AccessText(List.of(newer, older), documents.texts())
                .compared(containment, paths.get(1), paths.get(0));
    return new Answer(status(containment), output);
  }

  private Answer compare(Line line) throws UnusableException {
    JsonObject pair = line.object();
    line.allow(pair, List.of(OLD, NEW));
    Documents documents = new Documents(console);
    Policy older = documents.ofJson(line.required(pair, OLD), line);
    Policy newer = documents.ofJson(line.required(pair, NEW), line);
    Containment containment = compare(older, newer);
    return new Answer(status(containment), new AccessJson(List.of(newer, older)).of(containment));
  }

  private static Containment compare(Policy older, Policy newer) {
    return Containment.compare(Permissions.of(newer), Permissions.of(older));
  }

  private static Status status(Containment containment) {
    return switch (containment) {
      case Containment.Within _ -> Status.YES;
      case Containment.Exceeds _ -> Status.NO;
      case Containment.Undecided _ -> Status.UNKNOWN;
    };
  }
}
