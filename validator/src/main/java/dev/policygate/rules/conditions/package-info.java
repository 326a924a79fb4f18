/** Conditions that do not do what they seem to. */
@NullMarked
package dev.policygate.rules.conditions;

import org.jspecify.annotations.NullMarked;
