package dev.policygate.local;

import java.util.Optional;

/**
 * Which calls a fault is for; what is empty matches everything.
 *
 * @param service such as {@code iam}
 * @param operation such as {@code CreatePolicy}
 * @param principal the caller's ARN, or that of the role whose session it is
 */
public record CallPattern(
    Optional<String> service, Optional<String> operation, Optional<String> principal) {

  public static CallPattern any() {
    return new CallPattern(Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static CallPattern of(String service) {
    return new CallPattern(Optional.of(service), Optional.empty(), Optional.empty());
  }

  public static CallPattern of(String service, String operation) {
    return new CallPattern(Optional.of(service), Optional.of(operation), Optional.empty());
  }

  /** The same calls, if they are made by the principal with this ARN. */
  public CallPattern by(String principalArn) {
    return new CallPattern(service, operation, Optional.of(principalArn));
  }

  boolean matches(String calledService, String calledOperation, Caller caller) {
    return service.filter(wanted -> !wanted.equals(calledService)).isEmpty()
        && operation.filter(wanted -> !wanted.equals(calledOperation)).isEmpty()
        && principal.filter(wanted -> !isOrPlays(caller, wanted)).isEmpty();
  }

  private static boolean isOrPlays(Caller caller, String arn) {
    return caller.arn().equals(arn)
        || (caller.identity() instanceof Principal.RoleSession session
            && session.roleArn().equals(arn));
  }
}
