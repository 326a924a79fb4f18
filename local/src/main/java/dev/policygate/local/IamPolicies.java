package dev.policygate.local;

import static dev.policygate.local.QueryService.operation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** IAM's operations on managed policies as a whole. */
final class IamPolicies {
  private static final int MOST_TAGS = 50;
  private static final int QUOTA = 6144;

  private final IamSupport iam;

  IamPolicies(IamSupport iam) {
    this.iam = iam;
  }

  Map<String, QueryService.Operation> operations() {
    return Map.ofEntries(
        Map.entry(
            "CreatePolicy",
            operation(this::create, "PolicyName", "Path", "PolicyDocument", "Description", "Tags")),
        Map.entry("GetPolicy", operation(this::get, "PolicyArn")),
        Map.entry(
            "ListPolicies",
            operation(
                this::list,
                "Scope",
                "OnlyAttached",
                "PathPrefix",
                "PolicyUsageFilter",
                "Marker",
                "MaxItems")),
        Map.entry("DeletePolicy", operation(this::delete, "PolicyArn")),
        Map.entry("TagPolicy", operation(this::tag, "PolicyArn", "Tags")),
        Map.entry("UntagPolicy", operation(this::untag, "PolicyArn", "TagKeys")),
        Map.entry("ListPolicyTags", operation(this::listTags, "PolicyArn", "Marker", "MaxItems")),
        Map.entry(
            "ListEntitiesForPolicy",
            operation(
                this::listEntities,
                "PolicyArn",
                "EntityFilter",
                "PathPrefix",
                "PolicyUsageFilter",
                "Marker",
                "MaxItems")));
  }

  /** Ends the call unless {@code document} can be the document of a managed policy. */
  static String requirePublishable(IamSupport iam, String document) {
    iam.requireWellFormed(document);
    IamSupport.requireWithin(
        QUOTA, List.of(document), "Cannot exceed quota for PolicySize: " + QUOTA);
    return document;
  }

  /** Adds {@code policy}, without asking for permission. */
  static void add(IamAccount account, ManagedPolicy policy) {
    if (account.hasPolicyNamed(policy.name())) {
      throw IamSupport.alreadyExists(
          "A policy called %s already exists. Duplicate names are not allowed."
              .formatted(policy.name()));
    }
    account.add(policy);
  }

  private void create(QueryCall call, Xml result) {
    String name = call.required("PolicyName", Constraint.POLICY_NAME);
    String path = call.optional("Path", Constraint.POLICY_PATH).orElse("/");
    String document = call.required("PolicyDocument", Constraint.DOCUMENT);
    Optional<String> description = call.optional("Description", Constraint.DESCRIPTION);
    Map<String, String> tags = call.tags();
    IamAccount account = iam.account(call);
    ManagedPolicy policy =
        new ManagedPolicy(account.id(), path, name, description, document, iam.now());
    policy.tags().putAll(tags);
    iam.requireToCreate(
        call,
        "Policy",
        iam.onPolicy(call, "CreatePolicy", policy.arn()).shownAs("policy " + name),
        tags);
    requirePublishable(iam, document);
    add(account, policy);
    iam.lag().written(policy.arn());
    result.element("Policy", xml -> write(xml, policy, account, true));
  }

  private void get(QueryCall call, Xml result) {
    ManagedPolicy policy = iam.readPolicy(call, "GetPolicy");
    result.element(
        "Policy",
        xml ->
            write(xml, policy, iam.account(call), true).text("Description", policy.description()));
  }

  private void list(QueryCall call, Xml result) {
    String scope = call.oneOf("Scope", "All", "AWS", "Local").orElse("All");
    String prefix = call.optional("PathPrefix", Constraint.PATH_PREFIX).orElse("/");
    boolean onlyAttached = call.flag("OnlyAttached");
    Usage usage = Usage.of(call);
    IamAccount account = iam.account(call);
    iam.require(
        call, Wish.toAny("iam:ListPolicies", account.id()).shownAs("policy path " + prefix));
    List<ManagedPolicy> candidates = new ArrayList<>();
    if (!scope.equals("AWS")) {
      account.policies().stream()
          .filter(policy -> !iam.lag().hides(policy.arn()))
          .forEach(candidates::add);
    }
    if (!scope.equals("Local")) {
      candidates.addAll(AwsManagedPolicies.ALL);
    }
    candidates.removeIf(
        policy ->
            !policy.path().startsWith(prefix)
                || (onlyAttached && account.attachments(policy) == 0)
                || (usage == Usage.PERMISSIONS && account.attachments(policy) == 0)
                || (usage == Usage.BOUNDARY && account.boundaryUses(policy) == 0));
    var page = Page.of(candidates, ManagedPolicy::arn, call);
    result.members("Policies", page.items(), (xml, policy) -> write(xml, policy, account, false));
    page.write(result);
  }

  private void delete(QueryCall call, Xml result) {
    ManagedPolicy policy = iam.ownPolicy(call, "DeletePolicy", wish -> wish);
    IamAccount account = iam.account(call);
    if (account.attachments(policy) > 0 || account.boundaryUses(policy) > 0) {
      throw IamSupport.deleteConflict("Cannot delete a policy attached to entities.");
    }
    if (policy.versions().size() > 1) {
      throw IamSupport.deleteConflict(
          "This policy has more than one version. Before you delete a policy, you must delete the"
              + " policy's versions. The default version is deleted with the policy.");
    }
    account.remove(policy);
  }

  private void tag(QueryCall call, Xml result) {
    Map<String, String> tags = call.requiredTags();
    ManagedPolicy policy = iam.ownPolicy(call, "TagPolicy", wish -> wish.settingTags(tags));
    Map<String, String> all = new LinkedHashMap<>(policy.tags());
    all.putAll(tags);
    if (all.size() > MOST_TAGS) {
      throw IamSupport.limitExceeded("Cannot exceed quota for TagsPerPolicy: " + MOST_TAGS);
    }
    policy.tags().putAll(tags);
  }

  private void untag(QueryCall call, Xml result) {
    List<String> keys = call.list("TagKeys", Constraint.TAG_KEY);
    iam.ownPolicy(call, "UntagPolicy", wish -> wish.with("aws:TagKeys", keys))
        .tags()
        .keySet()
        .removeAll(keys);
  }

  private void listTags(QueryCall call, Xml result) {
    ManagedPolicy policy = iam.readPolicy(call, "ListPolicyTags");
    var page = Page.of(policy.tags().entrySet(), Map.Entry::getKey, call);
    result.members("Tags", page.items(), IamPolicies::writeTag);
    page.write(result);
  }

  private void listEntities(QueryCall call, Xml result) {
    Usage usage = Usage.of(call);
    String filter =
        call.oneOf(
                "EntityFilter", "User", "Role", "Group", "LocalManagedPolicy", "AWSManagedPolicy")
            .orElse("");
    String prefix = call.optional("PathPrefix", Constraint.ENTITY_PATH).orElse("/");
    ManagedPolicy policy = iam.readPolicy(call, "ListEntitiesForPolicy");
    Predicate<IamEntity> uses =
        entity ->
            (usage != Usage.BOUNDARY && entity.attached().contains(policy))
                || (usage != Usage.PERMISSIONS
                    && entity.boundary().filter(policy::equals).isPresent());
    List<IamEntity> users =
        iam.account(call).entities().stream()
            .filter(entity -> filter.isEmpty() || filter.equals(entity.kind().word))
            .filter(entity -> entity.path().startsWith(prefix))
            .filter(uses)
            .toList();
    var page = Page.of(users, IamEntity::arn, call);
    result.element("PolicyGroups", _ -> {});
    for (IamEntity.Kind kind : List.of(IamEntity.Kind.USER, IamEntity.Kind.ROLE)) {
      result.members(
          "Policy" + kind.word + "s",
          page.items().stream().filter(entity -> entity.kind() == kind).toList(),
          (xml, entity) ->
              xml.text(kind.word + "Name", entity.name()).text(kind.word + "Id", entity.id()));
    }
    page.write(result);
  }

  /** The filter {@code PolicyUsageFilter}. */
  private enum Usage {
    ANY,
    PERMISSIONS,
    BOUNDARY;

    static Usage of(QueryCall call) {
      return call.oneOf("PolicyUsageFilter", "PermissionsPolicy", "PermissionsBoundary")
          .map(value -> value.equals("PermissionsPolicy") ? PERMISSIONS : BOUNDARY)
          .orElse(ANY);
    }
  }

  static void writeTag(Xml xml, Map.Entry<String, String> tag) {
    xml.text("Key", tag.getKey()).text("Value", tag.getValue());
  }

  private static Xml write(Xml xml, ManagedPolicy policy, IamAccount account, boolean withTags) {
    xml.text("PolicyName", policy.name())
        .text("PolicyId", policy.id())
        .text("Arn", policy.arn())
        .text("Path", policy.path())
        .text("DefaultVersionId", policy.defaultVersion().id())
        .text("AttachmentCount", account.attachments(policy))
        .text("PermissionsBoundaryUsageCount", account.boundaryUses(policy))
        .text("IsAttachable", true)
        .text("CreateDate", policy.created().toString())
        .text("UpdateDate", policy.updated().toString());
    return withTags ? xml.members("Tags", policy.tags().entrySet(), IamPolicies::writeTag) : xml;
  }
}
