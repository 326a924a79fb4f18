package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Finding.Suppressed;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.Fingerprint;
import dev.policygate.policy.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is excused in some documents on one day. */
public final class Suppressions {

  /** Somebody has to answer anew. */
  public static final RuleInfo EXPIRED =
      RuleInfo.warning("ExpiredSuppression", "A suppression is past its last day");

  /** What nobody needs may one day hide something. */
  public static final RuleInfo UNUSED =
      RuleInfo.warning("UnusedSuppression", "A suppression finds nothing to suppress");

  /** Nothing is. */
  public static final Suppressions NONE = new Suppressions(List.of(), Map.of(), LocalDate.EPOCH);

  private final List<Suppression> all;
  private final Map<String, String> policyOfFile;
  private final LocalDate today;

  private Suppressions(List<Suppression> all, Map<String, String> policyOfFile, LocalDate today) {
    this.all = List.copyOf(all);
    this.policyOfFile = Map.copyOf(policyOfFile);
    this.today = today;
  }

  /**
   * What a profile excuses.
   *
   * @param policyOfFile what the policy in a file is called, where it came in a bundle
   */
  public static Suppressions of(
      List<Suppression> all, Map<String, String> policyOfFile, LocalDate today) {
    return new Suppressions(all, policyOfFile, today);
  }

  /** Excuses the findings of one run. */
  Run start(Subject subject) {
    return new Run(subject);
  }

  /** Remembers what was needed. */
  final class Run {

    private final Subject subject;
    private final Set<Suppression> used = new HashSet<>();
    private final List<Finding> expired = new ArrayList<>();

    private Run(Subject subject) {
      this.subject = subject;
    }

    /** Who answers for what a rule found in a statement, if anybody does. */
    Optional<Suppressed> excuse(Rule rule, Violation violation, Statement statement) {
      Optional<Suppressed> excuse = Optional.empty();
      for (Suppression each : all) {
        if (!rule.isMandatory() && speaksOf(each, rule, violation, statement)) {
          used.add(each);
          if (today.isAfter(each.expires())) {
            expired.add(
                EXPIRED.at(
                    violation.location(),
                    "the suppression of `%s` here ended on %s"
                        .formatted(each.rule(), each.expires()),
                    "mend what it hid, or ask %s to answer for it longer".formatted(each.owner())));
          } else {
            excuse =
                Optional.of(new Suppressed(each.reason(), each.owner(), each.expires().toString()));
          }
        }
      }
      return excuse;
    }

    private boolean speaksOf(
        Suppression each, Rule rule, Violation violation, Statement statement) {
      return each.rule().equals(rule.info().id())
          && each.policy().equalsIgnoreCase(policyOfFile.get(violation.location().file()))
          && isIn(each.sid(), statement)
          && isAt(each.pointer(), violation.location())
          && says(each.fingerprint(), rule, statement);
    }

    private static boolean isIn(Optional<String> sid, Statement statement) {
      return sid.isEmpty()
          || (statement.sid().isPresent() && statement.sid().get().value().equals(sid.get()));
    }

    private static boolean isAt(Optional<String> wanted, Location place) {
      if (wanted.isEmpty()) {
        return true;
      }
      String pointer = place.pointer().orElse("");
      return pointer.equals(wanted.get()) || pointer.startsWith(wanted.get() + "/");
    }

    /** A finding that depends on other statements too is known by all of them only. */
    private boolean says(Optional<String> fingerprint, Rule rule, Statement statement) {
      return fingerprint.isEmpty()
          || fingerprint.get().equals(Fingerprint.of(subject.statements()))
          || (!rule.joinsStatements() && fingerprint.get().equals(Fingerprint.of(statement)));
    }

    /** What is wrong with the suppressions themselves. */
    List<Finding> findings() {
      List<Finding> findings = new ArrayList<>(expired);
      for (Suppression each : all) {
        if (!used.contains(each) && isOfThese(each)) {
          findings.add(
              UNUSED.at(
                  each.location(),
                  "the suppression of `%s` in `%s` suppresses nothing in it"
                      .formatted(each.rule(), each.policy()),
                  "tell %s, who answers for it, that the policy has changed"
                      .formatted(each.owner())));
        }
      }
      return findings;
    }

    private boolean isOfThese(Suppression each) {
      for (String policy : policyOfFile.values()) {
        if (each.policy().equalsIgnoreCase(policy)) {
          return true;
        }
      }
      return false;
    }
  }
}
