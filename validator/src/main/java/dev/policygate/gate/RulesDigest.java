package dev.policygate.gate;

import dev.policygate.catalog.Catalog;
import dev.policygate.finding.Located;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.json.JsonWriter;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyWriter;
import dev.policygate.policy.Statement;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Rulebook;
import dev.policygate.validation.RequiredCondition;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleSet;
import dev.policygate.validation.Suppression;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A name for what a policy was judged by. It changes when the rules that hold, what they weigh,
 * what the profile tells them, the names that policies may have, the suppressions, the central
 * denies or the catalogue change, and when the profile gets another name. What the accounts of the
 * profile and its other teams are does not matter.
 */
public final class RulesDigest {

  private final StringBuilder text = new StringBuilder();

  private RulesDigest() {}

  /**
   * The digest: SHA-256, 64 hexadecimal digits.
   *
   * @param denies those that hold now
   * @param team as {@code metadata.json} says; where it is none of the profile's, all of them count
   */
  public static String of(Profile profile, CentralDenies denies, Optional<String> team) {
    RulesDigest digest = new RulesDigest();
    digest.add(profile.name());
    digest.add(Catalog.bundled().date());
    digest.add(denies.statements());
    List<Rulebook> books = profile.rulebooks(team);
    digest.add(books.size());
    for (Rulebook book : books) {
      digest.add(book);
    }
    return sha256(digest.text.toString());
  }

  private void add(Rulebook book) {
    addAll(book.allowedNames());
    addAll(book.reservedNames());
    addAll(book.confinement().keys().stream().sorted().toList());
    List<RuleSet.Entry> entries = book.rules().entries();
    add(entries.size());
    for (RuleSet.Entry entry : entries) {
      add(entry.rule().info().id());
      add(entry.severity().name());
    }
    add(book.parameters());
    add(book.suppressions().size());
    for (Suppression each : book.suppressions()) {
      add(each.rule());
      add(each.policy());
      add(each.pointer().orElse(""));
      add(each.fingerprint());
      add(each.expires().toString());
    }
  }

  private void add(RuleParameters parameters) {
    addAll(parameters.identities().attachable());
    addAll(parameters.identities().boundaries());
    addAll(parameters.guarded());
    add(parameters.envelope().map(Policy::statements).orElse(List.of()));
    add(parameters.workload().map(kind -> kind.word()).orElse(""));
    add(parameters.required().size());
    for (RequiredCondition each : parameters.required()) {
      addAll(each.actions());
      addAll(each.resources());
      add(each.conditions().size());
      for (Condition condition : each.conditions()) {
        add(condition.operator().value().text());
        add(condition.key().value());
        addAll(condition.values().stream().map(Located::value).toList());
      }
    }
    var settings = new TreeMap<>(parameters.settings());
    add(settings.size());
    settings.forEach(
        (rule, said) -> {
          add(rule);
          add(said.members().size());
          said.members()
              .forEach(
                  member -> {
                    add(member.name());
                    add(JsonWriter.write(member.value()));
                  });
        });
  }

  private void add(List<Statement> statements) {
    add(
        statements.isEmpty()
            ? ""
            : PolicyWriter.write(new Policy(statements, statements.getFirst().location())));
  }

  private void addAll(List<?> values) {
    add(values.size());
    values.forEach(value -> add(value.toString()));
  }

  private void add(int count) {
    text.append(count).append(';');
  }

  /** With its length, so that no two lists of texts look the same. */
  private void add(String value) {
    text.append(value.length()).append(':').append(value);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
  }
}
