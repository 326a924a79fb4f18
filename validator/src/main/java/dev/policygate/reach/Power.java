package dev.policygate.reach;

import java.util.HashSet;
import java.util.Set;

/** What an action does that matters to the gate, beyond what the catalogue says of it. */
public enum Power {
  /** Changes what an identity may do. */
  PERMISSIONS,
  /** Changes who may become an identity of the account. */
  TRUST,
  /** Changes or removes a permissions boundary. */
  BOUNDARY,
  /** Makes or changes credentials of an identity. */
  CREDENTIALS,
  /** Creates an identity that can act. */
  PRINCIPALS,
  /** Changes which identities there are. */
  IDENTITIES,
  /** Changes tags on which permissions may depend. */
  IDENTITY_TAGS,
  /** Creates a role that AWS itself defines. */
  SERVICE_LINKED_ROLE,
  /** Lets a service act with a role. */
  PASS_ROLE,
  /** Becomes a role. */
  ASSUME_ROLE,
  /** Hands out credentials. */
  MINT,
  /** Reads secrets. */
  SECRET_READ,
  /** Reads what people keep. */
  DATA_READ,
  /** Changes or deletes what people keep. */
  DATA_WRITE,
  /** Changes code that others run. */
  CODE_WRITE,
  /** Runs commands under roles of others. */
  RUN_AS,
  /** Lets others in, or makes public. */
  SHARING,
  /** Blinds those who watch the account. */
  AUDIT,
  /** Changes the account as a whole, or its place in the organization. */
  ACCOUNT,
  /** Hands out code, environment variables or user data. */
  CODE_READ,
  /** Reads what programs wrote in their logs. */
  LOG_READ,
  /** Changes something else. */
  WRITE,
  /** Nothing that matters, on whatever resource. */
  HARMLESS,
  /** Nobody knows, so it may be anything. */
  UNKNOWN;

  // Neither EnumSet nor valueOf: both ask for the constants by reflection, which a JVM that has
  // just
  // started has to set up first.

  /** All of them. */
  public static final Set<Power> ALL = Set.of(values());

  /** All but some. */
  public static Set<Power> allBut(Set<Power> some) {
    Set<Power> others = new HashSet<>(ALL);
    others.removeAll(some);
    return others;
  }

  /**
   * The power of that name.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Power named(String name) {
    for (Power power : values()) {
      if (power.name().equals(name)) {
        return power;
      }
    }
    throw new IllegalArgumentException("there is no power " + name);
  }
}
