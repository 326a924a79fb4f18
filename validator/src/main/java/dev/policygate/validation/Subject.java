package dev.policygate.validation;

import dev.policygate.access.Permissions;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import java.util.List;
import java.util.Optional;

/**
 * What is judged: the documents that one principal would hold, as they would be created.
 *
 * @param documents at least one
 * @param boundary the permissions boundary of the principal
 */
public record Subject(List<SealedPolicy> documents, Optional<Policy> boundary) {

  public Subject {
    documents = List.copyOf(documents);
  }

  public static Subject of(SealedPolicy document) {
    return new Subject(List.of(document), Optional.empty());
  }

  /** The statements that authors wrote: those that findings are about. */
  public List<Statement> statements() {
    return documents.stream()
        .flatMap(document -> document.authored().statements().stream())
        .toList();
  }

  /** What the documents grant together, within the boundary. */
  public Permissions permissions() {
    Permissions identity = Permissions.of(documents.stream().map(SealedPolicy::document).toList());
    return boundary.map(identity::within).orElse(identity);
  }
}
