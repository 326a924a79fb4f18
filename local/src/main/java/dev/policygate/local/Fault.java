package dev.policygate.local;

import java.time.Duration;

/** Something that goes wrong with a call. */
public sealed interface Fault {

  /**
   * The call is answered with an error, and nothing is done.
   *
   * @param code the code as the service's protocol spells it
   */
  record Refusal(int status, String code, String message) implements Fault {}

  /** The call is answered with an error that all services have, and nothing is done. */
  record CommonRefusal(CommonError error) implements Fault {}

  /** The connection breaks before anything is done. */
  record LostRequest() implements Fault {}

  /** Everything is done, and the connection breaks before the answer is sent. */
  record LostAnswer() implements Fault {}

  /** The call takes that much longer. */
  record Delay(Duration time) implements Fault {}
}
