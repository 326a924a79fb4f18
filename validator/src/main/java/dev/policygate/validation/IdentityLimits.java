package dev.policygate.validation;

import java.util.List;

/**
 * Within which limits identities may be changed without the gate.
 *
 * @param attachable patterns of the ARNs of policies that may be attached
 * @param boundaries patterns of the ARNs of permissions boundaries under which identities may be
 *     created; none when the policies themselves say which
 */
public record IdentityLimits(List<String> attachable, List<String> boundaries) {
  public IdentityLimits {
    attachable = List.copyOf(attachable);
    boundaries = List.copyOf(boundaries);
  }
}
