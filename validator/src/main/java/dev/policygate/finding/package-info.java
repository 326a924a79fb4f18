/** What is wrong, where, and what to do: the one shape in which every part of the gate says so. */
@NullMarked
package dev.policygate.finding;

import org.jspecify.annotations.NullMarked;
