/**
 * For the tests of rules, ours and other people's: says exactly what a rule finds in a document.
 *
 * <p>It is part of the library, and not of a jar of tests, so that whoever extends the gate has it
 * with the one dependency he needs anyway. It knows no test framework, and nothing of the gate
 * knows it.
 */
@NullMarked
package dev.policygate.testing;

import org.jspecify.annotations.NullMarked;
