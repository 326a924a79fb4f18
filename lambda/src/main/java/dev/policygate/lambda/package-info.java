/** The function: from a CodePipeline job to its result. */
@NullMarked
package dev.policygate.lambda;

import org.jspecify.annotations.NullMarked;
