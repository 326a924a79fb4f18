package dev.policygate.policy;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import java.util.List;
import java.util.Optional;

/**
 * One statement: what is allowed or denied, on what, and when.
 *
 * @param conditions all of them must hold; empty when the statement holds always
 * @param emptyBlocks {@code Condition}, or operators in it, under which nothing is written
 * @param location of the statement's opening brace
 */
public record Statement(
    Optional<Located<String>> sid,
    Located<Effect> effect,
    ActionElement action,
    ResourceElement resource,
    List<Condition> conditions,
    List<Located<String>> emptyBlocks,
    Location location) {

  public Statement {
    conditions = List.copyOf(conditions);
    emptyBlocks = List.copyOf(emptyBlocks);
  }

  /** A statement without empty blocks. */
  public Statement(
      Optional<Located<String>> sid,
      Located<Effect> effect,
      ActionElement action,
      ResourceElement resource,
      List<Condition> conditions,
      Location location) {
    this(sid, effect, action, resource, conditions, List.of(), location);
  }

  public boolean allows() {
    return effect.value() == Effect.ALLOW;
  }

  public boolean denies() {
    return effect.value() == Effect.DENY;
  }

  /** The same statement under another Sid. */
  public Statement withSid(Optional<Located<String>> other) {
    return new Statement(other, effect, action, resource, conditions, emptyBlocks, location);
  }
}
