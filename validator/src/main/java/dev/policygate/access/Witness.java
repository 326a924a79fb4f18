package dev.policygate.access;

import dev.policygate.catalog.Catalog;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A concrete request that shows an answer.
 *
 * @param request a request that the one side allows and the other does not
 * @param known whether AWS has the action today; a later one counts as well
 * @param allowedBy the statements that allow it
 */
public record Witness(Request request, boolean known, List<Site> allowedBy) {
  public Witness {
    allowedBy = List.copyOf(allowedBy);
  }

  /**
   * In one line, for people: the request, as {@link Request#text} has it, and whether its action is
   * one of today.
   *
   * @param spelling how to spell a key that is given in lower case
   */
  public String text(UnaryOperator<String> spelling) {
    return request.text(spelling)
        + (known ? "" : " (an action that AWS may add, not one of today)");
  }

  /** The same with keys in lower case. */
  public String text() {
    return text(UnaryOperator.identity());
  }

  /** The same for another action, of which the same statements speak. */
  Witness of(String action) {
    return new Witness(
        request.withAction(action), Catalog.bundled().action(action).isPresent(), allowedBy);
  }
}
