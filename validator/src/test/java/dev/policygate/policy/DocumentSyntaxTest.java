package dev.policygate.policy;

import static dev.policygate.policy.Reading.GOOD;
import static dev.policygate.policy.Reading.document;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules about a document as a whole, each where it speaks and where it must not. */
class DocumentSyntaxTest {

  @Nested
  class InvalidJson {

    @Test
    void isUnreadable() {
      assertThat(Reading.of("{\"Version\": \"2012-10-17\",}"))
          .containsExactly(
              "unreadable InvalidJson 1:26 - `}` is not expected here: a comma too many, or a"
                  + " bracket of the other kind");
      assertThat(Reading.of("")).containsExactly("unreadable InvalidJson 1:1 - the text is empty");
    }

    @Test
    void isSilentOnJsonThatIsNoPolicy() {
      assertThat(Reading.of("null"))
          .containsExactly("WrongType 1:1 root a policy is null here, not an object");
    }
  }

  @Nested
  class TrailingContent {

    @Test
    void reportsWhereTheTextGoesOnAndWhatElseIsWrong() {
      assertThat(Reading.of("{\"Version\": \"2012-10-17\"}\n  {}"))
          .containsExactly(
              "MissingElement 1:1 root a policy needs `Statement` -> add `Statement`",
              "TrailingContent 2:3 - the text goes on after the policy has ended -> remove what"
                  + " follows");
    }

    @ParameterizedTest
    @ValueSource(strings = {"}", ",", "x", "\"x", "//", "1e5", "\u00A0", "[[["})
    void reportsWhateverFollows(String more) {
      assertThat(Reading.of(document(GOOD) + more))
          .containsExactly(
              "TrailingContent 1:105 - the text goes on after the policy has ended -> remove what"
                  + " follows");
    }

    @Test
    void takesANumberThatNeverEndsAsContentToo() {
      assertThat(Reading.of(document(GOOD) + " " + "7".repeat(100_000)))
          .containsExactly(
              "TrailingContent 1:106 - the text goes on after the policy has ended -> remove what"
                  + " follows");
    }

    @Test
    void isSilentOnWhiteSpace() {
      assertThat(Reading.of(" \n" + document(GOOD) + "\r\n\t ")).isEmpty();
    }
  }

  @Nested
  class DocumentTooLarge {

    @Test
    void reportsOneCharacterTooMany() {
      String text = document(GOOD);
      assertThat(Reading.of(text + " ".repeat(131_073 - text.length())))
          .containsExactly(
              "DocumentTooLarge 1:1 - the text has 131,073 characters, IAM takes 131,072");
    }

    @Test
    void isSilentOnTheMostThatIamTakes() {
      String text = document(GOOD);
      assertThat(Reading.of(text + " ".repeat(131_072 - text.length()))).isEmpty();
    }
  }

  @Nested
  class NestingTooDeep {

    @Test
    void reportsBombsInNoTime() {
      Assertions.assertTimeout(
          Duration.ofSeconds(5),
          () -> {
            assertThat(Reading.of("[".repeat(131_072)))
                .containsExactly("NestingTooDeep 1:65 - no policy nests as deeply as this text");
            assertThat(Reading.of("{\"a\":".repeat(26_000)))
                .containsExactly("NestingTooDeep 1:321 - no policy nests as deeply as this text");
            assertThat(Reading.of(document("[".repeat(70) + "]".repeat(70))))
                .containsExactly("NestingTooDeep 1:103 - no policy nests as deeply as this text");
          });
    }

    @Test
    void isSilentOnNestingThatIsOnlyWrong() {
      assertThat(Reading.of("[".repeat(64) + "]".repeat(64)))
          .containsExactly("WrongType 1:1 root a policy is a list here, not an object");
    }
  }

  @Nested
  class InvalidCharacter {

    @ParameterizedTest
    @CsvSource({"\u0100,U+0100", "\u2019,U+2019", "\uD83D\uDE00,U+1F600", "\uFFFD,U+FFFD"})
    void reportsWhatIsAboveLatin1(String character, String number) {
      assertThat(Reading.of(document(GOOD.replace("\"*\"", "\"arn:aws:s3:::a" + character + "\""))))
          .containsExactly(
              "InvalidCharacter 1:114 - IAM refuses the character %s -> use plain characters, for example straight quotes"
                  .formatted(number));
    }

    @Test
    void reportsEachRunOnceAndTenOfThemAtMost() {
      String bad = "\u4E2D\u6587 ".repeat(20);
      assertThat(Reading.of(document(GOOD.replace("\"*\"", "\"arn:" + bad + "\""))))
          .hasSize(10)
          .first()
          .isEqualTo(
              "InvalidCharacter 1:104 - IAM refuses the character U+4E2D -> use plain characters,"
                  + " for example straight quotes");
    }

    @Test
    void reportsAByteOrderMarkAndReadsOn() {
      assertThat(Reading.of("\uFEFF{\"Version\": \"2008-10-17\", \"Statement\": " + GOOD + "}"))
          .containsExactly(
              "InvalidCharacter 1:1 - the text starts with a byte order mark, which IAM refuses ->"
                  + " save it as UTF-8 without one",
              "InvalidVersion 1:14 /Version `2008-10-17` is not the version that policies are read"
                  + " in -> write `\"Version\": \"2012-10-17\"`");
    }

    @Test
    void reportsAByteOrderMarkInsideAsAnyOther() {
      assertThat(Reading.of(document(GOOD.replace("s3:Get", "s3:\uFEFFGet"))))
          .containsExactly(
              "InvalidCharacter 1:75 - IAM refuses the character U+FEFF -> use plain characters,"
                  + " for example straight quotes");
    }

    @Test
    void countsColumnsInUtf16UnitsAndLinesByEveryLineEnd() {
      assertThat(
              Reading.of(
                  "{\r\n"
                      + "\"Version\": \"2012-10-17\",\r"
                      + "\"Statement\":\n"
                      + "\t[{\"Sid\": \"\uD83D\uDE00\uD83D\uDE00a\u0100\"}]}"))
          .startsWith(
              "MissingElement 4:3 /Statement/0 a statement needs `Action` -> add `Action`",
              "MissingElement 4:3 /Statement/0 a statement needs `Effect` -> add `Effect`",
              "MissingElement 4:3 /Statement/0 a statement needs `Resource` -> add `Resource`",
              "InvalidSid 4:11 /Statement/0/Sid `U+1F600U+1F600aU+0100` holds more than ASCII"
                  + " letters and digits -> write `a`",
              "InvalidCharacter 4:12 - IAM refuses the character U+1F600 -> use plain characters,"
                  + " for example straight quotes",
              "InvalidCharacter 4:17 - IAM refuses the character U+0100 -> use plain characters,"
                  + " for example straight quotes");
    }

    @ParameterizedTest
    @ValueSource(
        strings = {"\\uD800", "\\uDC00", "\\uDC00\\uD800", "a\\uD83Db", "\\uD83D\\uDE00\\uDE00"})
    void reportsHalfACharacterThatIsWrittenAsAnEscape(String escape) {
      assertThat(Reading.of(document(GOOD.replace("\"*\"", "\"arn:" + escape + "\""))))
          .singleElement()
          .asString()
          .startsWith("InvalidCharacter 1:99 /Statement/0/Resource U+D")
          .endsWith(
              " is half of a character; readers differ in what they make of it -> write the whole"
                  + " character, or remove it");
    }

    @Test
    void isSilentOnLatin1AndOnWholeCharactersWrittenAsEscapes() {
      assertThat(
              Reading.of(document(GOOD.replace("\"*\"", "\"arn:\u007F\u0085\u00A0\u00E4\u00FF\""))))
          .isEmpty();
      assertThat(Reading.of(document(GOOD.replace("\"*\"", "\"arn:\\u0100\\uD83D\\uDE00\""))))
          .isEmpty();
    }

    /** Where a reader stops at it, `arn:aws:s3:::*` is left of the resource. */
    @ParameterizedTest
    @ValueSource(strings = {"0000", "0001", "0009", "000A", "000d", "001f"})
    void reportsAControlCharacterThatIsWrittenAsAnEscape(String number) {
      String said =
          "U+"
              + number.toUpperCase(java.util.Locale.ROOT)
              + " is a control character, at which some readers stop -> remove it";
      assertThat(
              Reading.of(document(GOOD.replace("\"*\"", "\"arn:aws:s3:::*\\u" + number + "x\""))))
          .containsExactly("InvalidCharacter 1:99 /Statement/0/Resource " + said);
    }

    @Test
    void reportsAControlCharacterInAName() {
      assertThat(
              Reading.of(
                  document(
                      GOOD.replace(
                          "\"*\"",
                          "\"*\", \"Condition\": {\"StringEquals\":"
                              + " {\"aws:PrincipalTag/a\\u0000b\": \"c\"}}"))))
          .containsExactly(
              "InvalidCharacter 1:135 /Statement/0/Condition/StringEquals/aws:PrincipalTag~1a\0b"
                  + " U+0000 is a control character, at which some readers stop -> remove it");
    }
  }

  @Nested
  class DuplicateKey {

    @Test
    void reportsEveryRepetitionAtEveryDepth() {
      assertThat(
              Reading.of(
                  """
                  {"Version": "2012-10-17", "Version": "2012-10-17",
                   "Statement": {"Effect": "Deny", "Action": "s3:*", "Effect": "Allow", "Resource": "*", "Effect": "Deny"}}
                  """))
          .containsExactly(
              "DuplicateKey 1:27 /Version `Version` is written twice in one object; readers differ"
                  + " in which one counts -> write it once",
              "DuplicateKey 2:52 /Statement/Effect `Effect` is written twice in one object; readers"
                  + " differ in which one counts -> write it once",
              "DuplicateKey 2:88 /Statement/Effect `Effect` is written twice in one object; readers"
                  + " differ in which one counts -> write it once");
    }

    @Test
    void seesThroughEscapes() {
      assertThat(
              Reading.of(
                  document(GOOD.replace("\"Resource\"", "\"Act\\u0069on\": \"*\", \"Resource\""))))
          .containsExactly(
              "DuplicateKey 1:87 /Statement/0/Action `Action` is written twice in one object;"
                  + " readers differ in which one counts -> write it once");
    }

    @Test
    void reportsUnderUnknownElementsToo() {
      assertThat(
              Reading.of(
                  "{\"Version\": \"2012-10-17\", \"X\": [{\"a\": 1, \"a\": 2}], \"Statement\": "
                      + GOOD
                      + "}"))
          .containsExactly(
              "UnknownElement 1:27 /X a policy has no element `X` -> remove it",
              "DuplicateKey 1:42 /X/0/a `a` is written twice in one object; readers differ in which"
                  + " one counts -> write it once");
    }

    @Test
    void isSilentOnTheSameNameInDifferentObjects() {
      assertThat(Reading.of(document(GOOD, GOOD))).isEmpty();
    }
  }

  @Nested
  class UnknownElement {

    @Test
    void reportsWhatIdentityPoliciesDoNotHave() {
      assertThat(
              Reading.of(
                  """
                  {"Version": "2012-10-17",
                   "Id": "x",
                   "Statement": {"Effect": "Allow", "Principal": "*", "NotPrincipal": {}, "Conditions": {},
                     "Action": "s3:GetObject", "Resource": "*"}}
                  """))
          .containsExactly(
              "UnknownElement 2:2 /Id `Id` belongs to resource policies -> remove it",
              "UnknownElement 3:35 /Statement/Principal `Principal` belongs to resource policies:"
                  + " here it is who holds the policy -> remove it",
              "UnknownElement 3:53 /Statement/NotPrincipal `NotPrincipal` belongs to resource"
                  + " policies -> remove it",
              "UnknownElement 3:73 /Statement/Conditions a statement has no element `Conditions` ->"
                  + " remove it");
    }

    @Test
    void knowsWhatWasMeantInAnotherCase() {
      assertThat(
              Reading.of(
                  "{\"version\": 1, \"Version\": \"2012-10-17\", \"STATEMENT\": 1, \"Statement\": "
                      + GOOD.replace("}", ", \"condition\": {}}")
                      + "}"))
          .containsExactly(
              "UnknownElement 1:2 /version `version` is not `Version`: element names are"
                  + " case-sensitive -> write `Version`",
              "UnknownElement 1:41 /STATEMENT `STATEMENT` is not `Statement`: element names are"
                  + " case-sensitive -> write `Statement`",
              "UnknownElement 1:133 /Statement/condition `condition` is not `Condition`: element"
                  + " names are case-sensitive -> write `Condition`");
    }

    @Test
    void isSilentOnEveryElementThereIs() {
      assertThat(
              Reading.of(
                  """
                  {"Statement": [
                     {"Resource": "*", "Action": "s3:GetObject", "Effect": "Allow", "Sid": "A", "Condition": {}},
                     {"NotResource": "*", "NotAction": "s3:GetObject", "Effect": "Deny"}],
                   "Version": "2012-10-17"}
                  """))
          .isEmpty();
    }
  }

  @Nested
  class InvalidVersion {

    @ParameterizedTest
    @ValueSource(strings = {"2008-10-17", "2012-10-18", "", "2012-10-17 ", "2012-10-1\u0667"})
    void reportsEveryOtherVersion(String version) {
      assertThat(Reading.of("{\"Version\": \"%s\", \"Statement\": %s}".formatted(version, GOOD)))
          .contains(
              "InvalidVersion 1:13 /Version %s is not the version that policies are read in -> write `\"Version\": \"2012-10-17\"`"
                  .formatted(dev.policygate.finding.Quoted.of(version)));
    }

    @Test
    void isSilentOnTheOneVersion() {
      assertThat(Reading.of(document(GOOD))).isEmpty();
    }
  }
}
