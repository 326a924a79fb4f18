/**
 * AWS's service authorization reference: which actions there are, which resources they take, which
 * condition keys a request for them carries. Read from the class path, each service when it is
 * first asked for. What is not known is an empty answer; AWS adds to it every day.
 */
@NullMarked
package dev.policygate.catalog;

import org.jspecify.annotations.NullMarked;
