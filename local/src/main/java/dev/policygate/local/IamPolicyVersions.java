package dev.policygate.local;

import static dev.policygate.local.QueryService.operation;

import java.util.Map;

/** IAM's operations on the versions of managed policies. */
final class IamPolicyVersions {
  private static final int MOST_VERSIONS = 5;

  private final IamSupport iam;

  IamPolicyVersions(IamSupport iam) {
    this.iam = iam;
  }

  Map<String, QueryService.Operation> operations() {
    return Map.of(
        "CreatePolicyVersion",
        operation(this::create, "PolicyArn", "PolicyDocument", "SetAsDefault"),
        "GetPolicyVersion",
        operation(this::get, "PolicyArn", "VersionId"),
        "ListPolicyVersions",
        operation(this::list, "PolicyArn", "Marker", "MaxItems"),
        "SetDefaultPolicyVersion",
        operation(this::setDefault, "PolicyArn", "VersionId"),
        "DeletePolicyVersion",
        operation(this::delete, "PolicyArn", "VersionId"));
  }

  private void create(QueryCall call, Xml result) {
    String document = call.required("PolicyDocument", Constraint.DOCUMENT);
    boolean asDefault = call.flag("SetAsDefault");
    ManagedPolicy policy = iam.ownPolicy(call, "CreatePolicyVersion", wish -> wish);
    IamPolicies.requirePublishable(iam, document);
    if (policy.versions().size() >= MOST_VERSIONS) {
      throw IamSupport.limitExceeded(
          "A managed policy can have up to 5 versions. Before you create a new version, you must"
              + " delete an existing version.");
    }
    var version = policy.add(document, asDefault, iam.now());
    iam.lag().written(policy.arn() + version.id());
    result.element("PolicyVersion", xml -> write(xml, policy, version));
  }

  private void get(QueryCall call, Xml result) {
    String versionId = call.required("VersionId", Constraint.VERSION_ID);
    ManagedPolicy policy = iam.readPolicy(call, "GetPolicyVersion");
    var version = version(policy, versionId);
    if (iam.lag().hides(policy.arn() + versionId)) {
      throw noVersion(policy, versionId);
    }
    result.element(
        "PolicyVersion",
        xml -> {
          xml.text("Document", Percent.encode(version.document()));
          write(xml, policy, version);
        });
  }

  private void list(QueryCall call, Xml result) {
    ManagedPolicy policy = iam.readPolicy(call, "ListPolicyVersions");
    var page = Page.of(policy.versions(), ManagedPolicy.Version::id, call);
    result.members("Versions", page.items(), (xml, version) -> write(xml, policy, version));
    page.write(result);
  }

  private void setDefault(QueryCall call, Xml result) {
    String versionId = call.required("VersionId", Constraint.VERSION_ID);
    ManagedPolicy policy = iam.ownPolicy(call, "SetDefaultPolicyVersion", wish -> wish);
    policy.makeDefault(version(policy, versionId), iam.now());
  }

  private void delete(QueryCall call, Xml result) {
    String versionId = call.required("VersionId", Constraint.VERSION_ID);
    ManagedPolicy policy = iam.ownPolicy(call, "DeletePolicyVersion", wish -> wish);
    var version = version(policy, versionId);
    if (policy.isDefault(version)) {
      throw IamSupport.deleteConflict("Cannot delete the default version of a policy.");
    }
    policy.remove(version, iam.now());
  }

  private static ManagedPolicy.Version version(ManagedPolicy policy, String versionId) {
    return policy.version(versionId).orElseThrow(() -> noVersion(policy, versionId));
  }

  private static AwsError noVersion(ManagedPolicy policy, String versionId) {
    return IamSupport.noSuchEntity(
        "Policy %s version %s does not exist or is not attachable."
            .formatted(policy.arn(), versionId));
  }

  private static void write(Xml xml, ManagedPolicy policy, ManagedPolicy.Version version) {
    xml.text("VersionId", version.id())
        .text("IsDefaultVersion", policy.isDefault(version))
        .text("CreateDate", version.created().toString());
  }
}
