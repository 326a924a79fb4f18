/** What IAM refuses in the writing of a policy, and what is written to no effect. */
@NullMarked
package dev.policygate.rules.grammar;

import org.jspecify.annotations.NullMarked;
