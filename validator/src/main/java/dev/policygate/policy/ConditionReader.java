package dev.policygate.policy;

import dev.policygate.finding.Located;
import dev.policygate.finding.Quoted;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Qualifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads {@code Condition} blocks. */
final class ConditionReader {

  private final Complaints complaints;

  ConditionReader(Complaints complaints) {
    this.complaints = complaints;
  }

  /**
   * What a block says.
   *
   * @param emptyBlocks names and places of what says nothing
   */
  record Block(List<Condition> conditions, List<Located<String>> emptyBlocks) {
    static final Block NONE = new Block(List.of(), List.of());
  }

  /** Reads the block of one statement. */
  Block read(Json block) {
    if (!(block instanceof JsonObject operators)) {
      complaints.wrongType(block, "`Condition`", "an object of operators");
      return Block.NONE;
    }
    List<Condition> conditions = new ArrayList<>();
    List<Located<String>> emptyBlocks = new ArrayList<>();
    if (operators.members().isEmpty()) {
      emptyBlocks.add(new Located<>("Condition", block.location()));
    }
    for (Member member : operators.members()) {
      Optional<ConditionOperator> operator = operator(member);
      if (!(member.value() instanceof JsonObject keys)) {
        complaints.wrongType(
            member.value(), Quoted.of(member.name()), "an object of condition keys");
        continue;
      }
      if (keys.members().isEmpty()) {
        emptyBlocks.add(new Located<>(member.name(), keys.location()));
      }
      findKeysThatDifferInCase(keys);
      for (Member key : keys.members()) {
        List<Located<String>> values = values(key);
        if (operator.isPresent()) {
          conditions.add(
              new Condition(
                  new Located<>(operator.get(), member.location()),
                  new Located<>(key.name(), key.location()),
                  values));
        }
      }
    }
    return new Block(conditions, emptyBlocks);
  }

  private Optional<ConditionOperator> operator(Member member) {
    Optional<ConditionOperator> operator = ConditionOperator.of(member.name());
    if (operator.isEmpty()) {
      complainOfUnknownOperator(member);
    } else if (isMoreThanNull(operator.get())) {
      complainOfNull(member);
    }
    return operator;
  }

  private void complainOfUnknownOperator(Member member) {
    String message = "there is no condition operator " + Quoted.of(member.name());
    Optional<ConditionOperator> meant = ConditionOperator.ignoringCase(member.name());
    complaints.add(
        meant.isEmpty()
            ? SyntaxRules.INVALID_CONDITION_OPERATOR.at(member.location(), message)
            : SyntaxRules.INVALID_CONDITION_OPERATOR.at(
                member.location(), message, "write `" + meant.get().text() + "`"));
  }

  private static boolean isMoreThanNull(ConditionOperator operator) {
    return operator.comparison() == Comparison.NULL
        && (operator.ifExists() || operator.qualifier() != Qualifier.NONE);
  }

  /** Where it is true for every request or for none, IAM and its reader think differently. */
  private void complainOfNull(Member member) {
    complaints.add(
        SyntaxRules.INVALID_CONDITION_OPERATOR.at(
            member.location(),
            "`Null` asks whether the key is there, so `"
                + member.name()
                + "` does not ask what it seems to",
            "write `Null`"));
  }

  private void findKeysThatDifferInCase(JsonObject keys) {
    Map<String, String> seen = new HashMap<>();
    for (Member key : keys.members()) {
      String first = seen.putIfAbsent(key.name().toLowerCase(Locale.ROOT), key.name());
      if (first != null && !first.equals(key.name())) {
        complaints.add(
            SyntaxRules.DUPLICATE_KEY.at(
                key.location(),
                Quoted.of(first) + " and " + Quoted.of(key.name()) + " are the same condition key",
                "join their values in one list"));
      }
    }
  }

  private List<Located<String>> values(Member key) {
    int colon = key.name().indexOf(':');
    if (colon <= 0 || colon == key.name().length() - 1) {
      complaints.add(
          SyntaxRules.INVALID_CONDITION_KEY.at(
              key.location(),
              Quoted.of(key.name()) + " is not of the form `prefix:name`",
              "write the key with its service, as in `aws:RequestedRegion`"));
    }
    List<Located<String>> values = new ArrayList<>();
    for (Json each : Complaints.listOf(key.value())) {
      if (each instanceof JsonString(var value, var location)) {
        values.add(new Located<>(value, location));
      } else if (each instanceof JsonNumber(var number, var location)) {
        values.add(new Located<>(number, location));
      } else if (each instanceof JsonBoolean(var value, var location)) {
        values.add(new Located<>(String.valueOf(value), location));
      } else {
        complaints.wrongType(each, "a condition value", "a string, a number or a Boolean");
      }
    }
    return values;
  }
}
