package dev.policygate.cli;

import dev.policygate.access.Doubt;
import dev.policygate.access.Permissions;
import dev.policygate.access.Question;
import dev.policygate.policy.Policy;
import dev.policygate.report.AccessJson;
import dev.policygate.report.AccessText;
import java.util.List;
import java.util.Optional;

/** {@code policygate grants}: whether anyone who holds policies may do any of several things. */
final class GrantsCommand {

  private static final List<String> EVERYTHING = List.of("*");

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "grants --policy FILE ... --action A ... [--resource R ...]",
              "Says whether anyone who holds the policies may do any of the actions on any of the"
                  + " resources, under whatever circumstances, with a request that shows it. Status"
                  + " 0: no, 1: yes, 2: a policy cannot be used, 3: undecided.")
          .values("policy", "FILE", "an identity policy that is held")
          .values("action", "ACTION", "as a policy writes it, as in s3:Get*")
          .values("resource", "ARN", "as a policy writes it; every resource unless given")
          .value("format", "text|json", "of the answer; text on a terminal, else json");

  private final Console console;

  GrantsCommand(Console console) {
    this.console = console;
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    arguments.nothingElse();
    arguments.needs("policy", "action");
    Question question = question(arguments);
    return new Single(console, "result", arguments.format(Format.ofOutput()))
        .run((documents, format) -> ask(question, arguments.values("policy"), documents, format));
  }

  private static Question question(Arguments arguments) {
    List<String> actions = arguments.values("action");
    List<String> resources = arguments.values("resource");
    try {
      for (String action : actions) {
        Asked.requirePattern(action);
      }
      for (String resource : resources) {
        Asked.requireResource(resource);
      }
    } catch (UnusableException e) {
      throw new UsageException(e.problem());
    }
    return Question.of(actions, resources.isEmpty() ? EVERYTHING : resources);
  }

  private static Answer ask(
      Question question, List<String> paths, Documents documents, Format format)
      throws UnusableException {
    List<Policy> policies = documents.ofPaths(paths);
    Question.Answer answer = answer(question, Permissions.of(policies));
    return new Answer(
        status(answer),
        format == Format.JSON
            ? new AccessJson(policies).of(answer)
            : new AccessText(policies, documents.texts()).granted(answer));
  }

  /** Says no only where every reader of the policies would. */
  private static Question.Answer answer(Question question, Permissions permissions) {
    Question.Answer answer = question.askOf(permissions);
    List<Doubt> doubts = answer instanceof Question.No ? permissions.doubts() : List.of();
    return doubts.isEmpty() ? answer : new Question.Unclear(doubts);
  }

  private static Status status(Question.Answer answer) {
    return switch (answer) {
      case Question.No _ -> Status.YES;
      case Question.Yes _ -> Status.NO;
      case Question.Unclear _ -> Status.UNKNOWN;
    };
  }
}
