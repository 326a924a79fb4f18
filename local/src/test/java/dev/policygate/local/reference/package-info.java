/**
 * A small evaluator of IAM policies, written to be obviously right rather than fast: loops and
 * regular expressions, in the order in which IAM's documentation tells the logic. It shares no code
 * with anything that it is held against.
 */
@NullMarked
package dev.policygate.local.reference;

import org.jspecify.annotations.NullMarked;
