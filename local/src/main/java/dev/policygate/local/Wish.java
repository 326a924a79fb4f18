package dev.policygate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One permission that an operation asks for.
 *
 * @param account the account that owns the resource
 * @param shown the resource as messages name it; empty when they do not
 */
record Wish(
    String action,
    String resource,
    String account,
    String shown,
    Map<String, List<String>> context,
    Optional<CallRequest.ResourcePolicy> policy) {

  static Wish to(String action, String resource, String account) {
    return new Wish(action, resource, account, resource, Map.of(), Optional.empty());
  }

  /** For actions that know no resources. */
  static Wish toAny(String action, String account) {
    return new Wish(action, "*", account, "", Map.of(), Optional.empty());
  }

  /** The same wish for another action. */
  Wish instead(String newAction) {
    return new Wish(newAction, resource, account, shown, context, policy);
  }

  Wish shownAs(String newShown) {
    return new Wish(action, resource, account, newShown, context, policy);
  }

  Wish under(CallRequest.ResourcePolicy newPolicy) {
    return new Wish(action, resource, account, shown, context, Optional.of(newPolicy));
  }

  Wish with(String key, String value) {
    return with(key, List.of(value));
  }

  Wish with(String key, Optional<String> value) {
    return value.map(present -> with(key, present)).orElse(this);
  }

  Wish with(String key, List<String> values) {
    Map<String, List<String>> more = new TreeMap<>(context);
    more.put(key, values);
    return new Wish(action, resource, account, shown, more, policy);
  }

  /** Adds the tags that the request wants to set. */
  Wish settingTags(Map<String, String> tags) {
    Wish wish = this;
    for (var tag : tags.entrySet()) {
      wish = wish.with("aws:RequestTag/" + tag.getKey(), tag.getValue());
    }
    return tags.isEmpty() ? this : wish.with("aws:TagKeys", new ArrayList<>(tags.keySet()));
  }

  /** Adds the tags of an IAM resource. */
  Wish onTagged(Map<String, String> tags) {
    Wish wish = this;
    for (var tag : tags.entrySet()) {
      wish =
          wish.with("aws:ResourceTag/" + tag.getKey(), tag.getValue())
              .with("iam:ResourceTag/" + tag.getKey(), tag.getValue());
    }
    return wish;
  }
}
