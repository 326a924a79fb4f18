package dev.policygate.cli;

import java.util.List;
import java.util.Optional;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.DefaultParser;
import org.apache.commons.cli.Option;
import org.apache.commons.cli.Options;
import org.apache.commons.cli.ParseException;
import org.jspecify.annotations.Nullable;

/** The arguments of one command. */
final class Arguments {

  private final CommandLine line;
  private final String usage;

  private Arguments(CommandLine line, String usage) {
    this.line = line;
    this.usage = usage;
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
      options.addOption(Option.builder().longOpt("help").desc("this text").build());
    }

    Syntax value(String name, String value, String about) {
      options.addOption(Option.builder().longOpt(name).hasArg().argName(value).desc(about).build());
      return this;
    }

    /** An option with one value or more, each time that it is given. */
    Syntax values(String name, String value, String about) {
      options.addOption(
          Option.builder().longOpt(name).hasArgs().argName(value).desc(about).build());
      return this;
    }

    Syntax flag(String name, String about) {
      options.addOption(Option.builder().longOpt(name).desc(about).build());
      return this;
    }

    String usage() {
      return usage;
    }

    /** The arguments; empty when they asked for help, which is then printed. */
    Optional<Arguments> parse(String[] args, Console console) {
      try {
        CommandLine line =
            DefaultParser.builder()
                .setAllowPartialMatching(false)
                .setStripLeadingAndTrailingQuotes(false)
                .build()
                .parse(options, args);
        if (line.hasOption("help")) {
          help(console);
          return Optional.empty();
        }
        return Optional.of(new Arguments(line, usage));
      } catch (ParseException e) {
        throw new UsageException(e.getMessage() + "; usage: policygate " + usage);
      }
    }

    private void help(Console console) {
      console.out().println("usage: policygate " + usage + "\n\n" + about + "\n");
      for (Option option : options.getOptions()) {
        String name =
            "--"
                + option.getLongOpt()
                + (option.hasArg() ? " " + option.getArgName() : "")
                + (option.hasArgs() ? " ..." : "");
        console.out().println("  %-24s %s".formatted(name, option.getDescription()));
      }
    }
  }

  boolean has(String flag) {
    return line.hasOption(flag);
  }

  /** The value of an option that has one. */
  Optional<String> value(String name) {
    String @Nullable [] values = line.getOptionValues(name);
    if (values == null) {
      return Optional.empty();
    }
    if (values.length > 1) {
      throw new UsageException("--" + name + " is given twice, and only one can count");
    }
    return Optional.of(values[0]);
  }

  /** All values of an option, in their order; none when it is not given. */
  List<String> values(String name) {
    String @Nullable [] values = line.getOptionValues(name);
    return values == null ? List.of() : List.of(values);
  }

  /** The format of the output, {@code otherwise} unless it is given. */
  Format format(Format otherwise) {
    Optional<String> name = value("format");
    return name.isEmpty() ? otherwise : Format.of(name.get());
  }

  /** Refuses arguments that belong to no option. */
  void nothingElse() {
    if (!rest().isEmpty()) {
      throw new UsageException(
          "`" + rest().getFirst() + "` belongs to no option; usage: policygate " + usage);
    }
  }

  /** Refuses to go on without these options. */
  void needs(String... names) {
    for (String name : names) {
      if (!has(name)) {
        throw new UsageException("--" + name + " is missing; usage: policygate " + usage);
      }
    }
  }

  /** Refuses what has no meaning beside a file of questions, whose answers are always JSON. */
  void onlyBatch(String name) {
    for (Option option : line.getOptions()) {
      if (!option.getLongOpt().equals(name) && !option.getLongOpt().equals("format")) {
        throw new UsageException("--" + option.getLongOpt() + " means nothing beside --" + name);
      }
    }
    if (!rest().isEmpty()) {
      throw new UsageException("`" + rest().getFirst() + "` means nothing beside --" + name);
    }
    if (format(Format.JSON) != Format.JSON) {
      throw new UsageException("--" + name + " is answered in JSON Lines; leave --format out");
    }
  }

  /** What is left after the options. */
  List<String> rest() {
    return line.getArgList();
  }
}
