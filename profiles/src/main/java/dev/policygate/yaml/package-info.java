/** Profiles as people write them: YAML, with the place of everything. Not part of the function. */
@NullMarked
package dev.policygate.yaml;

import org.jspecify.annotations.NullMarked;
