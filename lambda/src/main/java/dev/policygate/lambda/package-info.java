@NullMarked
package dev.policygate.lambda;

import org.jspecify.annotations.NullMarked;
