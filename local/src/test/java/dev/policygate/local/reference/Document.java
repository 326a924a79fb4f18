package dev.policygate.local.reference;

import dev.policygate.local.CallRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A policy document. */
record Document(List<Statement> statements) {

  static Document parse(String text) {
    Map<String, Object> policy = JsonTree.object(JsonTree.parse(text));
    // Older versions of the language know no variables.
    boolean variables = "2012-10-17".equals(policy.get("Version"));
    List<Statement> statements = new ArrayList<>();
    for (Object statement : JsonTree.list(JsonTree.member(policy, "Statement"))) {
      statements.add(Statement.of(JsonTree.object(statement), variables));
    }
    return new Document(statements);
  }

  boolean allows(CallRequest request) {
    return statements.stream()
        .anyMatch(statement -> statement.allow() && statement.applies(request));
  }

  boolean denies(CallRequest request) {
    return statements.stream()
        .anyMatch(statement -> !statement.allow() && statement.applies(request));
  }

  /** To whom this document allows {@code request}, at best; for policies of resources. */
  ReferenceEvaluator.Grant grant(CallRequest request) {
    return statements.stream()
        .filter(statement -> statement.allow() && statement.applies(request))
        .map(statement -> statement.principals().grant(request.principal()))
        .max(ReferenceEvaluator.Grant::compareTo)
        .orElse(ReferenceEvaluator.Grant.NONE);
  }
}
