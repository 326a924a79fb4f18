package dev.policygate.rules;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.reach.Reach;
import java.util.Locale;
import java.util.Optional;

/** The smallest changes that mend, as text. */
final class Fixes {

  private Fixes() {}

  /** To name resources, as the action's own template writes them; or to leave the action out. */
  static String nameTheResource(PowersAtLarge.Found found, Reach reach) {
    return example(found.first().granted(), reach)
        .map(arn -> "name the resource, as in `%s`".formatted(arn))
        .orElse("leave it out");
  }

  /**
   * An ARN that the action takes: of its own service, and of a type that it needs, if there are.
   */
  private static Optional<String> example(String action, Reach reach) {
    Optional<Action> known = reach.catalog().action(action);
    if (known.isEmpty() || known.get().isWildcardOnly()) {
      return Optional.empty();
    }
    ArnTemplate best = null;
    int least = Integer.MAX_VALUE;
    for (ActionResource resource : known.get().resourceTypes()) {
      for (ArnTemplate arn : resource.type().arns()) {
        int strange =
            (arn.service().equals(known.get().service()) ? 0 : 2) + (resource.required() ? 0 : 1);
        if (strange < least) {
          best = arn;
          least = strange;
        }
      }
    }
    return Optional.ofNullable(best).map(Fixes::example);
  }

  /** A template with names in place of its variables. */
  private static String example(ArnTemplate template) {
    StringBuilder arn = new StringBuilder();
    String text = template.text();
    int at = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
      int end = text.indexOf('}', start);
      arn.append(text, at, start).append(exampleOf(text.substring(start + 2, end)));
      at = end + 1;
    }
    return arn.append(text.substring(at)).toString();
  }

  private static String exampleOf(String variable) {
    return switch (variable) {
      case "Partition" -> "aws";
      case "Region" -> "eu-central-1";
      case "Account" -> "111122223333";
      case "ObjectName" -> "*";
      default -> "my-" + variable.replaceAll("(Name|Id)?(WithPath)?$", "").toLowerCase(Locale.ROOT);
    };
  }
}
