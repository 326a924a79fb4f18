package dev.policygate.bundle;

import dev.policygate.finding.Located;
import java.util.Optional;

/**
 * What {@code metadata.json} says about the policy to create.
 *
 * @param policyName 1 to 128 characters that IAM takes in a name
 * @param description at most 1,000 characters
 * @param team as it was written; to be believed only where the account's profile lists it
 */
public record Metadata(
    Located<String> policyName,
    Optional<Located<String>> description,
    Optional<Located<String>> team) {}
