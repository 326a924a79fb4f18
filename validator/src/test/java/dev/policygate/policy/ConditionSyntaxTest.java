package dev.policygate.policy;

import static dev.policygate.policy.Reading.conditional;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about conditions, each where it speaks and where it must not. */
class ConditionSyntaxTest {

  @Nested
  class InvalidConditionOperator {

    @ParameterizedTest
    @CsvSource({
      "stringequals,StringEquals",
      "STRINGLIKEIFEXISTS,StringLikeIfExists",
      "forallvalues:stringLike,ForAllValues:StringLike",
      "ForAnyValue:arnequals,ForAnyValue:ArnEquals",
      "stringLikeifexists,StringLikeIfExists"
    })
    void knowsWhatWasMeantInAnotherCase(String operator, String meant) {
      assertThat(Reading.of(conditional("{\"%s\": {\"aws:a\": \"b\"}}".formatted(operator))))
          .containsExactly(
              "InvalidConditionOperator 1:118 /Statement/0/Condition/%s there is no condition operator `%s` -> write `%s`"
                  .formatted(operator, operator, meant));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "StringEqual",
          "IfExists",
          "StringEqualsIfExistsIfExists",
          "ForAllValues:",
          "ForAllValues:ForAnyValue:StringLike",
          "ForAllValues: StringLike",
          "StringContains",
          "NotBool",
          "ForNoValue:StringLike"
        })
    void reportsWhatIsNone(String operator) {
      assertThat(Reading.of(conditional("{\"%s\": {\"aws:a\": \"b\"}}".formatted(operator))))
          .containsExactly(
              "InvalidConditionOperator 1:118 /Statement/0/Condition/%s there is no condition operator `%s`"
                  .formatted(operator, operator));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NullIfExists", "ForAllValues:Null", "ForAnyValue:NullIfExists"})
    void reportsNullWithMoreToItsName(String operator) {
      assertThat(Reading.of(conditional("{\"%s\": {\"aws:a\": true}}".formatted(operator))))
          .containsExactly(
              "InvalidConditionOperator 1:118 /Statement/0/Condition/%s `Null` asks whether the key is there, so `%s` does not ask what it seems to -> write `Null`"
                  .formatted(operator, operator));
    }

    @Test
    void readsTheKeysUnderAnUnknownOperatorAsWell() {
      assertThat(Reading.of(conditional("{\"Like\": {\"a\": null}}")))
          .containsExactly(
              "InvalidConditionOperator 1:118 /Statement/0/Condition/Like there is no condition"
                  + " operator `Like`",
              "InvalidConditionKey 1:127 /Statement/0/Condition/Like/a `a` is not of the form"
                  + " `prefix:name` -> write the key with its service, as in `aws:RequestedRegion`",
              "WrongType 1:132 /Statement/0/Condition/Like/a a condition value is null here, not a"
                  + " string, a number or a Boolean");
    }
  }

  @Nested
  class InvalidConditionKey {

    @ParameterizedTest
    @ValueSource(strings = {"", "username", ":username", "aws:", ":"})
    void reportsWhatIsNoPrefixAndName(String key) {
      assertThat(Reading.of(conditional("{\"StringLike\": {\"%s\": \"b\"}}".formatted(key))))
          .containsExactly(
              "InvalidConditionKey 1:133 /Statement/0/Condition/StringLike/%s `%s` is not of the form `prefix:name` -> write the key with its service, as in `aws:RequestedRegion`"
                  .formatted(key, key));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "aws:username",
          "AWS:UserName",
          "aws:PrincipalTag/a:b c",
          "accounts.google.com:aud",
          "a:b"
        })
    void isSilentOnWhatHasBoth(String key) {
      assertThat(Reading.of(conditional("{\"StringLike\": {\"%s\": \"b\"}}".formatted(key))))
          .isEmpty();
    }
  }

  @Test
  void theSameKeyInAnotherCaseIsADuplicateKey() {
    assertThat(
            Reading.of(
                conditional(
                    "{\"StringLike\": {\"aws:a\": \"b\", \"AWS:A\": \"c\", \"aws:A\": 1}}")))
        .containsExactly(
            "DuplicateKey 1:147 /Statement/0/Condition/StringLike/AWS:A `aws:a` and `AWS:A` are the"
                + " same condition key -> join their values in one list",
            "DuplicateKey 1:161 /Statement/0/Condition/StringLike/aws:A `aws:a` and `aws:A` are the"
                + " same condition key -> join their values in one list");
  }

  @Test
  void theSameKeyUnderTwoOperatorsIsNone() {
    assertThat(
            Reading.of(
                conditional(
                    "{\"StringLike\": {\"aws:a\": \"b\"}, \"StringNotLike\": {\"aws:a\": \"c\"}}")))
        .isEmpty();
  }

  @Test
  void theSameOperatorTwiceIsADuplicateKey() {
    assertThat(
            Reading.of(
                conditional(
                    "{\"StringLike\": {\"aws:a\": \"b\"}, \"StringLike\": {\"aws:b\": \"c\"}}")))
        .containsExactly(
            "DuplicateKey 1:148 /Statement/0/Condition/StringLike `StringLike` is written twice in"
                + " one object; readers differ in which one counts -> write it once");
  }

  @Test
  void blocksKeysAndValuesOfAnotherTypeAreOfTheWrongType() {
    assertThat(
            Reading.of(
                conditional(
                    "{\"StringLike\": [], \"Bool\": {\"aws:a\": {}, \"aws:b\": [null, [true]]}}")))
        .containsExactly(
            "WrongType 1:132 /Statement/0/Condition/StringLike `StringLike` is a list here, not an"
                + " object of condition keys",
            "WrongType 1:154 /Statement/0/Condition/Bool/aws:a a condition value is an object here,"
                + " not a string, a number or a Boolean",
            "WrongType 1:168 /Statement/0/Condition/Bool/aws:b/0 a condition value is null here, not"
                + " a string, a number or a Boolean",
            "WrongType 1:174 /Statement/0/Condition/Bool/aws:b/1 a condition value is a list here,"
                + " not a string, a number or a Boolean");
  }

  @Test
  void numbersAndBooleansAreTheTextThatTheyAreWrittenAs() {
    Policy policy =
        Reading.policy(
            conditional(
                "{\"NumericEquals\": {\"s3:max-keys\": [-0, 1.50, 1E2]}, \"Bool\":"
                    + " {\"aws:SecureTransport\": true}}"));
    assertThat(policy.statements().getFirst().conditions())
        .extracting(condition -> condition.values().stream().map(v -> v.value()).toList())
        .containsExactly(java.util.List.of("-0", "1.50", "1E2"), java.util.List.of("true"));
  }
}
