/** {@code policygate}: the command line. */
@NullMarked
package dev.policygate.cli;

import org.jspecify.annotations.NullMarked;
