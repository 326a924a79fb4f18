package dev.policygate.local;

import static dev.policygate.local.QueryService.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IAM's operations on roles themselves. */
final class IamRoles {
  private static final int TRUST_QUOTA = 2048;

  private final IamSupport iam;

  IamRoles(IamSupport iam) {
    this.iam = iam;
  }

  Map<String, QueryService.Operation> operations() {
    return Map.of(
        "CreateRole",
        operation(
            this::create,
            "RoleName",
            "Path",
            "AssumeRolePolicyDocument",
            "Description",
            "MaxSessionDuration",
            "PermissionsBoundary",
            "Tags"),
        "GetRole",
        operation(this::get, "RoleName"),
        "ListRoles",
        operation(this::list, "PathPrefix", "Marker", "MaxItems"),
        "UpdateAssumeRolePolicy",
        operation(this::updateTrust, "RoleName", "PolicyDocument"),
        "DeleteRole",
        operation(this::delete, "RoleName"),
        "ListRoleTags",
        operation(this::listTags, "RoleName", "Marker", "MaxItems"));
  }

  /** Adds {@code role}, without asking for permission. */
  static void add(IamSupport iam, IamAccount account, IamEntity.Role role) {
    requireTrust(iam, role.trustPolicy());
    if (account.hasEntityNamed(IamEntity.Kind.ROLE, role.name())) {
      throw IamSupport.alreadyExists("Role with name %s already exists.".formatted(role.name()));
    }
    account.add(role);
  }

  private void create(QueryCall call, Xml result) {
    String name = call.required("RoleName", Constraint.ENTITY_NAME);
    String trust = call.required("AssumeRolePolicyDocument", Constraint.DOCUMENT);
    Optional<String> boundary = call.optional("PermissionsBoundary", Constraint.ARN);
    Map<String, String> tags = call.tags();
    IamAccount account = iam.account(call);
    IamEntity.Role role =
        new IamEntity.Role(
            account.id(),
            call.optional("Path", Constraint.ENTITY_PATH).orElse("/"),
            name,
            iam.now(),
            trust,
            call.optional("Description", Constraint.DESCRIPTION),
            call.number("MaxSessionDuration", 3600, 43_200, 3600));
    iam.requireToCreate(
        call,
        "Role",
        Wish.to("iam:CreateRole", role.arn(), account.id())
            .with("iam:PermissionsBoundary", boundary),
        tags);
    role.tags().putAll(tags);
    role.limit(boundary.map(arn -> iam.attachable(call, arn)));
    add(iam, account, role);
    iam.lag().written(role.arn());
    result.element("Role", xml -> write(xml, role, true));
  }

  private void get(QueryCall call, Xml result) {
    IamEntity.Role role = role(call, "GetRole");
    if (iam.lag().hides(role.arn())) {
      throw IamSupport.noSuchEntity(
          "The role with name %s cannot be found.".formatted(role.name()));
    }
    result.element("Role", xml -> write(xml, role, true));
  }

  private void list(QueryCall call, Xml result) {
    String prefix = call.optional("PathPrefix", Constraint.PATH_PREFIX).orElse("/");
    IamAccount account = iam.account(call);
    iam.require(
        call,
        Wish.toAny("iam:ListRoles", account.id())
            .shownAs("arn:aws:iam::%s:role%s".formatted(account.id(), prefix)));
    List<IamEntity.Role> roles =
        account.entities(IamEntity.Kind.ROLE).stream()
            .filter(role -> role.path().startsWith(prefix))
            .map(IamEntity.Role.class::cast)
            .toList();
    var page = Page.of(roles, IamEntity::arn, call);
    result.members("Roles", page.items(), (xml, role) -> write(xml, role, false));
    page.write(result);
  }

  private void updateTrust(QueryCall call, Xml result) {
    String trust = call.required("PolicyDocument", Constraint.DOCUMENT);
    IamEntity.Role role = role(call, "UpdateAssumeRolePolicy");
    requireTrust(iam, trust);
    role.trust(trust);
  }

  private void delete(QueryCall call, Xml result) {
    IamEntity.Role role = role(call, "DeleteRole");
    if (!role.attached().isEmpty()) {
      throw IamSupport.deleteConflict("Cannot delete entity, must detach all policies first.");
    }
    if (!role.inline().isEmpty()) {
      throw IamSupport.deleteConflict("Cannot delete entity, must delete policies first.");
    }
    iam.account(call).remove(role);
    iam.forget(role);
  }

  private void listTags(QueryCall call, Xml result) {
    var page = Page.of(role(call, "ListRoleTags").tags().entrySet(), Map.Entry::getKey, call);
    result.members("Tags", page.items(), IamPolicies::writeTag);
    page.write(result);
  }

  private IamEntity.Role role(QueryCall call, String action) {
    return (IamEntity.Role) iam.entity(call, IamEntity.Kind.ROLE, action, wish -> wish);
  }

  private static void requireTrust(IamSupport iam, String trust) {
    IamSupport.refuseIfMalformed(
        PolicyGrammar.TRUST
            .malformed(trust)
            .or(
                () ->
                    ResourcePolicies.unknownPrincipal(trust, iam.directory())
                        .map(who -> "Invalid principal in policy: \"AWS\":\"" + who + "\"")));
    IamSupport.requireWithin(
        TRUST_QUOTA, List.of(trust), "Cannot exceed quota for ACLSizePerRole: " + TRUST_QUOTA);
  }

  private static void write(Xml xml, IamEntity.Role role, boolean whole) {
    xml.text("Path", role.path())
        .text("RoleName", role.name())
        .text("RoleId", role.id())
        .text("Arn", role.arn())
        .text("CreateDate", role.created().toString())
        .text("AssumeRolePolicyDocument", Percent.encode(role.trustPolicy()))
        .text("Description", role.description())
        .text("MaxSessionDuration", role.maxSessionSeconds());
    if (whole) {
      writeBoundary(xml, role);
      xml.members("Tags", role.tags().entrySet(), IamPolicies::writeTag);
    }
  }

  static void writeBoundary(Xml xml, IamEntity entity) {
    entity
        .boundary()
        .ifPresent(
            boundary ->
                xml.element(
                    "PermissionsBoundary",
                    inner ->
                        inner
                            .text("PermissionsBoundaryType", "PermissionsBoundaryPolicy")
                            .text("PermissionsBoundaryArn", boundary.arn())));
  }
}
