package dev.policygate.access;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.ConditionKey;
import dev.policygate.catalog.ConditionKey.DataType;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What AWS documents of a condition key. Of a key that it does not know nothing is assumed: its
 * values are any texts, several at once perhaps. That only adds requests.
 *
 * @param several whether a request may have several values for it
 * @param emptiable whether a value may be the empty text
 * @param type what its values are; null when they are any texts
 */
record KeyFacts(boolean several, boolean emptiable, @Nullable DataType type) {

  private static final KeyFacts NOTHING = new KeyFacts(true, true, null);

  /** Texts that AWS itself fills with the name of something: it is never empty. */
  private static final Set<String> NAMES =
      Set.of("aws:requestedregion", "ec2:instancetype", "iam:passedtoservice");

  /** More keys are not remembered at a time: documents may make them up. */
  private static final int MOST_KNOWN = 1024;

  private static final Map<String, KeyFacts> KNOWN = new ConcurrentHashMap<>();

  /**
   * Asks the catalogue, which reads the service of the key if it has not yet.
   *
   * @param key in lower case
   */
  static KeyFacts of(String key) {
    @Nullable KeyFacts known = KNOWN.get(key);
    if (known == null) {
      known = find(key);
      if (KNOWN.size() >= MOST_KNOWN) {
        KNOWN.clear();
      }
      KNOWN.put(key, known);
    }
    return known;
  }

  private static KeyFacts find(String key) {
    if (key.indexOf(':') <= 0) {
      return NOTHING;
    }
    Optional<ConditionKey> known = Catalog.bundled().conditionKey(key);
    if (known.isEmpty()) {
      return NOTHING;
    }
    boolean several = known.get().multivalued();
    @Nullable DataType type =
        known.get().types().size() == 1 ? known.get().types().getFirst() : null;
    boolean text = type == null || type == DataType.STRING || type == DataType.BINARY;
    // No member of a list that AWS fills is empty.
    boolean emptiable = !several && text && !NAMES.contains(key);
    return new KeyFacts(several, emptiable, type == DataType.STRING ? null : type);
  }

  /** The scale on which all values are points; null when they need not be any. */
  @Nullable Scale scale() {
    if (type == DataType.NUMERIC) {
      return Scale.NUMBERS;
    }
    if (type == DataType.DATE) {
      return Scale.DATES;
    }
    return type == DataType.IP_ADDRESS ? Scale.ADDRESSES : null;
  }

  boolean isBoolean() {
    return type == DataType.BOOL;
  }

  /** Whether the key can have {@code value}. */
  boolean allow(String value) {
    if (isBoolean()) {
      return value.equals("true") || value.equals("false");
    }
    Scale scale = scale();
    return (scale == null || scale.point(value) != null) && (emptiable || !value.isEmpty());
  }
}
