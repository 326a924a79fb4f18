package dev.policygate.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class YamlTextTest {

  private static JsonObject read(String text) {
    if (YamlText.read(text, "a.yaml") instanceof YamlText.Read(JsonObject object)) {
      return object;
    }
    throw new AssertionError(YamlText.read(text, "a.yaml"));
  }

  @Test
  void readsWhatJsonCanSay() {
    assertThat(
            JsonWriter.write(
                read(
                    """
                    text: plain   # a comment
                    quoted: "111122223333"
                    day: 2027-03-31
                    number: 12
                    yes: yes
                    flag: true
                    nothing:
                    list: [a, b]
                    block:
                      - {c: d}
                    111122223333: {}
                    """)))
        .isEqualTo(
            "{\"text\":\"plain\",\"quoted\":\"111122223333\",\"day\":\"2027-03-31\",\"number\":12,"
                + "\"yes\":\"yes\",\"flag\":true,\"nothing\":null,\"list\":[\"a\",\"b\"],"
                + "\"block\":[{\"c\":\"d\"}],\"111122223333\":{}}");
  }

  @Test
  void knowsWhereEverythingStands() {
    Member outer = read("# first\nouter:\n  a/b: [x,\n    y]\n").members().getFirst();
    Member inner = ((JsonObject) outer.value()).members().getFirst();
    assertThat(outer.location())
        .hasToString("Location[file=a.yaml, line=2, column=1, pointer=Optional[/outer]]");
    assertThat(inner.location())
        .hasToString("Location[file=a.yaml, line=3, column=3, pointer=Optional[/outer/a~1b]]");
    assertThat(inner.value().location().column()).isEqualTo(8);
  }

  @Test
  void countsColumnsInUtf16Units() {
    JsonObject read = read("a: {\uD83D\uDE00: b, c: d}\r\n\u00e4: e\n");
    Member second = ((JsonObject) read.members().getFirst().value()).members().getLast();
    assertThat(second.location().column()).isEqualTo(12);
    assertThat(read.members().getLast().value().location().column()).isEqualTo(4);
    assertThat(YamlText.read("a: [\uD83D\uDE00, &x b]", "a.yaml"))
        .isInstanceOfSatisfying(
            YamlText.Malformed.class,
            malformed -> assertThat(malformed.location().column()).isEqualTo(9));
  }

  @Test
  void keepsANameThatIsWrittenTwiceSoThatItCanBeRefused() {
    assertThat(read("a: 1\nb: 2\na: 3\n").members())
        .extracting(Member::name)
        .containsExactly("a", "b", "a");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          |a: &x 1\nb: *x|;   1:4; anchors and aliases are not taken; write it out
          |a: &x {}\nb: *x|;  1:4; anchors and aliases are not taken; write it out
          |a: !!str 1|;       1:4; -
          |a: !own 1|;        1:4; `1` is nothing that JSON knows; put it in quotes
          |? [a]\n: b|;       1:1; the file is no YAML: Non scalar key
          |a: .inf|;          1:4; `.inf` is nothing that JSON knows; put it in quotes
          |a: 0x1F|;          1:4; `0x1F` is nothing that JSON knows; put it in quotes
          |a: [1|;            -;   the file is no YAML
          ||;                 1:1; the file is empty
          |a: 1\n---\nb: 2|;  -;   the file is no YAML
          """)
  void refusesWhatJsonCannotSay(String text, String place, String problem) {
    YamlText.Result result = YamlText.read(text.replace("\\n", "\n"), "a.yaml");
    if (problem.equals("-")) {
      assertThat(result).isInstanceOf(YamlText.Read.class);
      return;
    }
    assertThat(result)
        .isInstanceOfSatisfying(
            YamlText.Malformed.class,
            malformed -> {
              assertThat(malformed.problem()).startsWith(problem);
              if (!place.equals("-")) {
                assertThat(malformed.location().line() + ":" + malformed.location().column())
                    .isEqualTo(place);
              }
            });
  }
}
