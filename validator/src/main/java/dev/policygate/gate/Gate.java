package dev.policygate.gate;

import dev.policygate.access.NamePattern;
import dev.policygate.bundle.Metadata;
import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Quoted;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Policy;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Rulebook;
import dev.policygate.reach.Powers;
import dev.policygate.rules.RuleLibrary;
import dev.policygate.validation.PolicyValidator;
import dev.policygate.validation.Subject;
import dev.policygate.validation.Suppressions;
import dev.policygate.validation.Verdict;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Judges submissions by one profile: pure, so the same answer everywhere. */
public final class Gate {

  /** A name that is not to be had. */
  public static final RuleInfo RESERVED_POLICY_NAME =
      RuleInfo.error("ReservedPolicyName", "The policy name is reserved");

  /** A name that does not fit what the profile allows. */
  public static final RuleInfo POLICY_NAME_NOT_ALLOWED =
      RuleInfo.error("PolicyNameNotAllowed", "The policy name is not one that the profile allows");

  /** A team that nobody says owns anything in the account: it is not believed. */
  public static final RuleInfo UNKNOWN_TEAM =
      RuleInfo.warning("UnknownTeam", "The account's profile does not list the team");

  private final Profile profile;
  private final CentralDenies denies;
  private final Optional<LocalDate> today;
  private final Catalog catalog;
  private final Powers powers;

  private Gate(Profile profile, CentralDenies denies, Optional<LocalDate> today) {
    if (RuleLibrary.installed().hasOthers()) {
      RuleCatalog.installed();
    }
    this.profile = profile;
    this.denies = denies;
    this.today = today;
    this.catalog = Catalog.bundled();
    this.powers = Powers.bundled();
  }

  /** The gate of a profile, with the central denies that hold now; nothing is suppressed. */
  public static Gate of(Profile profile, CentralDenies denies) {
    return new Gate(profile, denies, Optional.empty());
  }

  /**
   * The gate of a profile, with the profile's own copy of the central denies: where no AWS is
   * asked.
   */
  public static Gate offline(Profile profile) {
    return of(profile, profile.denies());
  }

  /** The same on a day: what the profile suppresses until then is reported, and does not reject. */
  public Gate on(LocalDate day) {
    return new Gate(profile, denies, Optional.of(day));
  }

  /**
   * What was judged, and how.
   *
   * @param documents as they would be created
   */
  public record Judgement(List<SealedPolicy> documents, Verdict verdict) {
    public Judgement {
      documents = List.copyOf(documents);
    }
  }

  /** Judges the policy of a bundle. */
  public Judgement judge(Policy policy, Metadata metadata) {
    return judge(List.of(policy), List.of(metadata), Optional.empty());
  }

  /**
   * Judges policies that one principal would hold together.
   *
   * @param metadata of those that came in bundles
   * @param boundary the permissions boundary of the principal
   */
  public Judgement judge(
      List<Policy> policies, List<Metadata> metadata, Optional<Policy> boundary) {
    List<SealedPolicy> documents = new ArrayList<>();
    for (Policy policy : policies) {
      documents.add(denies.seal(policy));
    }
    Subject subject = new Subject(documents, boundary, catalog, powers);
    Set<Finding> findings = new LinkedHashSet<>();
    for (Rulebook book : rulebooks(metadata, findings)) {
      findings.addAll(
          new PolicyValidator(book.rules())
              .validate(subject.within(book.confinement()), suppressions(book, policies, metadata))
              .findings());
      for (Metadata each : metadata) {
        checkName(each.policyName(), book, findings);
      }
    }
    return new Judgement(documents, Verdict.of(findings));
  }

  /** What is asked: of all teams, where a policy does not say whose it is; all of it must hold. */
  private List<Rulebook> rulebooks(List<Metadata> metadata, Set<Finding> findings) {
    List<Rulebook> books = new ArrayList<>();
    for (Metadata each : metadata) {
      Optional<String> team = Optional.empty();
      if (each.team().isPresent()) {
        team = Optional.of(each.team().get().value());
        if (!profile.teams().containsKey(team.get())) {
          findings.add(unknown(each.team().get()));
        }
      }
      for (Rulebook book : profile.rulebooks(team)) {
        if (!books.contains(book)) {
          books.add(book);
        }
      }
    }
    return books.isEmpty() ? profile.rulebooks(Optional.empty()) : books;
  }

  private Finding unknown(Located<String> team) {
    return UNKNOWN_TEAM.at(
        team.location(),
        "the account's profile `"
            + profile.name()
            + "` does not list the team "
            + Quoted.of(team.value())
            + ", so it is not believed",
        profile.teams().isEmpty()
            ? "leave `Team` out"
            : "leave `Team` out, or choose one of `"
                + String.join("`, `", profile.teams().keySet())
                + "`");
  }

  private Suppressions suppressions(Rulebook book, List<Policy> policies, List<Metadata> metadata) {
    if (today.isEmpty() || book.suppressions().isEmpty()) {
      return Suppressions.NONE;
    }
    Map<String, String> policyOfFile = new HashMap<>();
    for (Policy policy : policies) {
      String file = policy.location().file();
      for (Metadata each : metadata) {
        if (bundleOf(each.policyName().location().file()).equals(bundleOf(file))) {
          policyOfFile.put(file, each.policyName().value());
        }
      }
    }
    return Suppressions.of(book.suppressions(), policyOfFile, today.get());
  }

  /** The folder or the archive in which a file is. */
  private static String bundleOf(String file) {
    return file.substring(0, Math.max(file.lastIndexOf('/'), file.lastIndexOf('!')) + 1);
  }

  private void checkName(Located<String> name, Rulebook book, Set<Finding> findings) {
    Optional<NamePattern> reserved = profile.reserving(name.value(), book);
    if (reserved.isPresent()) {
      findings.add(
          RESERVED_POLICY_NAME.at(
              name.location(),
              "`" + name.value() + "` is reserved by `" + reserved.get() + "`",
              "choose another `PolicyName`"));
    } else if (!book.allowsName(name.value())) {
      List<String> allowed = new ArrayList<>();
      for (NamePattern pattern : book.allowedNames()) {
        allowed.add(pattern.toString());
      }
      findings.add(
          POLICY_NAME_NOT_ALLOWED.at(
              name.location(),
              "`"
                  + name.value()
                  + "` is no name that policies have here: `"
                  + String.join("`, `", allowed)
                  + "`",
              "choose a `PolicyName` of that form"));
    }
  }
}
