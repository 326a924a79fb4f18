package dev.policygate.validation;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Finding.Suppressed;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.Fingerprint;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What is excused in some policies on one day. */
public final class Suppressions {

  /** Somebody has to answer anew. */
  public static final RuleInfo EXPIRED =
      RuleInfo.warning("ExpiredSuppression", "A suppression is past its last day");

  /** The policy says something else than what was excused. */
  public static final RuleInfo OUTDATED =
      RuleInfo.warning("OutdatedSuppression", "A suppression is for what the policy said before");

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
    private final Set<Suppression> used = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Finding> findings = new LinkedHashSet<>();

    private Run(Subject subject) {
      this.subject = subject;
    }

    /** Who answers for what a rule found, if anybody does. */
    Optional<Suppressed> excuse(Rule rule, Violation violation) {
      if (all.isEmpty() || rule.isMandatory()) {
        return Optional.empty();
      }
      Optional<Suppressed> excuse = Optional.empty();
      for (Suppression each : all) {
        if (speaksOf(each, rule, violation.location())) {
          used.add(each);
          if (today.isAfter(each.expires())) {
            findings.add(expired(each, violation.location()));
          } else if (!each.fingerprint().equals(fingerprint(rule, violation.location()))) {
            findings.add(outdated(each, rule, violation.location()));
          } else {
            excuse =
                Optional.of(new Suppressed(each.reason(), each.owner(), each.expires().toString()));
          }
        }
      }
      return excuse;
    }

    private boolean speaksOf(Suppression each, Rule rule, Location place) {
      return each.rule().equals(rule.info().id())
          && each.policy().equalsIgnoreCase(policyOfFile.get(place.file()))
          && isAt(each.pointer(), place);
    }

    private static boolean isAt(Optional<String> wanted, Location place) {
      if (wanted.isEmpty()) {
        return true;
      }
      String pointer = place.pointer().orElse("");
      return pointer.equals(wanted.get()) || pointer.startsWith(wanted.get() + "/");
    }

    /** A finding that rests on other policies of the holder too is known by all of them. */
    private String fingerprint(Rule rule, Location place) {
      return Fingerprint.of(
          rule.joinsDocuments() ? subject.statements() : statementsOf(place.file()));
    }

    private List<Statement> statementsOf(String file) {
      List<Statement> statements = new ArrayList<>();
      for (SealedPolicy document : subject.documents()) {
        if (document.authored().location().file().equals(file)) {
          statements.addAll(document.authored().statements());
        }
      }
      return statements;
    }

    private static Finding expired(Suppression each, Location place) {
      return EXPIRED.at(
          place,
          "the suppression of `" + each.rule() + "` here ended on " + each.expires(),
          "mend what it hid, or ask " + each.owner() + " to answer for it longer");
    }

    private Finding outdated(Suppression each, Rule rule, Location place) {
      return OUTDATED.at(
          place,
          "the suppression of `"
              + each.rule()
              + "` here is for another text of the policy, which has now the"
              + " fingerprint `"
              + fingerprint(rule, place)
              + "`",
          "ask " + each.owner() + " to answer for this one as well");
    }

    /** What is wrong with the suppressions themselves. */
    List<Finding> findings() {
      List<Finding> all = new ArrayList<>(findings);
      for (Suppression each : Suppressions.this.all) {
        for (Map.Entry<String, String> policy : policyOfFile.entrySet()) {
          if (!used.contains(each) && each.policy().equalsIgnoreCase(policy.getValue())) {
            all.add(unused(each, policy.getKey()));
          }
        }
      }
      return all;
    }

    private static Finding unused(Suppression each, String file) {
      return UNUSED.at(
          Location.of(file),
          "the suppression of `"
              + each.rule()
              + "` in `"
              + each.policy()
              + "` ("
              + each.location().file()
              + ":"
              + each.location().line()
              + ") suppresses nothing",
          "tell " + each.owner() + ", who answers for it, that it can go");
    }
  }
}
