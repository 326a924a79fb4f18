package dev.policygate.reach;

import dev.policygate.access.Layer;
import dev.policygate.access.NamePattern;
import dev.policygate.access.Site;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What grants something, in the author's words.
 *
 * @param granted the action that was asked about
 * @param action the entry that holds it; of a {@code NotAction} the first one
 * @param resource the entry that holds the resource; of a {@code NotResource} the first one
 */
public record Grant(
    String granted,
    Statement statement,
    Located<ActionPattern> action,
    Located<ResourcePattern> resource) {

  /**
   * What grants an action on a resource: of the sites that allow it the first that an author wrote.
   */
  static Optional<Grant> by(
      List<Site> sites, List<Statement> authored, String action, String resource) {
    for (Site site : sites) {
      for (Statement mine : authored) {
        if (site.layer() == Layer.IDENTITY
            && isSame(mine.location(), site.statement().location())) {
          return Optional.of(
              new Grant(action, mine, holding(action, mine), holdingResource(resource, mine)));
        }
      }
    }
    return Optional.empty();
  }

  private static boolean isSame(Location one, Location other) {
    return one.line() == other.line()
        && one.column() == other.column()
        && one.file().equals(other.file());
  }

  private static Located<ActionPattern> holding(String action, Statement statement) {
    List<Located<ActionPattern>> entries = statement.action().patterns();
    for (Located<ActionPattern> entry : entries) {
      String text = entry.value().text();
      if (beginsAs(text, action) && NamePattern.of(text).matches(action)) {
        return entry;
      }
    }
    return entries.getFirst();
  }

  /** Whether a text begins as a pattern does before its first wildcard: most do not. */
  private static boolean beginsAs(String pattern, String text) {
    int plain = 0;
    while (plain < pattern.length()
        && pattern.charAt(plain) != '*'
        && pattern.charAt(plain) != '?') {
      plain++;
    }
    return text.regionMatches(true, 0, pattern, 0, plain);
  }

  private static Located<ResourcePattern> holdingResource(String resource, Statement statement) {
    List<Located<ResourcePattern>> entries = statement.resource().patterns();
    for (Located<ResourcePattern> entry : entries) {
      if (NamePattern.of(Breadth.widened(entry.value().text())).matches(resource)) {
        return entry;
      }
    }
    return entries.getFirst();
  }
}
