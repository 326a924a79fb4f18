package dev.policygate.rules;

import dev.policygate.access.NamePattern;
import dev.policygate.resource.BundledResources;
import dev.policygate.validation.Workload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a kind of workload needs of AWS, by a reviewed table. */
final class WorkloadNeeds {

  private static final String RESOURCE = "workload/needs.tsv";
  private static final String EVERY = "*";
  private static final String OWN = "own";

  private final List<NamePattern> onOwn = new ArrayList<>();
  private final List<NamePattern> onAny = new ArrayList<>();

  private WorkloadNeeds() {}

  static WorkloadNeeds of(Workload workload) {
    Optional<byte[]> bytes = BundledResources.read(RESOURCE);
    if (bytes.isEmpty()) {
      throw new IllegalStateException("the class path lacks " + RESOURCE);
    }
    WorkloadNeeds needs = new WorkloadNeeds();
    for (String line : new String(bytes.get(), StandardCharsets.UTF_8).split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      if (cells[0].equals(EVERY) || cells[0].equals(workload.word())) {
        (cells[2].equals(OWN) ? needs.onOwn : needs.onAny).add(NamePattern.of(cells[1]));
      }
    }
    return needs;
  }

  /** Whether it needs an action at all. */
  boolean hold(String action) {
    return isOnOwn(action) || matches(onAny, action);
  }

  /** Whether it needs an action on resources of its own, which a policy can name. */
  boolean isOnOwn(String action) {
    return matches(onOwn, action);
  }

  private static boolean matches(List<NamePattern> patterns, String action) {
    for (NamePattern pattern : patterns) {
      if (pattern.matches(action)) {
        return true;
      }
    }
    return false;
  }
}
