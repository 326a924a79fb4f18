/** Appends the security team's own deny statements to a policy, and proves that they hold. */
@NullMarked
package dev.policygate.guardrail;

import org.jspecify.annotations.NullMarked;
