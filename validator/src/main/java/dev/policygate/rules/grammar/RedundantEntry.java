package dev.policygate.rules.grammar;

import dev.policygate.access.ConditionValues;
import dev.policygate.access.Patterns;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Warns of entries of a list that another entry of it holds already. */
final class RedundantEntry implements StatementRule {

  /** In longer lists, of which no policy has room, only entries that are the same are seen. */
  private static final int LONGEST = 6_144;

  private static final RuleInfo INFO =
      RuleInfo.warning("RedundantEntry", "An entry of a list is held by another one");

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> impliedBy() {
    return Set.of("AdministratorAccess");
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    List<Entry> actions = new ArrayList<>();
    for (Located<ActionPattern> action : statement.action().patterns()) {
      actions.add(new Entry(action.value().text(), action.value().folded(), action.location()));
    }
    find(actions, Kind.ACTION, violations);
    List<Entry> resources = new ArrayList<>();
    for (Located<ResourcePattern> resource : statement.resource().patterns()) {
      String text = resource.value().text();
      resources.add(new Entry(text, text, resource.location()));
    }
    find(resources, Kind.PATTERN, violations);
    for (Condition condition : statement.conditions()) {
      List<Entry> values = new ArrayList<>();
      for (Located<String> value : condition.values()) {
        values.add(new Entry(value.value(), value.value(), value.location()));
      }
      find(values, Kind.of(condition.operator().value().comparison()), violations);
    }
    return violations;
  }

  /**
   * One of a list.
   *
   * @param key equal for entries that are the same
   */
  private record Entry(String text, String key, Location location) {}

  /** When one entry makes another say nothing more. */
  private enum Kind {
    ACTION,
    PATTERN,
    TEXT,
    LESS,
    GREATER;

    static Kind of(Comparison comparison) {
      return switch (comparison) {
        case STRING_LIKE, STRING_NOT_LIKE -> PATTERN;
        case NUMERIC_LESS_THAN, NUMERIC_LESS_THAN_EQUALS -> LESS;
        case NUMERIC_GREATER_THAN, NUMERIC_GREATER_THAN_EQUALS -> GREATER;
        default -> TEXT;
      };
    }

    /** Whether an entry may hold others than its own likes. */
    boolean mayHoldOthers(String one) {
      return switch (this) {
        case ACTION, PATTERN -> one.indexOf('*') >= 0 || one.indexOf('?') >= 0;
        case TEXT -> false;
        case LESS, GREATER -> true;
      };
    }

    boolean holds(String one, String other) {
      return switch (this) {
        case ACTION -> Patterns.covers(one, other);
        case PATTERN -> Patterns.covers(new ResourcePattern(one), new ResourcePattern(other));
        case TEXT -> one.equals(other);
        case LESS -> order(one, other) >= 0;
        case GREATER -> order(one, other) <= 0;
      };
    }

    /** How two numbers compare; what is no number compares only with itself. */
    private static double order(String one, String other) {
      if (!ConditionValues.isNumber(one) || !ConditionValues.isNumber(other)) {
        return one.equals(other) ? 0 : Double.NaN;
      }
      return Double.compare(Double.parseDouble(one), Double.parseDouble(other));
    }
  }

  private static void find(List<Entry> entries, Kind kind, List<Violation> violations) {
    if (entries.size() < 2) {
      return;
    }
    Map<String, Integer> first = new HashMap<>();
    List<Integer> wide = new ArrayList<>();
    int length = 0;
    for (int i = 0; i < entries.size(); i++) {
      String key = entries.get(i).key();
      length += key.length();
      if (first.putIfAbsent(key, i) == null && kind.mayHoldOthers(key)) {
        wide.add(i);
      }
    }
    if (length > LONGEST) {
      wide.clear();
    }
    for (int i = 0; i < entries.size(); i++) {
      int holder = holder(i, entries, kind, first.getOrDefault(entries.get(i).key(), i), wide);
      if (holder != i) {
        violations.add(
            Violation.at(
                entries.get(i).location(),
                "`%s` is held by `%s` already"
                    .formatted(entries.get(i).text(), entries.get(holder).text()),
                "leave it out"));
      }
    }
  }

  /** The entry that holds the one at {@code i}: itself if none does. */
  private static int holder(int i, List<Entry> entries, Kind kind, int same, List<Integer> wide) {
    if (same != i) {
      return same;
    }
    String entry = entries.get(i).key();
    for (int j : wide) {
      String other = entries.get(j).key();
      // Of two that hold each other, the later one goes.
      if (i != j && kind.holds(other, entry) && (j < i || !kind.holds(entry, other))) {
        return j;
      }
    }
    return i;
  }
}
