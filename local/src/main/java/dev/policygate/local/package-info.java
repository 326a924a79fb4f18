@NullMarked
package dev.policygate.local;

import org.jspecify.annotations.NullMarked;
