/** The whole way from a bundle to a verdict: what the function, the command line and tests call. */
@NullMarked
package dev.policygate.gate;

import org.jspecify.annotations.NullMarked;
