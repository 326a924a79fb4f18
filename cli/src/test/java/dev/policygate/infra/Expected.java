package dev.policygate.infra;

import static dev.policygate.infra.Stacks.SANDBOX;
import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.map;

import dev.policygate.infra.Stack.Resource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What the services should hold after a deployment, in the words of {@code accounts.py}. */
final class Expected {

  private Expected() {}

  /** LocalStack leaves the encryption of buckets out, which the documentation names. */
  static Map<String, Object> blueprint() {
    Stack prerequisites = Stacks.sandboxPrerequisites();
    Map<String, Object> tree =
        TwoAccounts.of(
            List.of(
                prerequisites,
                Stacks.securityGate(),
                Stacks.securityPrerequisites(prerequisites),
                Stacks.sandboxPipeline(prerequisites, "Closed")));
    map(at(tree, "buckets"))
        .values()
        .forEach(buckets -> map(buckets).values().forEach(bucket -> map(bucket).remove("key")));
    map(at(map(at(map(at(tree, "buckets")), SANDBOX)), prerequisites.output("ArtifactBucket")))
        .put("eventBridge", true);
    return tree;
  }

  /** Alarms, rules and topic. */
  static Map<String, Object> watch() {
    Stack watch = Stacks.securityWatch(Stacks.securityGate(), "Other", "No");
    Map<String, Object> rules = byName(watch.resources("AWS::Events::Rule"), "Name");
    rules.values().forEach(rule -> map(rule).putIfAbsent("State", "ENABLED"));
    Map<String, Object> topic =
        Map.of(
            "KmsMasterKeyId", "${policy-gate-security}",
            "PolicyDocument", at(watch.resource("AlarmsPolicy").properties(), "PolicyDocument"),
            "Subscriptions", List.of(List.of("email", "gate@example.org")));
    return Map.of(
        "alarms", byName(watch.resources("AWS::CloudWatch::Alarm"), "AlarmName"),
        "rules", rules,
        "topics", Map.of("arn:aws:sns:us-east-1:111111111111:policy-gate-alarms", topic));
  }

  private static Map<String, Object> byName(List<Resource> resources, String name) {
    return resources.stream()
        .collect(Collectors.toMap(each -> each.text(name), Resource::properties));
  }
}
