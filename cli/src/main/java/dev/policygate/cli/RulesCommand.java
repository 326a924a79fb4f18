package dev.policygate.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.policygate.finding.RuleInfo;
import dev.policygate.gate.RuleCatalog;
import dev.policygate.gate.RuleCatalog.Family;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** {@code policygate rules}: which rules there are, and what each is about. */
final class RulesCommand {

  /** Where jars keep the pages of their rules. */
  private static final String PAGES = "/policygate/rules/";

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "rules [OPTION ...] [ID]",
              "Lists the rules, or explains one: why it matters, what it rejects and accepts, how"
                  + " to fix it.")
          .value("format", "text|json", "of the list; text unless given");

  private final Console console;

  RulesCommand(Console console) {
    this.console = console;
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    Format format = arguments.format(Format.TEXT);
    if (arguments.rest().size() > 1) {
      throw new UsageException("rules explains one rule at a time; usage: policygate rules [ID]");
    }
    List<Family> families =
        arguments.rest().isEmpty()
            ? RuleCatalog.installed()
            : List.of(familyOf(arguments.rest().getFirst()));
    boolean explain = !arguments.rest().isEmpty();
    if (!explain) {
      RuleCatalog.notices().forEach(notice -> console.err().println("policygate: " + notice));
    }
    console.out().print(format == Format.JSON ? json(families, explain) : text(families, explain));
    return Status.YES;
  }

  /** The family of one rule, with that rule alone. */
  private static Family familyOf(String id) {
    for (Family family : RuleCatalog.installed()) {
      for (RuleInfo rule : family.rules()) {
        if (rule.id().equalsIgnoreCase(id)) {
          return new Family(family.title(), List.of(rule));
        }
      }
    }
    throw new UsageException(
        "there is no rule `%s`; `policygate rules` lists those that there are".formatted(id));
  }

  private static String text(List<Family> families, boolean explain) {
    StringBuilder text = new StringBuilder();
    for (Family family : families) {
      if (explain) {
        RuleInfo rule = family.rules().getFirst();
        text.append(
            page(rule)
                .orElseGet(
                    () ->
                        "# %s\n\n%s: %s. Its jar has no page for it.\n"
                            .formatted(rule.id(), rule.severity().word(), rule.summary())));
        continue;
      }
      text.append(family.title()).append('\n');
      for (RuleInfo rule : family.rules()) {
        text.append(
            "  %-28s %-8s %s\n".formatted(rule.id(), rule.severity().word(), rule.summary()));
      }
    }
    return text.toString();
  }

  private static Optional<String> page(RuleInfo rule) {
    try (InputStream in = RulesCommand.class.getResourceAsStream(PAGES + rule.id() + ".md")) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the page of the rule cannot be read", e);
    }
  }

  private static String json(List<Family> families, boolean explain) {
    StringWriter text = new StringWriter();
    try (JsonGenerator out = new JsonFactory().createGenerator(text)) {
      out.writeStartObject();
      out.writeArrayFieldStart("rules");
      for (Family family : families) {
        for (RuleInfo rule : family.rules()) {
          out.writeStartObject();
          out.writeStringField("id", rule.id());
          out.writeStringField("severity", rule.severity().word());
          out.writeStringField("summary", rule.summary());
          out.writeStringField("family", family.title());
          if (explain) {
            out.writeStringField("page", page(rule).orElse(null));
          }
          out.writeEndObject();
        }
      }
      out.writeEndArray();
      out.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return Pretty.json(text.toString()) + "\n";
  }
}
