@NullMarked
package dev.policygate.policy;

import org.jspecify.annotations.NullMarked;
