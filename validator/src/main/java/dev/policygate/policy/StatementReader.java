package dev.policygate.policy;

import dev.policygate.finding.Located;
import dev.policygate.finding.Quoted;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.policy.ActionElement.Action;
import dev.policygate.policy.ActionElement.NotAction;
import dev.policygate.policy.ResourceElement.NotResource;
import dev.policygate.policy.ResourceElement.Resource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Reads the statements of one document. */
final class StatementReader {

  private static final List<String> ELEMENTS =
      List.of("Sid", "Effect", "Action", "NotAction", "Resource", "NotResource", "Condition");

  private final Complaints complaints;
  private final ConditionReader conditions;
  private final Set<String> sids = new HashSet<>();

  StatementReader(Complaints complaints) {
    this.complaints = complaints;
    this.conditions = new ConditionReader(complaints);
  }

  /** Reads one; empty when something is wrong that leaves no statement. */
  Optional<Statement> read(Json json) {
    if (!(json instanceof JsonObject object)) {
      complaints.wrongType(json, "a statement", "an object");
      return Optional.empty();
    }
    complaints.unknownElements(object, ELEMENTS, "a statement");
    Optional<Located<String>> sid = sid(object);
    Optional<Located<Effect>> effect = effect(object);
    Optional<ActionElement> action =
        oneOf(object, "Action", "NotAction")
            .flatMap(
                member ->
                    strings(member, ActionPattern::new)
                        .map(
                            patterns ->
                                member.name().equals("Action")
                                    ? new Action(patterns, member.location())
                                    : new NotAction(patterns, member.location())));
    Optional<ResourceElement> resource =
        oneOf(object, "Resource", "NotResource")
            .flatMap(
                member ->
                    strings(member, ResourcePattern::new)
                        .map(
                            patterns ->
                                member.name().equals("Resource")
                                    ? new Resource(patterns, member.location())
                                    : new NotResource(patterns, member.location())));
    ConditionReader.Block block =
        object.get("Condition").map(conditions::read).orElse(ConditionReader.Block.NONE);
    if (effect.isEmpty() || action.isEmpty() || resource.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Statement(
            sid,
            effect.get(),
            action.get(),
            resource.get(),
            block.conditions(),
            block.emptyBlocks(),
            object.location()));
  }

  private Optional<Located<String>> sid(JsonObject statement) {
    Optional<Json> sid = statement.get("Sid");
    if (sid.isEmpty()) {
      return Optional.empty();
    }
    if (!(sid.get() instanceof JsonString(var value, var location))) {
      complaints.wrongType(sid.get(), "`Sid`", "a string");
      return Optional.empty();
    }
    if (!value.chars().allMatch(StatementReader::isLetterOrDigit)) {
      String kept = lettersAndDigitsOf(value);
      complaints.add(
          SyntaxRules.INVALID_SID.at(
              location,
              "%s holds more than ASCII letters and digits".formatted(Quoted.of(value)),
              kept.isEmpty() ? "leave it out" : "write %s".formatted(Quoted.of(kept))));
    }
    if (!value.isEmpty() && !sids.add(value)) {
      complaints.add(
          SyntaxRules.DUPLICATE_SID.at(
              location,
              "another statement has the Sid %s too".formatted(Quoted.of(value)),
              "give each statement a Sid of its own, or none"));
    }
    return Optional.of(new Located<>(value, location));
  }

  private static boolean isLetterOrDigit(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static String lettersAndDigitsOf(String value) {
    StringBuilder kept = new StringBuilder();
    value.chars().filter(StatementReader::isLetterOrDigit).forEach(c -> kept.append((char) c));
    return kept.toString();
  }

  private Optional<Located<Effect>> effect(JsonObject statement) {
    Optional<Json> effect = statement.get("Effect");
    if (effect.isEmpty()) {
      complaints.missing(statement, "Effect", "a statement");
      return Optional.empty();
    }
    if (!(effect.get() instanceof JsonString(var text, var location))) {
      complaints.wrongType(effect.get(), "`Effect`", "a string");
      return Optional.empty();
    }
    for (Effect each : Effect.values()) {
      if (each.text().equals(text)) {
        return Optional.of(new Located<>(each, location));
      }
    }
    complaints.add(
        SyntaxRules.INVALID_EFFECT.at(
            location, "%s is no effect".formatted(Quoted.of(text)), "write `Allow` or `Deny`"));
    return Optional.empty();
  }

  /** The one member that is there of two that exclude each other. */
  private Optional<Member> oneOf(JsonObject statement, String name, String opposite) {
    List<Member> found =
        statement.members().stream()
            .filter(member -> member.name().equals(name) || member.name().equals(opposite))
            .toList();
    if (found.isEmpty()) {
      complaints.missing(statement, name, "a statement");
      return Optional.empty();
    }
    found.stream()
        .filter(member -> !member.name().equals(found.getFirst().name()))
        .findFirst()
        .ifPresent(
            member ->
                complaints.add(
                    SyntaxRules.CONFLICTING_ELEMENTS.at(
                        member.location(),
                        "a statement has `%s` or `%s`, never both".formatted(name, opposite),
                        "remove one of the two, or make two statements")));
    return Optional.of(found.getFirst());
  }

  /** A list of strings, or one string; empty when it is neither. */
  private <T> Optional<List<Located<T>>> strings(Member member, Function<String, T> maker) {
    List<Json> elements = Complaints.listOf(member.value());
    List<Located<T>> read = new ArrayList<>(elements.size());
    boolean whole = true;
    for (Json each : elements) {
      if (each instanceof JsonString(var value, var location)) {
        read.add(new Located<>(maker.apply(value), location));
      } else {
        complaints.wrongType(each, "`" + member.name() + "`", "a string or a list of strings");
        whole = false;
      }
    }
    if (elements.isEmpty()) {
      complaints.empty(member.value(), member.name(), "an entry");
      whole = false;
    }
    return whole ? Optional.of(read) : Optional.empty();
  }
}
