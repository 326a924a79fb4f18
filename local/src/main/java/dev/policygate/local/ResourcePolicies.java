package dev.policygate.local;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What policies of buckets, keys and roles name: principals, which AWS remembers by their unique
 * ids, and resources.
 */
final class ResourcePolicies {
  private static final Pattern ACCOUNT = Pattern.compile("(?:arn:aws:iam::)?([0-9]{12})(?::root)?");
  private static final Pattern ENTITY = Pattern.compile("arn:aws:iam::([0-9]{12}):(user|role)/.+");
  private static final Pattern SESSION =
      Pattern.compile("arn:aws:sts::([0-9]{12}):assumed-role/([^/]+)/[^/]+");
  private static final Pattern UNIQUE_ID = Pattern.compile("A(ROA|IDA)[A-Z0-9]{16,}");

  private ResourcePolicies() {}

  /** The first AWS principal in {@code document} that does not exist. */
  static Optional<String> unknownPrincipal(String document, Directory directory) {
    List<String> named = new ArrayList<>();
    rewrite(
        document,
        principal -> {
          named.add(principal);
          return principal;
        });
    return named.stream().filter(principal -> !exists(principal, directory)).findFirst();
  }

  /**
   * {@code document} after the user or role with this ARN is gone: its place holds the unique id,
   * which nobody will have again, not even one created under the same name.
   */
  static String forget(String document, String arn, String uniqueId) {
    return rewrite(document, principal -> principal.equals(arn) ? uniqueId : principal);
  }

  /** The first resource in {@code document} that is not in the bucket with this ARN. */
  static Optional<String> resourceOutside(String document, String bucketArn) {
    List<String> named = new ArrayList<>();
    UnaryOperator<Json> collect =
        element ->
            inEach(
                element,
                item -> {
                  if (item instanceof Json.Text(var resource)) {
                    named.add(resource);
                  }
                  return item;
                });
    inMember(
        parse(document),
        "Statement",
        list ->
            inEach(
                list,
                statement ->
                    inMember(inMember(statement, "Resource", collect), "NotResource", collect)));
    return named.stream()
        .filter(resource -> !resource.equals(bucketArn) && !resource.startsWith(bucketArn + "/"))
        .findFirst();
  }

  private static boolean exists(String principal, Directory directory) {
    var account = ACCOUNT.matcher(principal);
    if (account.matches()) {
      return directory.find(account.group(1)).isPresent();
    }
    var entity = ENTITY.matcher(principal);
    if (entity.matches()) {
      return directory.find(entity.group(1)).stream()
          .flatMap(found -> found.entities().stream())
          .anyMatch(found -> found.arn().equals(principal));
    }
    var session = SESSION.matcher(principal);
    if (session.matches()) {
      return directory
          .find(session.group(1))
          .flatMap(found -> found.entity(IamEntity.Kind.ROLE, session.group(2)))
          .isPresent();
    }
    return principal.equals("*") || UNIQUE_ID.matcher(principal).matches();
  }

  private static String rewrite(String document, UnaryOperator<String> principals) {
    Json before = parse(document);
    Json after = inPolicy(before, principals);
    return after.equals(before) ? document : after.write();
  }

  /** The tree of a document that was found to be well formed. */
  private static Json parse(String document) {
    try {
      return Json.parse(document);
    } catch (Json.SyntaxError e) {
      throw new IllegalArgumentException("The policy is not JSON", e);
    }
  }

  private static Json inPolicy(Json policy, UnaryOperator<String> principals) {
    return inMember(policy, "Statement", list -> inEach(list, s -> inStatement(s, principals)));
  }

  private static Json inStatement(Json statement, UnaryOperator<String> principals) {
    UnaryOperator<Json> rewritten =
        element ->
            inMember(
                element,
                "AWS",
                list ->
                    inEach(
                        list,
                        item ->
                            item instanceof Json.Text(var value)
                                ? new Json.Text(principals.apply(value))
                                : item));
    return inMember(inMember(statement, "Principal", rewritten), "NotPrincipal", rewritten);
  }

  private static Json inEach(Json json, UnaryOperator<Json> change) {
    return json instanceof Json.Array(var items)
        ? new Json.Array(items.stream().map(change).toList())
        : change.apply(json);
  }

  private static Json inMember(Json json, String name, UnaryOperator<Json> change) {
    if (!(json instanceof Json.Struct(var members)) || !members.containsKey(name)) {
      return json;
    }
    Map<String, Json> changed = new LinkedHashMap<>(members);
    changed.computeIfPresent(name, (_, value) -> change.apply(value));
    return new Json.Struct(changed);
  }
}
