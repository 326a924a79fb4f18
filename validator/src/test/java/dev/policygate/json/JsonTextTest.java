package dev.policygate.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Location;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTextTest {

  private static Location at(int line, int column, String pointer) {
    return new Location("f", line, column, Optional.of(pointer));
  }

  private static Location nowhere(int line, int column) {
    return new Location("f", line, column, Optional.empty());
  }

  private static JsonText.Result read(String text) {
    return JsonText.read(text, "f");
  }

  @Test
  void knowsThePlaceOfEveryNameAndValue() {
    assertThat(read("{\"a\": [true,\n  null], \"b\":{\"c\": -1.50e+2}}"))
        .isEqualTo(
            new JsonText.Read(
                new JsonObject(
                    List.of(
                        new Member(
                            "a",
                            at(1, 2, "/a"),
                            new JsonArray(
                                List.of(
                                    new JsonBoolean(true, at(1, 8, "/a/0")),
                                    new JsonNull(at(2, 3, "/a/1"))),
                                at(1, 7, "/a"))),
                        new Member(
                            "b",
                            at(2, 10, "/b"),
                            new JsonObject(
                                List.of(
                                    new Member(
                                        "c",
                                        at(2, 15, "/b/c"),
                                        new JsonNumber("-1.50e+2", at(2, 20, "/b/c")))),
                                at(2, 14, "/b")))),
                    at(1, 1, ""))));
  }

  @Test
  void keepsANameThatIsWrittenTwiceAndFindsTheLast() {
    if (read("{\"a\": 1, \"\\u0061\": 2}")
        instanceof JsonText.Read(JsonObject(var members, var at))) {
      assertThat(members).extracting(Member::name).containsExactly("a", "a");
      assertThat(new JsonObject(members, at).get("a"))
          .contains(new JsonNumber("2", at(1, 20, "/a")));
      return;
    }
    throw new AssertionError("not read");
  }

  @Test
  void escapesPointersAsRfc6901Says() {
    assertThat(read("{\"a/b~c\": [\"x\"]}"))
        .isEqualTo(
            new JsonText.Read(
                new JsonObject(
                    List.of(
                        new Member(
                            "a/b~c",
                            at(1, 2, "/a~1b~0c"),
                            new JsonArray(
                                List.of(new JsonString("x", at(1, 12, "/a~1b~0c/0"))),
                                at(1, 11, "/a~1b~0c")))),
                    at(1, 1, ""))));
  }

  @Test
  void countsCarriageReturnLineFeedAndBothAsOneLineEndEach() {
    assertThat(read("[1,\r2,\n3,\r\n4]"))
        .isEqualTo(
            new JsonText.Read(
                new JsonArray(
                    List.of(
                        new JsonNumber("1", at(1, 2, "/0")),
                        new JsonNumber("2", at(2, 1, "/1")),
                        new JsonNumber("3", at(3, 1, "/2")),
                        new JsonNumber("4", at(4, 1, "/3"))),
                    at(1, 1, ""))));
  }

  @Test
  void countsColumnsInUtf16UnitsAndATabAsOne() {
    assertThat(read("[\"\uD83D\uDE00\",\t1]"))
        .isEqualTo(
            new JsonText.Read(
                new JsonArray(
                    List.of(
                        new JsonString("\uD83D\uDE00", at(1, 2, "/0")),
                        new JsonNumber("1", at(1, 8, "/1"))),
                    at(1, 1, ""))));
  }

  @Test
  void readsWhatFollowsAsTrailing() {
    JsonArray empty = new JsonArray(List.of(), at(1, 1, ""));
    assertThat(read("[] \n []")).isEqualTo(new JsonText.Trailing(empty, nowhere(2, 2)));
    assertThat(read("[],")).isEqualTo(new JsonText.Trailing(empty, nowhere(1, 3)));
    assertThat(read("[]}")).isEqualTo(new JsonText.Trailing(empty, nowhere(1, 3)));
    assertThat(read("[] //")).isEqualTo(new JsonText.Trailing(empty, nowhere(1, 4)));
    assertThat(read("[]\u0000")).isEqualTo(new JsonText.Trailing(empty, nowhere(1, 3)));
    assertThat(read("[] \"x")).isEqualTo(new JsonText.Trailing(empty, nowhere(1, 4)));
    assertThat(read("[] " + "1".repeat(2_000)))
        .isEqualTo(new JsonText.Trailing(empty, nowhere(1, 4)));
    assertThat(read("[]  \r\n")).isEqualTo(new JsonText.Read(empty));
  }

  @Test
  void readsNumbersNamesAndStringsOfAnyLength() {
    String number = "9".repeat(100_000);
    assertThat(read("[" + number + "]"))
        .isEqualTo(
            new JsonText.Read(
                new JsonArray(List.of(new JsonNumber(number, at(1, 2, "/0"))), at(1, 1, ""))));
    assertThat(read("{\"" + number + "\": \"" + number + "\"}")).isInstanceOf(JsonText.Read.class);
    assertThat(read("1e999999999"))
        .isEqualTo(new JsonText.Read(new JsonNumber("1e999999999", at(1, 1, ""))));
  }

  @Test
  void stopsAtTheFirstBracketThatIsTooDeep() {
    int most = JsonText.MAX_DEPTH;
    assertThat(read("[".repeat(most) + "]".repeat(most))).isInstanceOf(JsonText.Read.class);
    assertThat(read("\n" + "[".repeat(100_000)))
        .isEqualTo(new JsonText.Excessive(nowhere(2, most + 1)));
    assertThat(read("{\"a\":".repeat(100_000)))
        .isEqualTo(new JsonText.Excessive(nowhere(1, 5 * most + 1)));
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      delimiter = ';',
      textBlock =
          """
          {'a': 1};         2;  `'` is no quote of JSON: names and strings stand in double quotes
          {“a”: 1};         2;  `U+201C` is no quote of JSON: names and strings stand in double quotes
          {a: 1};           2;  `a` is no JSON: names and strings stand in double quotes
          {"a": tru};       7;  `tru` is no JSON: names and strings stand in double quotes
          {"a": None};      7;  `None` is no JSON: names and strings stand in double quotes
          {"a": NaN};       7;  `NaN` is not how JSON writes a number
          {"a": -Infinity}; 7;  `-Infinity` is not how JSON writes a number
          {"a": 01};        7;  `01` is not how JSON writes a number
          {"a": +1};        7;  `+1` is not how JSON writes a number
          {"a": 1.};        7;  `1.` is not how JSON writes a number
          {"a": 0x1f};      8;  `x` is not expected here
          {"a": 1,};        9;  `}` is not expected here: a comma too many, or a bracket of the other kind
          [1,];             4;  `]` is not expected here: a comma too many, or a bracket of the other kind
          [1};              3;  `}` is not expected here: a comma too many, or a bracket of the other kind
          ["a" "b"];        6;  `"` is not expected here: a comma or a colon is missing before it
          {"a" {}};         6;  `{` is not expected here: a comma or a colon is missing before it
          [1 2];            4;  `2` is not expected here
          // a;             1;  `/` is not expected here: JSON has no comments
          [] /* a */ x;     4;  trailing
          # a;              1;  `#` is not expected here: JSON has no comments
          ["\\x"];          4;  a string holds a backslash that starts no escape of JSON
          ["\\u12G4"];      7;  a string holds a backslash that starts no escape of JSON
          {"\\uDEAD": 1};    9;  a name holds an escape that is half of a character
          {"a\\uD83D": 1};  10;  a name holds an escape that is half of a character
          ["a;              4;  the text ends too early
          {"a";             5;  the text ends too early
          {"a":;            6;  the text ends too early
          {;                2;  the text ends too early
          """)
  void saysInPlainWordsWhyATextIsNoJson(String text, int column, String problem) {
    if (read(text) instanceof JsonText.Trailing(_, var location)) {
      assertThat(problem).isEqualTo("trailing");
      assertThat(location).isEqualTo(nowhere(1, column));
    } else {
      assertThat(read(text)).isEqualTo(new JsonText.Malformed(nowhere(1, column), problem));
    }
  }

  @Test
  void namesControlCharactersByTheirNumber() {
    assertThat(read("[\"a\nb\"]"))
        .isEqualTo(
            new JsonText.Malformed(
                nowhere(1, 4), "a string holds `U+000A`, which JSON takes as an escape only"));
    assertThat(read("[\n\f1]"))
        .isEqualTo(
            new JsonText.Malformed(
                nowhere(2, 1),
                "`U+000C` is not expected here: between values stand blanks, tabs and line ends"
                    + " only"));
    assertThat(read("[\u00A01]"))
        .isEqualTo(new JsonText.Malformed(nowhere(1, 2), "`U+00A0` is not expected here"));
  }

  @Test
  void isNoJsonWhenThereIsNothing() {
    assertThat(read("")).isEqualTo(new JsonText.Malformed(nowhere(1, 1), "the text is empty"));
    assertThat(read(" \n\t")).isEqualTo(new JsonText.Malformed(nowhere(2, 2), "the text is empty"));
  }

  @Test
  void saysInItsOwnWordsWhatIsWrongWhereverACharacterIsWrong() {
    String text = "{\"a\": [true, null, -1.5e3], \"b\": {\"c\": \"\\u00e9 \\n\"}}";
    for (int i = 0; i < text.length(); i++) {
      for (String wrong : List.of("", "'", "\\", "}", "]", ",", "x", "0", "\n", "\uD800")) {
        if (read(text.substring(0, i) + wrong + text.substring(i + 1))
            instanceof JsonText.Malformed(_, var problem)) {
          assertThat(problem)
              .doesNotContainPattern(
                  "(?i)expecting|Feature|\\bcode \\d|token|allowed|Source|parser");
        }
      }
    }
  }
}
