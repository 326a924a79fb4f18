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
    Optional<ActionElement> action = action(object);
    Optional<ResourceElement> resource = resource(object);
    Optional<Json> condition = object.get("Condition");
    ConditionReader.Block block =
        condition.isEmpty() ? ConditionReader.Block.NONE : conditions.read(condition.get());
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
    String kept = lettersAndDigitsOf(value);
    if (!kept.equals(value)) {
      complaints.add(
          SyntaxRules.INVALID_SID.at(
              location,
              Quoted.of(value) + " holds more than ASCII letters and digits",
              kept.isEmpty() ? "leave it out" : "write " + Quoted.of(kept)));
    }
    if (!value.isEmpty() && !sids.add(value)) {
      complaints.add(
          SyntaxRules.DUPLICATE_SID.at(
              location,
              "another statement has the Sid " + Quoted.of(value) + " too",
              "give each statement a Sid of its own, or none"));
    }
    return Optional.of(new Located<>(value, location));
  }

  private static boolean isLetterOrDigit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  private static String lettersAndDigitsOf(String value) {
    StringBuilder kept = new StringBuilder();
    for (int i = 0; i < value.length(); i++) {
      if (isLetterOrDigit(value.charAt(i))) {
        kept.append(value.charAt(i));
      }
    }
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
            location, Quoted.of(text) + " is no effect", "write `Allow` or `Deny`"));
    return Optional.empty();
  }

  private Optional<ActionElement> action(JsonObject statement) {
    Optional<Member> member = oneOf(statement, "Action", "NotAction");
    if (member.isEmpty()) {
      return Optional.empty();
    }
    List<Located<ActionPattern>> patterns = new ArrayList<>();
    for (JsonString each : strings(member.get())) {
      patterns.add(new Located<>(new ActionPattern(each.value()), each.location()));
    }
    if (patterns.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        member.get().name().equals("Action")
            ? new Action(patterns, member.get().location())
            : new NotAction(patterns, member.get().location()));
  }

  private Optional<ResourceElement> resource(JsonObject statement) {
    Optional<Member> member = oneOf(statement, "Resource", "NotResource");
    if (member.isEmpty()) {
      return Optional.empty();
    }
    List<Located<ResourcePattern>> patterns = new ArrayList<>();
    for (JsonString each : strings(member.get())) {
      patterns.add(new Located<>(new ResourcePattern(each.value()), each.location()));
    }
    if (patterns.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        member.get().name().equals("Resource")
            ? new Resource(patterns, member.get().location())
            : new NotResource(patterns, member.get().location()));
  }

  /** The one member that is there of two that exclude each other. */
  private Optional<Member> oneOf(JsonObject statement, String name, String opposite) {
    Optional<Member> found = Optional.empty();
    for (Member member : statement.members()) {
      if (!member.name().equals(name) && !member.name().equals(opposite)) {
        continue;
      }
      if (found.isEmpty()) {
        found = Optional.of(member);
      } else if (!member.name().equals(found.get().name())) {
        complaints.add(
            SyntaxRules.CONFLICTING_ELEMENTS.at(
                member.location(),
                "a statement has `" + name + "` or `" + opposite + "`, never both",
                "remove one of the two, or make two statements"));
        return found;
      }
    }
    if (found.isEmpty()) {
      complaints.missing(statement, name, "a statement");
    }
    return found;
  }

  /** A list of strings, or one string; nothing when it is neither. */
  private List<JsonString> strings(Member member) {
    List<Json> elements = Complaints.listOf(member.value());
    List<JsonString> read = new ArrayList<>(elements.size());
    for (Json each : elements) {
      if (each instanceof JsonString string) {
        read.add(string);
      } else {
        complaints.wrongType(each, "`" + member.name() + "`", "a string or a list of strings");
      }
    }
    if (elements.isEmpty()) {
      complaints.empty(member.value(), member.name(), "an entry");
    }
    return read.size() == elements.size() ? read : List.of();
  }
}
