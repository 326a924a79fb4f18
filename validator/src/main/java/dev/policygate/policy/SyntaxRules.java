package dev.policygate.policy;

import dev.policygate.finding.RuleInfo;
import java.util.List;

/** The rules by which the parser refuses a text: a gate that reads otherwise than IAM is open. */
public final class SyntaxRules {

  static final RuleInfo CONFLICTING_ELEMENTS =
      RuleInfo.error("ConflictingElements", "A statement has both an element and its opposite");
  static final RuleInfo DOCUMENT_TOO_LARGE =
      RuleInfo.error("DocumentTooLarge", "The text is longer than IAM takes");
  static final RuleInfo DUPLICATE_KEY =
      RuleInfo.error("DuplicateKey", "A name is written twice in one object");
  static final RuleInfo DUPLICATE_SID =
      RuleInfo.error("DuplicateSid", "Two statements have the same Sid");
  static final RuleInfo EMPTY_LIST =
      RuleInfo.error("EmptyList", "A list that must name something is empty");
  static final RuleInfo INVALID_CHARACTER =
      RuleInfo.error("InvalidCharacter", "The text holds a character that IAM refuses");
  static final RuleInfo INVALID_CONDITION_KEY =
      RuleInfo.error("InvalidConditionKey", "A condition key is not of the form prefix:name");
  static final RuleInfo INVALID_CONDITION_OPERATOR =
      RuleInfo.error("InvalidConditionOperator", "There is no such condition operator");
  static final RuleInfo INVALID_EFFECT =
      RuleInfo.error("InvalidEffect", "Effect is neither Allow nor Deny");
  static final RuleInfo INVALID_JSON = RuleInfo.error("InvalidJson", "The text is no JSON");
  static final RuleInfo INVALID_SID =
      RuleInfo.error("InvalidSid", "A Sid holds more than ASCII letters and digits");
  static final RuleInfo INVALID_VERSION =
      RuleInfo.error("InvalidVersion", "Version is not " + Policy.VERSION);
  static final RuleInfo MISSING_ELEMENT =
      RuleInfo.error("MissingElement", "An element that every policy needs is missing");
  static final RuleInfo NESTING_TOO_DEEP =
      RuleInfo.error("NestingTooDeep", "The text nests deeper than any policy does");
  static final RuleInfo TRAILING_CONTENT =
      RuleInfo.error("TrailingContent", "The text goes on after the policy");
  static final RuleInfo UNKNOWN_ELEMENT =
      RuleInfo.error("UnknownElement", "An identity policy has no such element");
  static final RuleInfo WRONG_TYPE =
      RuleInfo.error("WrongType", "A value is of another JSON type than the element takes");

  private static final List<RuleInfo> ALL =
      List.of(
          CONFLICTING_ELEMENTS,
          DOCUMENT_TOO_LARGE,
          DUPLICATE_KEY,
          DUPLICATE_SID,
          EMPTY_LIST,
          INVALID_CHARACTER,
          INVALID_CONDITION_KEY,
          INVALID_CONDITION_OPERATOR,
          INVALID_EFFECT,
          INVALID_JSON,
          INVALID_SID,
          INVALID_VERSION,
          MISSING_ELEMENT,
          NESTING_TOO_DEEP,
          TRAILING_CONTENT,
          UNKNOWN_ELEMENT,
          WRONG_TYPE);

  private SyntaxRules() {}

  /** All of them, sorted by id. */
  public static List<RuleInfo> all() {
    return ALL;
  }
}
