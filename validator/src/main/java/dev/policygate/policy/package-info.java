/** An identity policy: the document, its strict parser and its writer. */
@NullMarked
package dev.policygate.policy;

import org.jspecify.annotations.NullMarked;
