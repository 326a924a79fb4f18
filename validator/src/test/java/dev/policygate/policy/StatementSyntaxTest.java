package dev.policygate.policy;

import static dev.policygate.policy.Reading.GOOD;
import static dev.policygate.policy.Reading.document;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about statements, each where it speaks and where it must not. */
class StatementSyntaxTest {

  private static String withSid(String sid) {
    return "{\"Sid\": \"" + sid + "\", " + GOOD.substring(1);
  }

  @Nested
  class MissingElement {

    @Test
    void namesEachElementThatAPolicyNeeds() {
      assertThat(Reading.of("{}"))
          .containsExactly(
              "MissingElement 1:1 root a policy needs `Statement` -> add `Statement`",
              "MissingElement 1:1 root a policy without `Version` is read as `2008-10-17`, in which"
                  + " variables are plain text -> write `\"Version\": \"2012-10-17\"`");
    }

    @Test
    void namesEachElementThatAStatementNeeds() {
      assertThat(Reading.of(document(GOOD, "{}")))
          .containsExactly(
              "MissingElement 1:105 /Statement/1 a statement needs `Action` -> add `Action`",
              "MissingElement 1:105 /Statement/1 a statement needs `Effect` -> add `Effect`",
              "MissingElement 1:105 /Statement/1 a statement needs `Resource` -> add `Resource`");
    }

    @Test
    void isSilentWhereTheOppositeIsThere() {
      assertThat(
              Reading.of(
                  document("{\"Effect\": \"Deny\", \"NotAction\": \"*\", \"NotResource\": \"*\"}")))
          .isEmpty();
    }
  }

  @Nested
  class ConflictingElements {

    @Test
    void reportsTheSecondOfTwoThatExcludeEachOther() {
      assertThat(
              Reading.of(
                  """
                  {"Version": "2012-10-17", "Statement": {
                    "Effect": "Allow",
                    "NotAction": "iam:*",
                    "Action": "s3:*",
                    "Resource": "*",
                    "NotResource": "arn:aws:s3:::a"
                  }}
                  """))
          .containsExactly(
              "ConflictingElements 4:3 /Statement/Action a statement has `Action` or `NotAction`,"
                  + " never both -> remove one of the two, or make two statements",
              "ConflictingElements 6:3 /Statement/NotResource a statement has `Resource` or"
                  + " `NotResource`, never both -> remove one of the two, or make two statements");
    }

    @Test
    void isSilentOnBothInTwoStatements() {
      assertThat(Reading.of(document(GOOD, GOOD.replace("Action", "NotAction")))).isEmpty();
    }
  }

  @Nested
  class WrongType {

    @ParameterizedTest
    @CsvSource(
        quoteCharacter = '|',
        textBlock =
            """
            null,    null
            1,       a number
            true,    a Boolean
            "x",     a string
            """)
    void reportsAPolicyThatIsNoObject(String json, String kind) {
      assertThat(Reading.of(json))
          .containsExactly("WrongType 1:1 root a policy is %s here, not an object".formatted(kind));
    }

    @Test
    void reportsEveryStatementThatIsNoObject() {
      assertThat(
              Reading.of(
                  "{\"Version\": \"2012-10-17\", \"Statement\": [1, null, \"x\", [], false]}"))
          .containsExactly(
              "WrongType 1:41 /Statement/0 a statement is a number here, not an object",
              "WrongType 1:44 /Statement/1 a statement is null here, not an object",
              "WrongType 1:50 /Statement/2 a statement is a string here, not an object",
              "WrongType 1:55 /Statement/3 a statement is a list here, not an object",
              "WrongType 1:59 /Statement/4 a statement is a Boolean here, not an object");
      assertThat(Reading.of("{\"Version\": \"2012-10-17\", \"Statement\": \"x\"}"))
          .containsExactly("WrongType 1:40 /Statement a statement is a string here, not an object");
    }

    @Test
    void reportsEveryElementOfAnotherType() {
      assertThat(
              Reading.of(
                  """
                  {"Version": 20121017, "Statement": {
                    "Sid": 1,
                    "Effect": ["Allow"],
                    "Action": ["s3:*", 1, ["s3:*"], null],
                    "Resource": {},
                    "Condition": []
                  }}
                  """))
          .containsExactly(
              "WrongType 1:13 /Version `Version` is a number here, not a string",
              "WrongType 2:10 /Statement/Sid `Sid` is a number here, not a string",
              "WrongType 3:13 /Statement/Effect `Effect` is a list here, not a string",
              "WrongType 4:22 /Statement/Action/1 `Action` is a number here, not a string or a list"
                  + " of strings",
              "WrongType 4:25 /Statement/Action/2 `Action` is a list here, not a string or a list"
                  + " of strings",
              "WrongType 4:35 /Statement/Action/3 `Action` is null here, not a string or a list of"
                  + " strings",
              "WrongType 5:15 /Statement/Resource `Resource` is an object here, not a string or a"
                  + " list of strings",
              "WrongType 6:16 /Statement/Condition `Condition` is a list here, not an object of"
                  + " operators");
    }

    @Test
    void isSilentOnAStringWhereAListMayBe() {
      assertThat(Reading.of(document(GOOD, GOOD.replace("\"*\"", "[\"*\", \"*\"]")))).isEmpty();
    }
  }

  @Nested
  class EmptyList {

    @Test
    void reportsEveryListThatMustNameSomething() {
      assertThat(Reading.of(document()))
          .containsExactly("EmptyList 1:40 /Statement `Statement` needs at least a statement");
      assertThat(
              Reading.of(
                  document("{\"Effect\": \"Allow\", \"NotAction\": [], \"NotResource\": []}")))
          .containsExactly(
              "EmptyList 1:74 /Statement/0/NotAction `NotAction` needs at least an entry",
              "EmptyList 1:93 /Statement/0/NotResource `NotResource` needs at least an entry");
    }

    @Test
    void isSilentOnListsThatMayBeEmpty() {
      assertThat(Reading.of(Reading.conditional("{}"))).isEmpty();
      assertThat(Reading.of(Reading.conditional("{\"StringEquals\": {}}"))).isEmpty();
      assertThat(Reading.of(Reading.conditional("{\"StringEquals\": {\"aws:username\": []}}")))
          .isEmpty();
    }
  }

  @Nested
  class InvalidEffect {

    @ParameterizedTest
    @ValueSource(strings = {"allow", "ALLOW", "deny", "", "Allow ", "Permit"})
    void reportsAnythingButTheTwoInTheirCase(String effect) {
      assertThat(Reading.of(document(GOOD.replace("Allow", effect))))
          .containsExactly(
              "InvalidEffect 1:52 /Statement/0/Effect `%s` is no effect -> write `Allow` or `Deny`"
                  .formatted(effect));
    }

    @Test
    void isSilentOnTheTwoHoweverTheyAreEscaped() {
      assertThat(Reading.of(document(GOOD.replace("Allow", "\\u0041llow")))).isEmpty();
      assertThat(Reading.of(document(GOOD.replace("Allow", "Deny")))).isEmpty();
    }
  }

  @Nested
  class InvalidSid {

    @Test
    void saysWhatWouldBeOne() {
      assertThat(Reading.of(document(withSid("Read reports-1"))))
          .containsExactly(
              "InvalidSid 1:49 /Statement/0/Sid `Read reports-1` holds more than ASCII letters and"
                  + " digits -> write `Readreports1`");
    }

    @Test
    void saysToLeaveItOutWhereNothingIsLeft() {
      assertThat(Reading.of(document(withSid("\u00E4\u00F6"))))
          .containsExactly(
              "InvalidSid 1:49 /Statement/0/Sid `\u00E4\u00F6` holds more than ASCII letters and"
                  + " digits -> leave it out");
    }

    @Test
    void showsTheBeginningOfOneThatNeverEnds() {
      assertThat(Reading.of(document(withSid("-".repeat(50_000)))))
          .containsExactly(
              "InvalidSid 1:49 /Statement/0/Sid `%s…` holds more than ASCII letters and digits -> leave it out"
                  .formatted("-".repeat(100)));
    }

    @Test
    void isSilentOnLettersDigitsAndNothing() {
      assertThat(Reading.of(document(withSid("Sid1"), withSid(""), GOOD))).isEmpty();
    }
  }

  @Nested
  class DuplicateSid {

    @Test
    void reportsEachRepetition() {
      assertThat(Reading.of(document(withSid("A"), withSid("B"), withSid("A"), withSid("A"))))
          .containsExactly(
              "DuplicateSid 1:201 /Statement/2/Sid another statement has the Sid `A` too -> give"
                  + " each statement a Sid of its own, or none",
              "DuplicateSid 1:277 /Statement/3/Sid another statement has the Sid `A` too -> give"
                  + " each statement a Sid of its own, or none");
    }

    @Test
    void reportsItInAStatementThatIsWrongOtherwise() {
      assertThat(Reading.of(document(withSid("A"), "{\"Sid\": \"A\"}")))
          .contains(
              "DuplicateSid 1:125 /Statement/1/Sid another statement has the Sid `A` too -> give"
                  + " each statement a Sid of its own, or none");
    }

    @Test
    void isSilentOnAnotherCaseAndOnEmptyOnes() {
      assertThat(Reading.of(document(withSid("A"), withSid("a"), withSid(""), withSid(""))))
          .isEmpty();
    }
  }
}
