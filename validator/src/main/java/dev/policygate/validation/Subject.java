package dev.policygate.validation;

import dev.policygate.access.Permissions;
import dev.policygate.catalog.Catalog;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Confinement;
import dev.policygate.reach.Powers;
import dev.policygate.reach.Reach;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What is judged: the documents that one principal would hold, as they would be created. */
public final class Subject {

  private final List<SealedPolicy> documents;
  private final Optional<Policy> boundary;
  private final List<Statement> statements = new ArrayList<>();
  private final Permissions permissions;
  private final Catalog catalog;
  private final Powers powers;
  private final Confinement confinement;
  private final Reach reach;

  /**
   * Prepares to be judged where the place of a request narrows nothing.
   *
   * @param documents at least one
   * @param boundary the permissions boundary of the principal
   */
  public Subject(
      List<SealedPolicy> documents, Optional<Policy> boundary, Catalog catalog, Powers powers) {
    this(documents, boundary, catalog, powers, Confinement.NONE);
  }

  private Subject(
      List<SealedPolicy> documents,
      Optional<Policy> boundary,
      Catalog catalog,
      Powers powers,
      Confinement confinement) {
    this.documents = List.copyOf(documents);
    this.boundary = boundary;
    List<Policy> sealed = new ArrayList<>();
    for (SealedPolicy document : documents) {
      sealed.add(document.document());
      statements.addAll(document.authored().statements());
    }
    Permissions identity = Permissions.of(sealed);
    this.permissions = boundary.isPresent() ? identity.within(boundary.get()) : identity;
    this.catalog = catalog;
    this.powers = powers;
    this.confinement = confinement;
    this.reach = new Reach(sealed, statements, boundary, permissions, catalog, powers, confinement);
  }

  /** The same where the place of a request narrows what the profile says. */
  public Subject within(Confinement places) {
    return places.keys().equals(confinement.keys())
        ? this
        : new Subject(documents, boundary, catalog, powers, places);
  }

  public List<SealedPolicy> documents() {
    return documents;
  }

  public Optional<Policy> boundary() {
    return boundary;
  }

  /** The statements that authors wrote: those that findings are about. */
  public List<Statement> statements() {
    return List.copyOf(statements);
  }

  /** What the documents grant together, within the boundary. */
  public Permissions permissions() {
    return permissions;
  }

  /** What they reach. */
  public Reach reach() {
    return reach;
  }
}
