/** What a policy names and AWS does not have. */
@NullMarked
package dev.policygate.rules.catalogue;

import org.jspecify.annotations.NullMarked;
