package dev.policygate.cli;

import dev.policygate.rules.UnusableRules;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The command {@code policygate}. */
public final class Main {

  private static final String USAGE =
      """
      usage: policygate COMMAND [ARGUMENT ...]

        check PATH ...       judge bundles and policies, offline
        diff OLD NEW         say whether a policy allows more than another one
        allows               decide on a request, as IAM would
        grants               say whether policies grant any of several actions
        test DIR             compare sample policies with the reports beside them
        rules [ID]           list the rules, or explain one
        simulate DIR|ZIP     play the whole pipeline on an AWS of one process
        local [--port N]     keep that AWS running, to look around in it
        submit DIR|ZIP       check, upload and wait for what the gate says
        reseal [NAME ...]    renew the denies in an account's policies

      policygate COMMAND --help tells more.
      """;

  private Main() {}

  /** Runs a command; the exit status is part of the contract. */
  public static void main(String[] args) {
    Console console =
        new Console(System.in, stream(FileDescriptor.out), stream(FileDescriptor.err));
    Status status = run(args, console);
    console.err().flush();
    // All is written and nothing is left to run; `exit` would first set up logging, to log itself.
    Runtime.getRuntime().halt(status.code());
  }

  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(
        new java.io.BufferedOutputStream(new FileOutputStream(descriptor), 1 << 14),
        false,
        StandardCharsets.UTF_8);
  }

  /** Runs a command and writes all that it says; an answer that is lost in part is none. */
  static Status run(String[] args, Console console) {
    Status status = perform(args, console);
    if (console.out().checkError()) {
      console.err().println("policygate: standard output does not take the whole answer");
      return Status.FAILURE;
    }
    return status;
  }

  private static Status perform(String[] args, Console console) {
    if (args.length == 0) {
      console.err().print(USAGE);
      return Status.UNUSABLE;
    }
    String[] rest = java.util.Arrays.copyOfRange(args, 1, args.length);
    try {
      return switch (args[0]) {
        case "check" -> new CheckCommand(console).run(rest);
        case "diff" -> new DiffCommand(console).run(rest);
        case "allows" -> new AllowsCommand(console).run(rest);
        case "grants" -> new GrantsCommand(console).run(rest);
        case "test" -> new TestCommand(console).run(rest);
        case "rules" -> new RulesCommand(console).run(rest);
        case "simulate" -> new SimulateCommand(console).run(rest);
        case "local" -> new LocalCommand(console).run(rest);
        case "submit" -> new SubmitCommand(console).run(rest);
        case "reseal" -> new ResealCommand(console).run(rest);
        case "help", "--help", "-h" -> {
          console.out().print(USAGE);
          yield Status.YES;
        }
        default -> throw new UsageException("there is no command `" + args[0] + "`\n" + USAGE);
      };
    } catch (UsageException e) {
      console.err().println("policygate: " + e.getMessage());
      return Status.UNUSABLE;
    } catch (UnusableRules e) {
      console.err().println("policygate: " + e.getMessage());
      return Status.FAILURE;
    } catch (RuntimeException | Error e) {
      return console.defect(e);
    }
  }
}
