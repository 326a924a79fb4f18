package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * What accounts hold, as JSON, and puts it into an embedded AWS. CloudFormation templates can be
 * made into it.
 *
 * <pre>{@code
 * {"keys":      {ACCOUNT: {ALIAS: KEY POLICY}},
 *  "policies":  {ACCOUNT: {PATH AND NAME: POLICY}},
 *  "roles":     {ACCOUNT: {NAME: {"trust": POLICY, "policies": {NAME: POLICY}}}},
 *  "buckets":   {ACCOUNT: {NAME: {"key": KEY, "policy": POLICY}}},
 *  "pipelines": {ACCOUNT: {NAME: {"role", "bucket", "source", "key", "function", "actionRole"}}}}
 * }</pre>
 *
 * Each part, each bucket's key and each bucket's policy may be left out. Keys are called {@code
 * ${ALIAS}} wherever their ARN is to stand, as it is not known before.
 */
public final class Blueprint {

  private final Json.Struct parts;

  private Blueprint(Json.Struct parts) {
    this.parts = parts;
  }

  /** Reads a blueprint. */
  public static Blueprint read(String text) {
    try {
      return new Blueprint(struct(Json.parse(text)));
    } catch (Json.SyntaxError e) {
      throw new IllegalArgumentException("the blueprint is no JSON", e);
    }
  }

  /** Puts everything into {@code aws} and returns the pipelines, which need functions, by name. */
  public Map<String, Pipeline> build(LocalAws aws) {
    Map<String, String> keys = new LinkedHashMap<>();
    each(
        "keys",
        (account, key) ->
            keys.put(key.name(), aws.account(account).createKey(key.name(), key.value().write())));
    Blueprint known = withKeys(keys);
    known.each("policies", (account, policy) -> build(aws.account(account), policy));
    known.each("roles", (account, role) -> buildRole(aws.account(account), role));
    known.each("buckets", (account, bucket) -> buildBucket(aws.account(account), bucket));
    Map<String, Pipeline> pipelines = new LinkedHashMap<>();
    known.each("pipelines", (_, pipeline) -> pipelines.put(pipeline.name(), pipeline(pipeline)));
    return pipelines;
  }

  private Blueprint withKeys(Map<String, String> arns) {
    String text = parts.write();
    for (var key : arns.entrySet()) {
      text = text.replace("${" + key.getKey() + "}", key.getValue());
    }
    return read(text);
  }

  private static void build(Account account, Part policy) {
    int name = policy.name().lastIndexOf('/') + 1;
    account.createPolicy(
        policy.name().substring(0, name),
        policy.name().substring(name),
        policy.value().write(),
        Map.of());
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
        .ifPresent(
            accounts ->
                struct(accounts)
                    .members()
                    .forEach(
                        (account, all) ->
                            struct(all)
                                .members()
                                .forEach(
                                    (name, value) ->
                                        use.accept(account, new Part(name, value)))));
  }

  private static Json.Struct struct(Json json) {
    if (json instanceof Json.Struct struct) {
      return struct;
    }
    throw new IllegalArgumentException("the blueprint has something else where an object must be");
  }

  private static String text(Json json) {
    if (json instanceof Json.Text(var value)) {
      return value;
    }
    throw new IllegalArgumentException("the blueprint has something else where a string must be");
  }
}
