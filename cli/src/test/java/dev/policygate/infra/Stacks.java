package dev.policygate.infra;

import static dev.policygate.infra.Template.at;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The stacks that {@code scripts/deploy} makes, wired to each other as it wires them. */
public final class Stacks {

  public static final String SECURITY = "111111111111";
  public static final String SANDBOX = "222222222222";

  /** The role that deploys in the security account. */
  static final String DEPLOYER = "arn:aws:iam::111111111111:role/deployment/Deployer";

  private static final String MANAGEMENT = "999999999999";

  private Stacks() {}

  /** Those of the security account and of one sandbox that the embedded AWS has use for. */
  static List<Stack> ofTwoAccounts() {
    Stack prerequisites = sandboxPrerequisites();
    return List.of(
        prerequisites,
        securityGate(),
        securityPrerequisites(prerequisites),
        sandboxPipeline(prerequisites));
  }

  static Stack sandboxPrerequisites() {
    return Stack.of("sandbox-prerequisites.yaml", SANDBOX, Map.of("CentralAccount", SECURITY));
  }

  static Stack securityGate() {
    return Stack.of("security-gate.yaml", SECURITY, Map.of("SandboxAccounts", SANDBOX));
  }

  static Stack securityPrerequisites(Stack prerequisites) {
    return Stack.of(
        "security-prerequisites.yaml",
        SECURITY,
        Map.of(
            "SandboxAccount", SANDBOX,
            "ArtifactBucket", prerequisites.output("ArtifactBucket"),
            "CMKARN", prerequisites.output("CMKARN")));
  }

  static Stack sandboxPipeline(Stack prerequisites) {
    return sandboxPipeline(prerequisites, "Open");
  }

  static Stack sandboxPipeline(Stack prerequisites, String gate) {
    return Stack.of(
        "sandbox-pipeline.yaml",
        SANDBOX,
        Map.of(
            "CentralAccount",
            SECURITY,
            "ArtifactBucket",
            prerequisites.output("ArtifactBucket"),
            "CMKARN",
            prerequisites.output("CMKARN"),
            "Gate",
            gate));
  }

  /** Alarms and rules; without what {@code trail} and {@code dashboard} leave out. */
  static Stack securityWatch(Stack securityGate, String trail, String dashboard) {
    return Stack.of(
        "security-watch.yaml",
        SECURITY,
        Map.of(
            "SecurityKeyArn",
            securityGate.output("SecurityKeyArn"),
            "AlarmEmail",
            "gate@example.org",
            "DeployerArns",
            DEPLOYER,
            "Trail",
            trail,
            "Dashboard",
            dashboard));
  }

  /** The patterns of all rules, as text, by the names of the rules. */
  static Map<String, String> eventPatterns() {
    Map<String, String> patterns = new LinkedHashMap<>();
    for (Stack stack :
        List.of(
            sandboxPipeline(sandboxPrerequisites()), securityWatch(securityGate(), "Own", "Yes"))) {
      for (Stack.Resource rule : stack.resources("AWS::Events::Rule")) {
        patterns.put(rule.text("Name"), JsonText.of(at(rule.properties(), "EventPattern")));
      }
    }
    return patterns;
  }

  /** The permissions boundary in the sandbox, as text. */
  static String boundary() {
    Stack stack = Stack.of("guardrails/permissions-boundary.yaml", SANDBOX, Map.of());
    return JsonText.of(at(stack.resource("Boundary").properties(), "PolicyDocument"));
  }

  /** The service control policy of the sandbox, which exempts only this role, as text. */
  static String guardrails(String deployerArn) {
    Stack stack =
        Stack.of(
            "guardrails/service-control-policy.yaml",
            MANAGEMENT,
            Map.of("TargetIds", SANDBOX, "DeployerArns", deployerArn));
    return JsonText.of(at(stack.resource("Guardrails").properties(), "Content"));
  }
}
