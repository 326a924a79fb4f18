package dev.policygate.access;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.Service;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A name with wildcards, as IAM matches names: letters match in either case. */
public final class NamePattern {

  private final String text;
  private final Glob glob;

  private NamePattern(String text) {
    this.text = text;
    this.glob = Glob.of(text, Glob.Kind.ACTION);
  }

  public static NamePattern of(String text) {
    return new NamePattern(text);
  }

  public boolean matches(String name) {
    return glob.matches(name.toLowerCase(Locale.ROOT));
  }

  /** The actions of a service that match, by name. */
  public List<Action> among(Service service) {
    List<Action> matching = new ArrayList<>();
    for (Action action : beginningAlike(service)) {
      if (matches(action.id())) {
        matching.add(action);
      }
    }
    return matching;
  }

  /** Whether an action of a service matches. */
  public boolean holdsOneOf(Service service) {
    for (Action action : beginningAlike(service)) {
      if (matches(action.id())) {
        return true;
      }
    }
    return false;
  }

  private List<Action> beginningAlike(Service service) {
    String start = glob.prefixText();
    int colon = start.indexOf(':');
    Service.Run run = service.actionsFrom(colon < 0 ? "" : start.substring(colon + 1));
    return service.actions().subList(run.from(), run.to());
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern && glob.equals(pattern.glob);
  }

  @Override
  public int hashCode() {
    return glob.hashCode();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return text;
  }
}
