package dev.policygate.catalog;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * What AWS documents of its services, as of {@link #date()}.
 *
 * <p>A service is read when it is first asked for, and kept. Safe for use by several threads. The
 * answer for what AWS has added since is empty, as it is for what never was: who judges by the
 * catalogue decides what that means.
 */
public final class Catalog {

  /** Where the facts come from. */
  public record Source(String name, String version, String licence) {}

  private static final Catalog BUNDLED = new Catalog(Pack.read());

  private final Pack pack;
  private final List<GlobalConditionKey> globalKeys;
  private final List<AwsPartition> partitions;
  private final ConcurrentMap<String, Service> loaded = new ConcurrentHashMap<>();
  private volatile @Nullable List<String> services;

  Catalog(Pack pack) {
    this.pack = pack;
    globalKeys = pack.globalKeys();
    partitions = pack.partitions();
  }

  /** The one that comes with this library. */
  public static Catalog bundled() {
    return BUNDLED;
  }

  /** When the facts were taken from AWS: {@code 2026-09-26}. */
  public String date() {
    return pack.date();
  }

  public Source source() {
    return pack.source();
  }

  /** The prefixes of all services, sorted. Reads none of them. */
  public List<String> services() {
    @Nullable List<String> known = services;
    if (known == null) {
      known = pack.prefixes();
      services = known;
    }
    return known;
  }

  /** The service of that prefix, in any case; empty where AWS documents none. */
  public Optional<Service> service(String prefix) {
    String folded = prefix.toLowerCase(Locale.ROOT);
    @Nullable Service known = loaded.get(folded);
    if (known != null) {
      return Optional.of(known);
    }
    int index = pack.find(folded);
    if (index < 0) {
      return Optional.empty();
    }
    Service read = pack.service(index);
    @Nullable Service earlier = loaded.putIfAbsent(folded, read);
    return Optional.of(earlier == null ? read : earlier);
  }

  /**
   * The action that a policy spells {@code id}, such as {@code s3:GetObject}, in any case; empty
   * where AWS documents none. Wildcards are not understood here.
   */
  public Optional<Action> action(String id) {
    int colon = id.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    Optional<Service> service = service(id.substring(0, colon));
    return service.isPresent() ? service.get().action(id.substring(colon + 1)) : Optional.empty();
  }

  /** How many services have been read so far. */
  int loaded() {
    return loaded.size();
  }

  /** The condition keys that requests to every service may carry, in AWS's order. */
  public List<GlobalConditionKey> globalConditionKeys() {
    return globalKeys;
  }

  /** The global key that a policy means by {@code key}, in any case. */
  public Optional<GlobalConditionKey> globalConditionKey(String key) {
    for (GlobalConditionKey global : globalKeys) {
      if (global.key().matches(key)) {
        return Optional.of(global);
      }
    }
    return Optional.empty();
  }

  /**
   * The key that a policy means by {@code key}, in any case: a global one, one of the service whose
   * prefix it bears, or one of an identity provider, which {@code sts} documents.
   */
  public Optional<ConditionKey> conditionKey(String key) {
    Optional<GlobalConditionKey> global = globalConditionKey(key);
    if (global.isPresent()) {
      return Optional.of(global.get().key());
    }
    int colon = key.indexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    String prefix = key.substring(0, colon);
    Optional<Service> owner = service(prefix);
    if (owner.isPresent()) {
      return owner.get().conditionKey(key);
    }
    for (Pack.Stray stray : pack.strays()) {
      if (ConditionKey.fits(stray.keyPrefix(), prefix)) {
        Optional<ConditionKey> found = service(stray.service()).orElseThrow().conditionKey(key);
        if (found.isPresent()) {
          return found;
        }
      }
    }
    return Optional.empty();
  }

  /** The partitions of AWS with their Regions, {@code aws} first. */
  public List<AwsPartition> partitions() {
    return partitions;
  }
}
