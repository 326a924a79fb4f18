package dev.policygate.local;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** All access keys there are, and whose they are. */
final class KeyRing {
  private final Map<String, Key> keys = new ConcurrentHashMap<>();

  /**
   * An access key.
   *
   * @param expiry when its session ends; long-term keys have none
   */
  record Key(Credentials credentials, Caller caller, Optional<Instant> expiry) {}

  Key issueLongTerm(Caller caller) {
    return issue("AKIA", caller, Optional.empty(), Optional.empty());
  }

  Key issueSession(Caller caller, Instant expiry) {
    return issue("ASIA", caller, Optional.of(Ids.sessionToken()), Optional.of(expiry));
  }

  Optional<Key> find(String accessKeyId) {
    return Optional.ofNullable(keys.get(accessKeyId));
  }

  private Key issue(
      String prefix, Caller caller, Optional<String> token, Optional<Instant> expiry) {
    var key = new Key(new Credentials(Ids.accessKey(prefix), Ids.secret(), token), caller, expiry);
    keys.put(key.credentials().accessKeyId(), key);
    return key;
  }
}
