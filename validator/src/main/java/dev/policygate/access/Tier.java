package dev.policygate.access;

import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import java.util.ArrayList;
import java.util.List;

/** The statements of one layer: one of them must allow what the layer lets through. */
record Tier(Layer layer, List<Clause> allows, List<Clause> denies) {

  Tier {
    allows = List.copyOf(allows);
    denies = List.copyOf(denies);
  }

  static Tier of(Layer layer, List<Policy> policies) {
    List<Clause> allows = new ArrayList<>();
    List<Clause> denies = new ArrayList<>();
    for (Policy policy : policies) {
      int index = 0;
      for (Statement statement : policy.statements()) {
        Clause clause = Clause.of(new Site(layer, index++, statement));
        (statement.allows() ? allows : denies).add(clause);
      }
    }
    return new Tier(layer, allows, denies);
  }
}
