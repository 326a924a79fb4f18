package dev.policygate.access;

import dev.policygate.policy.Template;
import org.jspecify.annotations.Nullable;

/** The values with which policy variables are replaced. */
@FunctionalInterface
interface Variables {

  /** No variable has one. */
  Variables NONE = _ -> null;

  /** The value, or null where there is none: then nothing equals it and nothing is like it. */
  @Nullable String valueOf(Template.Variable variable);
}
