package dev.policygate.policy;

/**
 * An entry of {@code Resource} or {@code NotResource}: an ARN with wildcards and policy variables,
 * or {@code *}. Letters match in their own case only.
 *
 * @param text as it is written
 */
public record ResourcePattern(String text) {}
