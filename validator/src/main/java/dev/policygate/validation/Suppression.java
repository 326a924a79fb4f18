package dev.policygate.validation;

import dev.policygate.finding.Location;
import java.time.LocalDate;
import java.util.Optional;

/**
 * What a rule finds in one policy, and somebody answers for: it is still reported, but does not
 * reject.
 *
 * @param rule the id of the rule
 * @param policy the name of the policy; letters match in either case, as IAM's names do
 * @param pointer RFC 6901, of the place or of what holds it; the whole policy where there is none
 * @param fingerprint of what the policy says; when that changes, the finding counts again
 * @param reason why it may be
 * @param owner who answers for it
 * @param expires the last day on which it holds
 * @param location where the profile says so
 */
public record Suppression(
    String rule,
    String policy,
    Optional<String> pointer,
    String fingerprint,
    String reason,
    String owner,
    LocalDate expires,
    Location location) {}
