package dev.policygate.policy;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import java.util.List;

/** Which actions a statement speaks of. */
public sealed interface ActionElement {

  /** At least one; a string in the document is a list of one. */
  List<Located<ActionPattern>> patterns();

  /** Where the element's name stands. */
  Location location();

  /** The element's name in a document. */
  String name();

  /** The actions that match one of the patterns. */
  record Action(List<Located<ActionPattern>> patterns, Location location) implements ActionElement {
    public Action {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
      return "Action";
    }
  }

  /** Every action but those that match one of the patterns: also those that AWS adds tomorrow. */
  record NotAction(List<Located<ActionPattern>> patterns, Location location)
      implements ActionElement {
    public NotAction {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
      return "NotAction";
    }
  }
}
