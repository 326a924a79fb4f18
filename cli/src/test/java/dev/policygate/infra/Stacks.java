package dev.policygate.infra;

import static dev.policygate.infra.Template.list;
import static dev.policygate.infra.Template.map;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The stacks that {@code scripts/deploy} makes, wired to each other as it wires them. */
public final class Stacks {

  public static final String SECURITY = "111111111111";
  public static final String SANDBOX = "222222222222";

  private Stacks() {}

  /** Those of the security account and of one sandbox, but the denies, which have one source. */
  static List<Stack> ofTwoAccounts() {
    Stack prerequisites =
        Stack.of("sandbox-prerequisites.yaml", SANDBOX, Map.of("CentralAccount", SECURITY));
    return List.of(
        prerequisites,
        Stack.of("security-gate.yaml", SECURITY, Map.of("SandboxAccounts", SANDBOX)),
        Stack.of(
            "security-prerequisites.yaml",
            SECURITY,
            Map.of(
                "SandboxAccount", SANDBOX,
                "ArtifactBucket", prerequisites.output("ArtifactBucket"),
                "CMKARN", prerequisites.output("CMKARN"))),
        Stack.of(
            "sandbox-pipeline.yaml",
            SANDBOX,
            Map.of(
                "CentralAccount", SECURITY,
                "ArtifactBucket", prerequisites.output("ArtifactBucket"),
                "CMKARN", prerequisites.output("CMKARN"))),
        boundary());
  }

  /** The permissions boundary in the sandbox. */
  static Stack boundary() {
    return Stack.of("guardrails/permissions-boundary.yaml", SANDBOX, Map.of());
  }

  /** The service control policy, which exempts only this role. */
  static String guardrails(String deployerArn) {
    Stack stack =
        Stack.of(
            "guardrails/service-control-policy.yaml",
            "999999999999",
            Map.of("TargetIds", SANDBOX, "DeployerArns", deployerArn));
    return json(stack.resource("Guardrails").properties().get("Content"), false);
  }

  /**
   * What the embedded AWS is to hold of these stacks: keys, roles, buckets, policies and pipelines.
   */
  static String blueprint(List<Stack> stacks) {
    Blueprint blueprint = new Blueprint();
    stacks.forEach(blueprint::add);
    return blueprint.write();
  }

  /** A policy document, say, as text. */
  static String json(Object value, boolean pretty) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      if (pretty) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentArraysWith(indenter);
        printer.indentObjectsWith(indenter);
        json.setPrettyPrinter(printer);
      }
      write(value, json);
    } catch (IOException impossible) {
      throw new UncheckedIOException("writing to memory", impossible);
    }
    return text.toString();
  }

  private static void write(Object value, JsonGenerator json) throws IOException {
    switch (value) {
      case Map<?, ?> map -> {
        json.writeStartObject();
        for (var member : map.entrySet()) {
          json.writeFieldName((String) member.getKey());
          write(member.getValue(), json);
        }
        json.writeEndObject();
      }
      case List<?> items -> {
        json.writeStartArray();
        for (Object item : items) {
          write(item, json);
        }
        json.writeEndArray();
      }
      case Boolean truth -> json.writeBoolean(truth);
      case Long number -> json.writeNumber(number);
      default -> json.writeString(String.valueOf(value));
    }
  }

  /** Gathers what stacks hold, by kind and account. */
  private static final class Blueprint {

    /** What means nothing to the embedded AWS. */
    private static final Set<String> LEFT_OUT =
        Set.of("AWS::KMS::Alias", "AWS::SSM::Parameter", "AWS::Events::Rule");

    private final Map<String, Map<String, Map<String, Object>>> kinds = new LinkedHashMap<>();
    private final Map<String, String> keyNames = new LinkedHashMap<>();

    void add(Stack stack) {
      stack.resources().forEach(resource -> add(stack, resource));
    }

    private void add(Stack stack, Stack.Resource resource) {
      Map<String, Object> properties = resource.properties();
      switch (resource.type()) {
        case "AWS::KMS::Key" -> {
          String alias = stack.aliasOf(resource.id());
          keyNames.put(Stack.keyArn(stack.account(), alias), "${" + alias + "}");
          put("keys", stack, alias, properties.get("KeyPolicy"));
        }
        case "AWS::IAM::ManagedPolicy" ->
            put(
                "policies",
                stack,
                properties.getOrDefault("Path", "/") + resource.text("ManagedPolicyName"),
                properties.get("PolicyDocument"));
        case "AWS::IAM::Role" -> {
          Map<String, Object> policies = new LinkedHashMap<>();
          for (Object policy : list(properties.getOrDefault("Policies", List.of()))) {
            policies.put(
                (String) map(policy).get("PolicyName"), map(policy).get("PolicyDocument"));
          }
          put(
              "roles",
              stack,
              resource.text("RoleName"),
              ordered("trust", properties.get("AssumeRolePolicyDocument"), "policies", policies));
        }
        case "AWS::S3::Bucket" ->
            bucket(stack, resource.text("BucketName")).putAll(encryption(properties));
        case "AWS::S3::BucketPolicy" ->
            bucket(stack, resource.text("Bucket")).put("policy", properties.get("PolicyDocument"));
        case "AWS::CodePipeline::Pipeline" ->
            put("pipelines", stack, resource.text("Name"), pipeline(properties));
        default -> {
          if (!LEFT_OUT.contains(resource.type())) {
            throw new IllegalArgumentException(
                "the embedded AWS knows no " + resource.type());
          }
        }
      }
    }

    private static Map<String, Object> encryption(Map<String, Object> bucket) {
      Object rules = map(bucket.get("BucketEncryption")).get("ServerSideEncryptionConfiguration");
      Map<String, Object> rule =
          map(map(list(rules).getFirst()).get("ServerSideEncryptionByDefault"));
      return rule.containsKey("KMSMasterKeyID")
          ? ordered("key", rule.get("KMSMasterKeyID"))
          : Map.of();
    }

    private static Map<String, Object> pipeline(Map<String, Object> properties) {
      List<Object> stages = list(properties.get("Stages"));
      Map<String, Object> source = action(stages.get(0));
      Map<String, Object> invoke = action(stages.get(1));
      Map<String, Object> store = map(properties.get("ArtifactStore"));
      return ordered(
          "role", properties.get("RoleArn"),
          "bucket", store.get("Location"),
          "source", map(source.get("Configuration")).get("S3ObjectKey"),
          "key", map(store.get("EncryptionKey")).get("Id"),
          "function", map(invoke.get("Configuration")).get("FunctionName"),
          "actionRole", invoke.get("RoleArn"));
    }

    private static Map<String, Object> action(Object stage) {
      return map(list(map(stage).get("Actions")).getFirst());
    }

    private Map<String, Object> bucket(Stack stack, String name) {
      return map(
          of("buckets", stack).computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()));
    }

    private void put(String kind, Stack stack, String name, Object value) {
      if (of(kind, stack).put(name, value) != null) {
        throw new IllegalArgumentException("two stacks have " + name);
      }
    }

    private Map<String, Object> of(String kind, Stack stack) {
      return kinds
          .computeIfAbsent(kind, _ -> new LinkedHashMap<>())
          .computeIfAbsent(stack.account(), _ -> new LinkedHashMap<>());
    }

    private static Map<String, Object> ordered(Object... pairs) {
      Map<String, Object> map = new LinkedHashMap<>();
      for (int i = 0; i < pairs.length; i += 2) {
        map.put((String) pairs[i], pairs[i + 1]);
      }
      return map;
    }

    String write() {
      String text = json(kinds, true) + "\n";
      for (var key : keyNames.entrySet()) {
        text = text.replace(key.getKey(), key.getValue());
      }
      return text;
    }
  }
}
