package dev.policygate.cli;

import dev.policygate.access.Request;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** A request as it is put together from what a command line or a line of a batch says. */
final class RequestBuilder {

  private final String action;
  private final String resource;
  private final Map<String, List<String>> context = new TreeMap<>();
  private final Set<String> unknown = new HashSet<>();

  RequestBuilder(String action, String resource) throws UnusableException {
    if (!Asked.isPattern(action) || Asked.hasWildcard(action)) {
      throw new UnusableException(
          "`"
              + action
              + "` is no action: write one, as in `s3:GetObject`; `grants` takes patterns");
    }
    Asked.requireResource(resource);
    this.action = action;
    this.resource = resource;
  }

  /** One more value of a key, which may be written in any case of letters. */
  void add(String key, String value) throws UnusableException {
    context.computeIfAbsent(named(key), _ -> new ArrayList<>()).add(value);
  }

  /** All values of a key; without any it is absent, whoever the principal is. */
  void put(String key, List<String> values) throws UnusableException {
    if (context.putIfAbsent(named(key), values) != null) {
      throw new UnusableException("the condition key `" + key + "` is written twice");
    }
  }

  /** A key of which nothing is known. */
  void addUnknown(String key) throws UnusableException {
    unknown.add(named(key));
  }

  private static String named(String key) throws UnusableException {
    if (key.isEmpty()) {
      throw new UnusableException("a condition key has no name");
    }
    return key.toLowerCase(Locale.ROOT);
  }

  /**
   * Says whose request it is, after all keys are added: fills what AWS knows of every principal.
   *
   * <p>The ARN of a role's session stands for its role, which is then taken to have no path, since
   * the session's ARN does not tell it.
   *
   * @param arn of a user, a role, a role's session, a federated user, or an account's root
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
   *     User Guide, global condition keys</a>
   */
  void by(String arn) throws UnusableException {
    String[] parts = arn.split(":", 6);
    if (parts.length < 6
        || !parts[0].equals("arn")
        || !isAccount(parts[4])
        || !(parts[2].equals("iam") || parts[2].equals("sts"))) {
      throw new UnusableException(
          "`"
              + arn
              + "` is no ARN of a principal: write one, as in"
              + " `arn:aws:iam::123456789012:role/admin`");
    }
    String what = parts[5];
    String principal = arn;
    if (what.startsWith("assumed-role/")) {
      principal = "arn:" + parts[1] + ":iam::" + parts[4] + ":role/" + what.split("/", 3)[1];
    }
    fill("aws:principalarn", principal);
    fill("aws:principalaccount", parts[4]);
    if (parts[2].equals("iam") && what.startsWith("user/")) {
      fill("aws:username", what.substring(what.lastIndexOf('/') + 1));
    }
  }

  private void fill(String key, String value) {
    if (!unknown.contains(key)) {
      context.putIfAbsent(key, List.of(value));
    }
  }

  private static boolean isAccount(String text) {
    return text.length() == 12 && text.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  Request build() throws UnusableException {
    for (String key : unknown) {
      if (context.containsKey(key)) {
        throw new UnusableException("`" + key + "` has a value and is named unknown");
      }
    }
    return new Request(action, resource, context, unknown);
  }
}
