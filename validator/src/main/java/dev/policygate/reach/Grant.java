package dev.policygate.reach;

import dev.policygate.finding.Located;
import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;

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
    Located<ResourcePattern> resource) {}
