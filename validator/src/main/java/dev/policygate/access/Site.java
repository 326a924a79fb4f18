package dev.policygate.access;

import dev.policygate.policy.Statement;

/**
 * A statement that had a part in an answer.
 *
 * @param index of the statement in its document, from 0
 */
public record Site(Layer layer, int index, Statement statement) {}
