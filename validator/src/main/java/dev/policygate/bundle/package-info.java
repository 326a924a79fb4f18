/**
 * What an account administrator submits, read from bytes that are hostile until proven otherwise.
 */
@NullMarked
package dev.policygate.bundle;

import org.jspecify.annotations.NullMarked;
