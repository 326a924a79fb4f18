package dev.policygate.access;

import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
      for (int i = 0; i < policy.statements().size(); i++) {
        Statement statement = policy.statements().get(i);
        Clause clause = Clause.of(new Site(layer, i, statement));
        (statement.allows() ? allows : denies).add(clause);
      }
    }
    return new Tier(layer, allows, denies);
  }

  Tier bind(Function<Template.Variable, Optional<String>> values) {
    return new Tier(
        layer,
        allows.stream().map(clause -> clause.bind(values)).toList(),
        denies.stream().map(clause -> clause.bind(values)).toList());
  }
}
