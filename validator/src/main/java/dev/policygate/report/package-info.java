/** One verdict, many faces. */
@NullMarked
package dev.policygate.report;

import org.jspecify.annotations.NullMarked;
