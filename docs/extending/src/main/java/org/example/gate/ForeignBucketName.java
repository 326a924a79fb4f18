package org.example.gate;

import dev.policygate.finding.Located;
import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.validation.RuleSettings;
import dev.policygate.validation.StatementRule;
import dev.policygate.validation.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Rejects buckets whose names do not start as the organization's buckets do. */
final class ForeignBucketName implements StatementRule {

  static final String ID = "ForeignBucketName";

  private static final RuleInfo INFO =
      RuleInfo.error(ID, "A bucket is named that is not the organization's");
  private static final String PREFIXES = "prefixes";
  private static final String BUCKET = "arn:aws:s3:::";

  private final List<String> prefixes;

  /**
   * Takes the prefixes from the profile; without them the rule asks nothing.
   *
   * @throws RuleSettings.Unfit when one is empty, which every name starts with
   */
  ForeignBucketName(RuleSettings settings) {
    this.prefixes = settings.texts(PREFIXES);
    if (prefixes.contains("")) {
      throw settings.unfit(PREFIXES, "every bucket's name starts with an empty prefix");
    }
  }

  @Override
  public RuleInfo info() {
    return INFO;
  }

  @Override
  public Set<String> parameters() {
    return Set.of(PREFIXES);
  }

  @Override
  public List<Violation> check(Statement statement) {
    List<Violation> violations = new ArrayList<>();
    if (statement.allows() && !prefixes.isEmpty()) {
      for (Located<ResourcePattern> resource : statement.resource().patterns()) {
        String text = resource.value().text();
        if (text.startsWith(BUCKET) && !isOurs(text.substring(BUCKET.length()))) {
          violations.add(
              Violation.at(
                  resource.location(),
                  "`%s` is no bucket of ours: their names start with `%s`"
                      .formatted(text, String.join("` or `", prefixes)),
                  "name a bucket of ours"));
        }
      }
    }
    return violations;
  }

  private boolean isOurs(String bucket) {
    return prefixes.stream().anyMatch(bucket::startsWith);
  }
}
