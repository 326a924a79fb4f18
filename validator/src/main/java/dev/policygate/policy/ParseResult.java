package dev.policygate.policy;

import dev.policygate.finding.Finding;
import java.util.List;

/** What a text turned out to be. */
public sealed interface ParseResult {

  /** What keeps the text from being a policy. */
  List<Finding> findings();

  /** A policy, read without a doubt. */
  record Parsed(Policy policy) implements ParseResult {
    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /**
   * JSON, but not a policy that IAM would read as we do.
   *
   * @param findings all that is wrong, in the order of the text
   */
  record Refused(List<Finding> findings) implements ParseResult {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /** No JSON. */
  record Unreadable(Finding finding) implements ParseResult {
    @Override
    public List<Finding> findings() {
      return List.of(finding);
    }
  }
}
