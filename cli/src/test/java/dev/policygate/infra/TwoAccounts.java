package dev.policygate.infra;

import static dev.policygate.infra.Template.at;
import static dev.policygate.infra.Template.list;
import static dev.policygate.infra.Template.map;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What stacks create in their accounts, as a {@link dev.policygate.local.Blueprint} for the
 * embedded AWS.
 */
public final class TwoAccounts {

  /** What means nothing to the embedded AWS. */
  private static final Set<String> LEFT_OUT =
      Set.of("AWS::KMS::Alias", "AWS::SSM::Parameter", "AWS::Events::Rule");

  private final Map<String, Map<String, Map<String, Object>>> kinds = new LinkedHashMap<>();
  private final Map<Object, String> keyNames = new LinkedHashMap<>();

  private TwoAccounts() {}

  /** The blueprint of the security account and of one sandbox. */
  public static String blueprint() {
    return JsonText.pretty(tree());
  }

  /** The blueprint as a tree. */
  static Map<String, Object> tree() {
    return of(Stacks.ofTwoAccounts());
  }

  /** The blueprint of what {@code stacks} create, as a tree. */
  static Map<String, Object> of(List<Stack> stacks) {
    TwoAccounts accounts = new TwoAccounts();
    stacks.forEach(stack -> stack.resources().forEach(resource -> accounts.add(stack, resource)));
    return map(accounts.withKeysByName(accounts.kinds));
  }

  private void add(Stack stack, Stack.Resource resource) {
    Map<String, Object> properties = resource.properties();
    switch (resource.type()) {
      case "AWS::KMS::Key" -> {
        String alias = stack.aliasOf(resource.id());
        keyNames.put(Stack.keyArn(stack.account(), alias), "${" + alias + "}");
        put("keys", stack, alias, at(properties, "KeyPolicy"));
      }
      case "AWS::IAM::Role" -> put("roles", stack, resource.text("RoleName"), role(properties));
      case "AWS::S3::Bucket" ->
          bucket(stack, resource.text("BucketName")).putAll(encryption(properties));
      case "AWS::S3::BucketPolicy" ->
          bucket(stack, resource.text("Bucket")).put("policy", at(properties, "PolicyDocument"));
      case "AWS::CodePipeline::Pipeline" ->
          put("pipelines", stack, resource.text("Name"), pipeline(properties));
      default -> {
        if (!LEFT_OUT.contains(resource.type())) {
          throw new IllegalArgumentException("the embedded AWS knows no " + resource.type());
        }
      }
    }
  }

  private static Map<String, Object> role(Map<String, Object> role) {
    Map<String, Object> policies = new LinkedHashMap<>();
    for (Object policy : list(role.getOrDefault("Policies", List.of()))) {
      policies.put(Template.text(map(policy), "PolicyName"), at(map(policy), "PolicyDocument"));
    }
    return ordered("trust", at(role, "AssumeRolePolicyDocument"), "policies", policies);
  }

  private static Map<String, Object> encryption(Map<String, Object> bucket) {
    Map<String, Object> encryption = map(at(bucket, "BucketEncryption"));
    Object rule = list(at(encryption, "ServerSideEncryptionConfiguration")).getFirst();
    Object key = map(at(map(rule), "ServerSideEncryptionByDefault")).get("KMSMasterKeyID");
    return key == null ? Map.of() : ordered("key", key);
  }

  private static Map<String, Object> pipeline(Map<String, Object> pipeline) {
    List<Object> stages = list(at(pipeline, "Stages"));
    Map<String, Object> source = action(stages.get(0));
    Map<String, Object> invoke = action(stages.get(1));
    Map<String, Object> store = map(at(pipeline, "ArtifactStore"));
    return ordered(
        "role", at(pipeline, "RoleArn"),
        "bucket", at(store, "Location"),
        "source", at(map(at(source, "Configuration")), "S3ObjectKey"),
        "key", at(map(at(store, "EncryptionKey")), "Id"),
        "function", at(map(at(invoke, "Configuration")), "FunctionName"),
        "actionRole", at(invoke, "RoleArn"));
  }

  private static Map<String, Object> action(Object stage) {
    return map(list(at(map(stage), "Actions")).getFirst());
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

  private Object withKeysByName(Object tree) {
    return switch (tree) {
      case Map<?, ?> members -> {
        Map<String, Object> renamed = new LinkedHashMap<>();
        map(members).forEach((name, member) -> renamed.put(name, withKeysByName(member)));
        yield renamed;
      }
      case List<?> items -> items.stream().map(this::withKeysByName).toList();
      default -> keyNames.getOrDefault(tree, String.valueOf(tree));
    };
  }
}
