package dev.policygate.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;

/** Packages in an order: each knows only those that come before it. */
final class OneWay extends ArchCondition<JavaClass> {

  private static final String ROOT = "dev.policygate.";

  private final List<String> order;

  OneWay(List<String> order) {
    super("know only packages that come before their own in %s", order);
    this.order = List.copyOf(order);
  }

  @Override
  public void check(JavaClass from, ConditionEvents events) {
    int own = order.indexOf(room(from));
    if (own < 0) {
      events.add(
          SimpleConditionEvent.violated(
              from, from.getName() + " is in a package without a place in the order"));
    }
    for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
      JavaClass to = dependency.getTargetClass().getBaseComponentType();
      if (to.getPackageName().startsWith(ROOT) && order.indexOf(room(to)) > own) {
        events.add(SimpleConditionEvent.violated(from, dependency.getDescription()));
      }
    }
  }

  /** The first part of the package below the root. */
  private static String room(JavaClass type) {
    return type.getPackageName().substring(ROOT.length()).split("\\.", 2)[0];
  }
}
