/** One final class for each rule, and the list of them. */
@NullMarked
package dev.policygate.rules;

import org.jspecify.annotations.NullMarked;
