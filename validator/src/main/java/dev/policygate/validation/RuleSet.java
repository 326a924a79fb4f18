package dev.policygate.validation;

import dev.policygate.finding.RuleInfo;
import dev.policygate.finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rules that hold, and what each weighs. */
public final class RuleSet {

  private final List<Entry> entries;

  private RuleSet(List<Entry> entries) {
    this.entries = List.copyOf(entries);
  }

  /** A rule that holds; what it finds weighs what {@code severity} says. */
  public record Entry(Rule rule, Severity severity) {

    /** Who speaks in its findings. */
    RuleInfo info() {
      RuleInfo own = rule.info();
      return own.severity() == severity ? own : new RuleInfo(own.id(), severity, own.summary());
    }
  }

  /** What a profile says about a rule. */
  public enum Choice {
    ERROR("error"),
    WARNING("warning"),
    OFF("off");

    private final String word;

    Choice(String word) {
      this.word = word;
    }

    /** How profiles write it. */
    public String word() {
      return word;
    }

    /** What a rule weighs then; empty when it does not hold. */
    public Optional<Severity> severity() {
      return switch (this) {
        case ERROR -> Optional.of(Severity.ERROR);
        case WARNING -> Optional.of(Severity.WARNING);
        case OFF -> Optional.empty();
      };
    }
  }

  /** All of them, each weighing what it says of itself. */
  public static RuleSet of(List<Rule> rules) {
    return of(rules, Map.of());
  }

  /** Those that are not switched off, each weighing what is chosen for it. */
  public static RuleSet of(List<Rule> rules, Map<String, Choice> choices) {
    List<Entry> entries = new ArrayList<>();
    for (Rule rule : rules) {
      Choice choice = choices.get(rule.info().id());
      if (choice == null) {
        entries.add(new Entry(rule, rule.info().severity()));
      } else {
        Optional<Severity> severity = choice.severity();
        if (severity.isPresent()) {
          entries.add(new Entry(rule, severity.get()));
        }
      }
    }
    return new RuleSet(entries);
  }

  /** The rules that hold, in the order in which they are asked. */
  public List<Entry> entries() {
    return entries;
  }
}
