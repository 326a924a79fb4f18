package dev.policygate.rules;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.reach.Reach;
import java.util.Comparator;
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
   * An ARN that the action takes: of a type that it needs, if there are, of one that its name
   * speaks of, and of its own service.
   */
  private static Optional<String> example(String action, Reach reach) {
    return reach.catalog().action(action).filter(known -> !known.isWildcardOnly()).stream()
        .flatMap(
            known ->
                known.resourceTypes().stream()
                    .sorted(
                        Comparator.comparing((ActionResource resource) -> !resource.required())
                            .thenComparing(resource -> !isSpokenOf(resource, known)))
                    .flatMap(
                        resource ->
                            resource.type().arns().stream()
                                .sorted(
                                    Comparator.comparing(
                                        arn -> !arn.service().equals(known.service())))
                                .map(arn -> example(arn, resource.type().name()))))
        .findFirst();
  }

  /** Whether {@code GetObject} is about an {@code object}. */
  private static boolean isSpokenOf(ActionResource resource, Action action) {
    return action
        .name()
        .toLowerCase(Locale.ROOT)
        .contains(resource.type().name().replaceAll("[^A-Za-z]", "").toLowerCase(Locale.ROOT));
  }

  /** A template with names in place of its variables. */
  private static String example(ArnTemplate template, String type) {
    StringBuilder arn = new StringBuilder();
    String text = template.text();
    int at = 0;
    for (int start = text.indexOf("${"); start >= 0; start = text.indexOf("${", at)) {
      int end = text.indexOf('}', start);
      arn.append(text, at, start).append(exampleOf(text.substring(start + 2, end), type));
      at = end + 1;
    }
    return arn.append(text.substring(at)).toString();
  }

  private static String exampleOf(String variable, String type) {
    return switch (variable) {
      case "Partition" -> "aws";
      case "Region" -> "eu-central-1";
      case "Account" -> "111122223333";
      case "ObjectName" -> "*";
      default -> {
        String named = variable.replaceAll("(Name|Id)?(WithPath)?$", "");
        yield "my-" + (named.isEmpty() ? type : named).toLowerCase(Locale.ROOT);
      }
    };
  }
}
