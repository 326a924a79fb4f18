package dev.policygate.access;

import dev.policygate.catalog.Catalog;
import dev.policygate.catalog.Service;
import java.util.Optional;

/** The names of actions as policies and profiles write them. */
public final class ActionNames {

  private ActionNames() {}

  /**
   * Whether AWS is known to have an action that a pattern holds; one whose service is a pattern,
   * too, holds some.
   */
  public static boolean isKnown(String pattern, Catalog catalog) {
    if (pattern.equals("*")) {
      return true;
    }
    int colon = pattern.indexOf(':');
    if (colon < 0) {
      return false;
    }
    String service = pattern.substring(0, colon);
    if (service.indexOf('*') >= 0 || service.indexOf('?') >= 0) {
      return true;
    }
    if (pattern.indexOf('*') < 0 && pattern.indexOf('?') < 0) {
      return catalog.action(pattern).isPresent();
    }
    Optional<Service> known = catalog.service(service);
    return known.isPresent() && NamePattern.of(pattern).holdsOneOf(known.get());
  }
}
