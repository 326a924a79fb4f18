package dev.policygate.cli;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;

/** The arguments of one command. */
final class Arguments {

  private final CommandLine line;

  private Arguments(CommandLine line) {
    this.line = line;
  }

  /** What a command takes. */
  static final class Syntax {
    private final String usage;
    private final String about;
    private final Options options = new Options();

    /**
     * Starts with what stands behind {@code policygate}.
     *
     * @param about what the command does, for its help
     */
    Syntax(String usage, String about) {
      this.usage = usage;
      this.about = about;
      options.addOption(Option.builder().longOpt("help").desc("this text").get());
    }

    Syntax value(String name, String value, String about) {
      options.addOption(Option.builder().longOpt(name).hasArg().argName(value).desc(about).get());
      return this;
    }

    Syntax flag(String name, String about) {
      options.addOption(Option.builder().longOpt(name).desc(about).get());
      return this;
    }

    /** The arguments; empty when they asked for help, which is then printed. */
    Optional<Arguments> parse(String[] args, Console console) {
      try {
        CommandLine line =
            DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .get()
                .parse(options, args);
        if (line.hasOption("help")) {
          help(console);
          return Optional.empty();
        }
        return Optional.of(new Arguments(line));
      } catch (ParseException e) {
        throw new UsageException(e.getMessage() + "; usage: policygate " + usage);
      }
    }

    private void help(Console console) {
      console.out().println("usage: policygate " + usage + "\n\n" + about + "\n");
      for (Option option : options.getOptions()) {
        String name =
            "--" + option.getLongOpt() + (option.hasArg() ? " " + option.getArgName() : "");
        console.out().println("  %-24s %s".formatted(name, option.getDescription()));
      }
    }
  }

  boolean has(String flag) {
    return line.hasOption(flag);
  }

  Optional<String> value(String name) {
    return Optional.ofNullable(line.getOptionValue(name));
  }

  /** What is left after the options. */
  List<String> rest() {
    return line.getArgList();
  }
}
