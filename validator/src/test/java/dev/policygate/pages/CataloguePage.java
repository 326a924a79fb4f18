package dev.policygate.pages;

import dev.policygate.finding.RuleInfo;
import dev.policygate.gate.RuleCatalog.Family;
import java.util.List;

/** The page that lists all rules, made from what the rules say of themselves. */
final class CataloguePage {

  private static final String START =
      """
      # Rules

      <!-- Generated from the rules' own descriptions:
           mvn -pl validator test -Dtest=RulePagesTest -Dpolicygate.pages=update -->

      An *error* rejects the submission, a *warning* lets it pass and is shown. A profile may weigh a rule otherwise, or switch
      it off, except those that guard the gate itself. What is judged is the policy as it would be created, with the
      security team's central denies: what they take away is not blamed.

      The examples on each page are run as tests. How the rules were measured: [judgements](judgements.md).
      Which checks of IAM Access Analyzer they answer: [coverage](coverage.md).
      """;

  private CataloguePage() {}

  static String of(List<Family> families) {
    StringBuilder page = new StringBuilder(START);
    for (Family family : families) {
      page.append("\n## ").append(family.title()).append("\n\n");
      page.append("| rule | | what is wrong |\n| --- | --- | --- |\n");
      family.rules().forEach(rule -> page.append(row(rule)));
    }
    return page.toString();
  }

  private static String row(RuleInfo rule) {
    return "| [%s](%s.md) | %s | %s |\n"
        .formatted(
            rule.id(), rule.id(), rule.severity().word(), rule.summary().replace("|", "\\|"));
  }
}
