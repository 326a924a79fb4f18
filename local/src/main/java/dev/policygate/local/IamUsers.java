package dev.policygate.local;

import static dev.policygate.local.QueryService.operation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** IAM's operations on users themselves and on their keys. */
final class IamUsers {
  private static final int MOST_KEYS = 2;

  private final IamSupport iam;
  private final KeyRing keys;

  IamUsers(IamSupport iam, KeyRing keys) {
    this.iam = iam;
    this.keys = keys;
  }

  Map<String, QueryService.Operation> operations() {
    return Map.of(
        "CreateUser",
        operation(this::create, "UserName", "Path", "PermissionsBoundary", "Tags"),
        "GetUser",
        operation(this::get, "UserName"),
        "ListUsers",
        operation(this::list, "PathPrefix", "Marker", "MaxItems"),
        "DeleteUser",
        operation(this::delete, "UserName"),
        "CreateAccessKey",
        operation(this::createKey, "UserName"));
  }

  /** Gives {@code user} a key, without asking for permission. */
  static KeyRing.Key issueKey(KeyRing keys, String account, IamEntity.User user) {
    if (user.accessKeys().size() >= MOST_KEYS) {
      throw IamSupport.limitExceeded("Cannot exceed quota for AccessKeysPerUser: " + MOST_KEYS);
    }
    Principal.User principal = new Principal.User(account, user.arn(), user.id(), user.name());
    KeyRing.Key key = keys.issueLongTerm(new Caller(principal, List.of(), Map.of()));
    user.accessKeys().add(key);
    return key;
  }

  private void create(QueryCall call, Xml result) {
    String name = call.required("UserName", Constraint.ENTITY_NAME);
    Optional<String> boundary = call.optional("PermissionsBoundary", Constraint.ARN);
    Map<String, String> tags = call.tags();
    IamAccount account = iam.account(call);
    IamEntity.User user =
        new IamEntity.User(
            account.id(),
            call.optional("Path", Constraint.ENTITY_PATH).orElse("/"),
            name,
            iam.now());
    iam.requireToCreate(
        call,
        "User",
        Wish.to("iam:CreateUser", user.arn(), account.id())
            .with("iam:PermissionsBoundary", boundary),
        tags);
    if (account.hasEntityNamed(IamEntity.Kind.USER, name)) {
      throw IamSupport.alreadyExists("User with name %s already exists.".formatted(name));
    }
    user.tags().putAll(tags);
    user.limit(boundary.map(arn -> iam.attachable(call, arn)));
    account.add(user);
    result.element("User", xml -> write(xml, user, true));
  }

  private void get(QueryCall call, Xml result) {
    IamEntity.User user = user(call, "GetUser");
    result.element("User", xml -> write(xml, user, true));
  }

  private void list(QueryCall call, Xml result) {
    String prefix = call.optional("PathPrefix", Constraint.PATH_PREFIX).orElse("/");
    IamAccount account = iam.account(call);
    iam.require(
        call,
        Wish.toAny("iam:ListUsers", account.id())
            .shownAs("arn:aws:iam::%s:user%s".formatted(account.id(), prefix)));
    List<IamEntity> users =
        account.entities(IamEntity.Kind.USER).stream()
            .filter(user -> user.path().startsWith(prefix))
            .toList();
    var page = Page.of(users, IamEntity::arn, call);
    result.members("Users", page.items(), (xml, user) -> write(xml, user, false));
    page.write(result);
  }

  private void delete(QueryCall call, Xml result) {
    IamEntity.User user = user(call, "DeleteUser");
    if (!user.attached().isEmpty() || !user.inline().isEmpty() || !user.accessKeys().isEmpty()) {
      throw IamSupport.deleteConflict(
          "Cannot delete entity, must remove its policies and access keys first.");
    }
    iam.account(call).remove(user);
    iam.forget(user);
  }

  private void createKey(QueryCall call, Xml result) {
    IamEntity.User user = user(call, "CreateAccessKey");
    KeyRing.Key key = issueKey(keys, iam.account(call).id(), user);
    result.element(
        "AccessKey",
        xml ->
            xml.text("UserName", user.name())
                .text("AccessKeyId", key.credentials().accessKeyId())
                .text("Status", "Active")
                .text("SecretAccessKey", key.credentials().secretAccessKey())
                .text("CreateDate", iam.now().toString()));
  }

  private IamEntity.User user(QueryCall call, String action) {
    QueryCall named =
        call.caller().identity() instanceof Principal.User(_, _, _, var own)
            ? call.withDefault("UserName", own)
            : call;
    return (IamEntity.User) iam.entity(named, IamEntity.Kind.USER, action, wish -> wish);
  }

  private static void write(Xml xml, IamEntity user, boolean whole) {
    xml.text("Path", user.path())
        .text("UserName", user.name())
        .text("UserId", user.id())
        .text("Arn", user.arn())
        .text("CreateDate", user.created().toString());
    if (whole) {
      IamRoles.writeBoundary(xml, user);
      xml.members("Tags", user.tags().entrySet(), IamPolicies::writeTag);
    }
  }
}
