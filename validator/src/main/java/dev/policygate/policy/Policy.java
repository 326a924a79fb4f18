package dev.policygate.policy;

import dev.policygate.finding.Location;
import java.util.List;

/**
 * An identity policy of version {@link #VERSION}, as IAM would read it.
 *
 * @param statements in the order of the document; at least one
 * @param location of the document
 */
public record Policy(List<Statement> statements, Location location) {

  /** The only version that is read: in an older one, variables are plain text. */
  public static final String VERSION = "2012-10-17";

  public Policy {
    statements = List.copyOf(statements);
  }
}
