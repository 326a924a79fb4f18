package dev.policygate.reach;

import dev.policygate.access.NamePattern;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Of which actions statements speak that allow something, whatever their resources and conditions:
 * no other can be granted.
 */
final class SpokenActions {

  private final List<Allowing> allowing = new ArrayList<>();
  private final Map<String, Boolean> known = new HashMap<>();

  SpokenActions(List<Statement> statements) {
    for (Statement statement : statements) {
      if (statement.allows()) {
        allowing.add(Allowing.of(statement));
      }
    }
  }

  /**
   * Whether one of them speaks of the action.
   *
   * @param action {@code service:Name}, in any case of letters
   */
  boolean of(String action) {
    Boolean spoken = known.get(action);
    if (spoken == null) {
      spoken = speakOf(action);
      known.put(action, spoken);
    }
    return spoken;
  }

  private boolean speakOf(String action) {
    for (Allowing statement : allowing) {
      if (statement.speaksOf(action)) {
        return true;
      }
    }
    return false;
  }

  /** The actions of a statement. */
  private record Allowing(boolean notActions, List<Spelled> patterns) {

    static Allowing of(Statement statement) {
      List<Spelled> patterns = new ArrayList<>();
      for (var pattern : statement.action().patterns()) {
        patterns.add(Spelled.of(pattern.value().text()));
      }
      return new Allowing(statement.action() instanceof ActionElement.NotAction, patterns);
    }

    boolean speaksOf(String action) {
      for (Spelled pattern : patterns) {
        if (pattern.holds(action)) {
          return !notActions;
        }
      }
      return notActions;
    }
  }

  /**
   * A pattern of actions.
   *
   * @param start what all of them start with: the service and its colon, or nothing where it is a
   *     pattern, too
   */
  private record Spelled(NamePattern pattern, String start) {

    static Spelled of(String text) {
      String service = text.substring(0, text.indexOf(':') + 1);
      boolean wild = service.indexOf('*') >= 0 || service.indexOf('?') >= 0;
      return new Spelled(NamePattern.of(text), wild ? "" : service);
    }

    /** Most are of other services, which is seen at a glance. */
    boolean holds(String action) {
      return action.regionMatches(true, 0, start, 0, start.length()) && pattern.matches(action);
    }
  }
}
