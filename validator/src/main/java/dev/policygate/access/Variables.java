package dev.policygate.access;

import dev.policygate.policy.Template;
import org.jspecify.annotations.Nullable;

/** The values with which policy variables are replaced. */
interface Variables {

  /** The value, or null where there is none: then nothing equals it and nothing is like it. */
  @Nullable String valueOf(Template.Variable variable);

  /**
   * Whether it is certain that the variable has no value; else one may be found later.
   *
   * @param variable one of which {@link #valueOf} knows none
   */
  boolean isWithoutValue(Template.Variable variable);
}
