package dev.policygate.validation;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** One cause, one finding: what has been said already by a rule that says it better. */
final class Causes {

  private final Map<String, List<Said>> byRule;
  private final IdentityHashMap<Said, Boolean> told = new IdentityHashMap<>();

  /** Looks at what all rules said, by their ids. */
  Causes(Map<String, List<Said>> byRule) {
    this.byRule = byRule;
  }

  /** Whether another finding, which is told, tells the cause of this one. */
  boolean areToldBesides(Said said) {
    Boolean known = told.get(said);
    if (known != null) {
      return known;
    }
    // Rules that imply each other: the one that is asked about first is not told.
    told.put(said, false);
    boolean besides = isImplied(said);
    told.put(said, besides);
    return besides;
  }

  private boolean isImplied(Said said) {
    for (String id : said.by().rule().impliedBy()) {
      for (Said other : byRule.getOrDefault(id, List.of())) {
        if (other.weighsAsMuchAs(said.by())
            && other.isOfTheSameCauseAs(said)
            && !areToldBesides(other)) {
          return true;
        }
      }
    }
    return false;
  }
}
