package dev.policygate.access;

import dev.policygate.catalog.Catalog;
import java.util.List;

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

  /** The same for another action, of which the same statements speak. */
  Witness of(String action) {
    return new Witness(
        request.withAction(action), Catalog.bundled().action(action).isPresent(), allowedBy);
  }
}
