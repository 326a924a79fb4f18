package dev.policygate.local;

import static dev.policygate.local.QueryService.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** IAM's operations on what a user or a role has: policies, a boundary, tags. */
final class IamGrants {
  private static final int MOST_TAGS = 50;
  private static final int MOST_ATTACHED = 20;

  private final IamSupport iam;
  private final IamEntity.Kind kind;
  private final String name;

  /** The operations for entities of one kind: {@code AttachRolePolicy} and its like, say. */
  IamGrants(IamSupport iam, IamEntity.Kind kind) {
    this.iam = iam;
    this.kind = kind;
    this.name = kind.word + "Name";
  }

  Map<String, QueryService.Operation> operations() {
    String word = kind.word;
    return Map.ofEntries(
        Map.entry(
            "Put" + word + "Policy", operation(this::put, name, "PolicyName", "PolicyDocument")),
        Map.entry("Get" + word + "Policy", operation(this::get, name, "PolicyName")),
        Map.entry("List" + word + "Policies", operation(this::list, name, "Marker", "MaxItems")),
        Map.entry("Delete" + word + "Policy", operation(this::delete, name, "PolicyName")),
        Map.entry("Attach" + word + "Policy", operation(this::attach, name, "PolicyArn")),
        Map.entry("Detach" + word + "Policy", operation(this::detach, name, "PolicyArn")),
        Map.entry(
            "ListAttached" + word + "Policies",
            operation(this::listAttached, name, "PathPrefix", "Marker", "MaxItems")),
        Map.entry(
            "Put" + word + "PermissionsBoundary",
            operation(this::putBoundary, name, "PermissionsBoundary")),
        Map.entry("Delete" + word + "PermissionsBoundary", operation(this::deleteBoundary, name)),
        Map.entry("Tag" + word, operation(this::tag, name, "Tags")),
        Map.entry("Untag" + word, operation(this::untag, name, "TagKeys")));
  }

  /** Puts an inline policy, without asking for permission. */
  static void putInline(IamSupport iam, IamEntity entity, String policy, String document) {
    iam.requireWellFormed(document);
    Map<String, String> all = new LinkedHashMap<>(entity.inline());
    all.put(policy, document);
    int quota = entity.kind().inlineQuota;
    IamSupport.requireWithin(
        quota,
        all.values(),
        "Maximum policy size of %d bytes exceeded for %s %s"
            .formatted(quota, entity.kind().resource, entity.name()));
    entity.inline().put(policy, document);
  }

  static void attach(IamEntity entity, ManagedPolicy policy) {
    if (entity.attached().size() >= MOST_ATTACHED && !entity.attached().contains(policy)) {
      throw IamSupport.limitExceeded(
          "Cannot exceed quota for PoliciesPer%s: %d".formatted(entity.kind().word, MOST_ATTACHED));
    }
    entity.attached().add(policy);
  }

  private void put(QueryCall call, Xml result) {
    String policy = call.required("PolicyName", Constraint.POLICY_NAME);
    String document = call.required("PolicyDocument", Constraint.DOCUMENT);
    putInline(iam, entity(call, "Put%sPolicy", wish -> wish), policy, document);
  }

  private void get(QueryCall call, Xml result) {
    String policy = call.required("PolicyName", Constraint.POLICY_NAME);
    IamEntity entity = entity(call, "Get%sPolicy", wish -> wish);
    result
        .text(name, entity.name())
        .text("PolicyName", policy)
        .text("PolicyDocument", Percent.encode(inline(entity, policy)));
  }

  private void list(QueryCall call, Xml result) {
    IamEntity entity = entity(call, "List%sPolicies", wish -> wish);
    var page = Page.of(entity.inline().keySet(), policy -> policy, call);
    result.element(
        "PolicyNames", xml -> page.items().forEach(policy -> xml.text("member", policy)));
    page.write(result);
  }

  private void delete(QueryCall call, Xml result) {
    String policy = call.required("PolicyName", Constraint.POLICY_NAME);
    IamEntity entity = entity(call, "Delete%sPolicy", wish -> wish);
    inline(entity, policy);
    entity.inline().remove(policy);
  }

  private void attach(QueryCall call, Xml result) {
    String arn = call.required("PolicyArn", Constraint.ARN);
    IamEntity entity = entity(call, "Attach%sPolicy", wish -> wish.with("iam:PolicyARN", arn));
    attach(entity, iam.attachable(call, arn));
  }

  private void detach(QueryCall call, Xml result) {
    String arn = call.required("PolicyArn", Constraint.ARN);
    IamEntity entity = entity(call, "Detach%sPolicy", wish -> wish.with("iam:PolicyARN", arn));
    if (!entity.attached().removeIf(policy -> policy.arn().equals(arn))) {
      throw IamSupport.noPolicy(arn);
    }
  }

  private void listAttached(QueryCall call, Xml result) {
    String prefix = call.optional("PathPrefix", Constraint.PATH_PREFIX).orElse("/");
    IamEntity entity = entity(call, "ListAttached%sPolicies", wish -> wish);
    List<ManagedPolicy> attached = new ArrayList<>(entity.attached());
    attached.removeIf(policy -> !policy.path().startsWith(prefix));
    var page = Page.of(attached, ManagedPolicy::arn, call);
    result.members(
        "AttachedPolicies",
        page.items(),
        (xml, policy) -> xml.text("PolicyName", policy.name()).text("PolicyArn", policy.arn()));
    page.write(result);
  }

  private void putBoundary(QueryCall call, Xml result) {
    String arn = call.required("PermissionsBoundary", Constraint.ARN);
    IamEntity entity =
        entity(call, "Put%sPermissionsBoundary", wish -> wish.with("iam:PermissionsBoundary", arn));
    entity.limit(Optional.of(iam.attachable(call, arn)));
  }

  private void deleteBoundary(QueryCall call, Xml result) {
    IamEntity entity = entity(call, "Delete%sPermissionsBoundary", wish -> wish);
    if (entity.boundary().isEmpty()) {
      throw IamSupport.noSuchEntity(
          "%s %s has no permissions boundary".formatted(kind.word, entity.name()));
    }
    entity.limit(Optional.empty());
  }

  private void tag(QueryCall call, Xml result) {
    Map<String, String> tags = call.requiredTags();
    IamEntity entity = entity(call, "Tag%s", wish -> wish.settingTags(tags));
    Map<String, String> all = new LinkedHashMap<>(entity.tags());
    all.putAll(tags);
    if (all.size() > MOST_TAGS) {
      throw IamSupport.limitExceeded(
          "Cannot exceed quota for TagsPer%s: %d".formatted(kind.word, MOST_TAGS));
    }
    entity.tags().putAll(tags);
  }

  private void untag(QueryCall call, Xml result) {
    List<String> keys = call.list("TagKeys", Constraint.TAG_KEY);
    entity(call, "Untag%s", wish -> wish.with("aws:TagKeys", keys)).tags().keySet().removeAll(keys);
  }

  private String inline(IamEntity entity, String policy) {
    String document = entity.inline().get(policy);
    if (document == null) {
      throw IamSupport.noSuchEntity(
          "The %s policy with name %s cannot be found.".formatted(kind.resource, policy));
    }
    return document;
  }

  private IamEntity entity(QueryCall call, String action, UnaryOperator<Wish> more) {
    return iam.entity(call, kind, action.formatted(kind.word), more);
  }
}
