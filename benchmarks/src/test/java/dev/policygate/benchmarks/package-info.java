/** What the access engine and a verdict cost, measured with JMH. */
@NullMarked
package dev.policygate.benchmarks;

import org.jspecify.annotations.NullMarked;
