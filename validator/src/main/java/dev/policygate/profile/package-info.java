/** Which accounts there are, and what holds for them. */
@NullMarked
package dev.policygate.profile;

import org.jspecify.annotations.NullMarked;
