/**
 * What permissions reach: which powers they give, over which resources, and what narrows them.
 * Rules ask here instead of looking at how a policy is spelled.
 */
@NullMarked
package dev.policygate.reach;

import org.jspecify.annotations.NullMarked;
