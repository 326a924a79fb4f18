/** The engine that asks rules of what documents grant. */
@NullMarked
package dev.policygate.validation;

import org.jspecify.annotations.NullMarked;
