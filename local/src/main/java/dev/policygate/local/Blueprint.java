package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What accounts hold before anything happens, as JSON.
 *
 * <pre>{@code
 * {"keys":      {ACCOUNT: {ALIAS: KEY POLICY}},
 *  "roles":     {ACCOUNT: {NAME: {"trust": POLICY, "policies": {NAME: POLICY}}}},
 *  "buckets":   {ACCOUNT: {NAME: {"key": KEY, "policy": POLICY}}},
 *  "pipelines": {ACCOUNT: {NAME: {"role", "bucket", "source", "key", "function", "actionRole"}}}}
 * }</pre>
 *
 * <p>Each part, each bucket's key and each bucket's policy may be left out. A key is called {@code
 * ${ALIAS}} wherever its ARN is to stand, which nobody knows before it is made.
 */
public final class Blueprint {

  private final Json.Struct parts;

  private Blueprint(Json.Struct parts) {
    this.parts = parts;
  }

  /**
   * Reads a blueprint.
   *
   * @throws IllegalArgumentException when it is not JSON of that form
   */
  public static Blueprint read(String text) {
    try {
      return new Blueprint(struct(Json.parse(text)));
    } catch (Json.SyntaxError e) {
      throw new IllegalArgumentException("The blueprint is not JSON: " + e.getMessage(), e);
    }
  }

  /**
   * Puts everything into {@code aws}.
   *
   * @return the pipelines by name; to be registered, each needs what stands for its function
   */
  public Map<String, Pipeline> build(LocalAws aws) {
    // What policies of one account say of others asks for those to be there.
    parts.members().values().forEach(kind -> struct(kind).members().keySet().forEach(aws::account));
    Map<String, String> keys = new LinkedHashMap<>();
    each(
        "keys",
        (account, key) ->
            keys.put(key.name(), aws.account(account).createKey(key.name(), key.value().write())));
    Blueprint whole = withKeys(keys);
    whole.each("roles", (account, role) -> buildRole(aws.account(account), role));
    whole.each("buckets", (account, bucket) -> buildBucket(aws.account(account), bucket));
    Map<String, Pipeline> pipelines = new LinkedHashMap<>();
    whole.each("pipelines", (_, pipeline) -> pipelines.put(pipeline.name(), pipeline(pipeline)));
    return pipelines;
  }

  private Blueprint withKeys(Map<String, String> arns) {
    String text = parts.write();
    for (var key : arns.entrySet()) {
      text = text.replace("${" + key.getKey() + "}", key.getValue());
    }
    return read(text);
  }

  private static void buildRole(Account account, Part role) {
    account.createRole(role.name(), role.at("trust").write());
    struct(role.at("policies"))
        .members()
        .forEach((name, policy) -> account.putRolePolicy(role.name(), name, policy.write()));
  }

  private static void buildBucket(Account account, Part bucket) {
    account.createBucket(bucket.name(), bucket.find("key").map(Blueprint::text));
    bucket
        .find("policy")
        .ifPresent(policy -> account.putBucketPolicy(bucket.name(), policy.write()));
  }

  private static Pipeline pipeline(Part part) {
    String bucket = part.text("bucket");
    return Pipeline.of(
            part.name(),
            part.text("role"),
            Pipeline.Source.of(bucket, part.text("source")),
            bucket,
            Pipeline.Invoke.of(part.text("function")).as(part.text("actionRole")))
        .encryptedWith(part.text("key"));
  }

  /** A thing in an account. */
  private record Part(String name, Json value) {

    Json at(String member) {
      return find(member)
          .orElseThrow(
              () -> new IllegalArgumentException("%s has no `%s`".formatted(name, member)));
    }

    Optional<Json> find(String member) {
      return struct(value).at(member);
    }

    String text(String member) {
      return Blueprint.text(at(member));
    }
  }

  private void each(String kind, BiConsumer<String, Part> use) {
    parts
        .at(kind)
        .ifPresent(accounts -> struct(accounts).members().forEach((id, all) -> each(id, all, use)));
  }

  private static void each(String account, Json all, BiConsumer<String, Part> use) {
    struct(all).members().forEach((name, value) -> use.accept(account, new Part(name, value)));
  }

  private static Json.Struct struct(Json json) {
    if (json instanceof Json.Struct struct) {
      return struct;
    }
    throw new IllegalArgumentException(
        "The blueprint has `%s` where an object must be".formatted(json.write()));
  }

  private static String text(Json json) {
    if (json instanceof Json.Text(var value)) {
      return value;
    }
    throw new IllegalArgumentException(
        "The blueprint has `%s` where a string must be".formatted(json.write()));
  }
}
