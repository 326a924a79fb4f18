package dev.policygate.reach;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of keys that nobody means: a condition that narrows is not fulfilled by them. */
final class Aliens {

  private final Map<String, List<String>> nameless = new HashMap<>();

  /**
   * Notes what a condition's ARN that names nothing holds: {@code arn:aws:s3:*:*:accesspoint/*} is
   * fulfilled by what nobody means. Whom a service calls for is not the holder's to choose.
   *
   * @param key in lower case
   */
  void note(String key, String value) {
    if (key.startsWith("aws:")
        || !value.startsWith("arn:")
        || value.indexOf('$') >= 0
        || Breadth.names(value)) {
      return;
    }
    List<String> held = nameless.get(key);
    if (held == null) {
      held = new ArrayList<>(NarrowingKeys.aliens());
      nameless.put(key, held);
    }
    held.add(value.replace("*", Reach.FRESH).replace('?', Reach.FRESH.charAt(0)));
  }

  /** Such values of a key. */
  List<String> of(String key) {
    return nameless.getOrDefault(key, NarrowingKeys.aliens());
  }
}
