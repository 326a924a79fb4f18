package dev.policygate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The resources that a bucket's policy names. */
final class PolicyResources {
  private PolicyResources() {}

  /** The first resource in {@code document} that is not in the bucket with this ARN. */
  static Optional<String> outside(String document, String bucketArn) {
    return resources(document).stream()
        .filter(resource -> !resource.equals(bucketArn) && !resource.startsWith(bucketArn + "/"))
        .findFirst();
  }

  private static List<String> resources(String document) {
    List<String> resources = new ArrayList<>();
    try {
      if (Json.parse(document) instanceof Json.Struct policy) {
        for (Json statement : items(policy.at("Statement"))) {
          if (statement instanceof Json.Struct struct) {
            List<Json> named = new ArrayList<>(items(struct.at("Resource")));
            named.addAll(items(struct.at("NotResource")));
            named.forEach(
                item -> {
                  if (item instanceof Json.Text(var text)) {
                    resources.add(text);
                  }
                });
          }
        }
      }
    } catch (Json.SyntaxError e) {
      throw new IllegalArgumentException("The policy is not JSON", e);
    }
    return resources;
  }

  private static List<Json> items(Optional<Json> json) {
    return json.map(value -> value instanceof Json.Array(var items) ? items : List.of(value))
        .orElse(List.of());
  }
}
