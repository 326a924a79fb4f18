package dev.policygate.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.policygate.finding.Location;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reader takes what Jackson takes, sees the same in it, and sees it in the same places. */
class JsonReaderDifferentialTest {

  private static final JsonFactory JACKSON = new JsonFactory();

  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    " ",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\"a\"",
    "\"\"",
    "\"b/~\"",
    "1",
    "-0",
    "0",
    "-1.5e+10",
    "2E3",
    "true",
    "false",
    "null",
    "\"\\u00e9\\n\\/\"",
    "\"\uD83D\uDE00\"",
    "\"\\ud83d\\ude00\"",
    "\"\\\"\\\\\"",
    "\"a\": 1",
    "\"x\": [",
    "e",
    ".",
    "-",
    "+",
    "\"",
    "\\",
    "\u0001",
    "\u00a0",
    "nul",
    "01",
    "1.",
    "é",
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void piecesInAnyOrder(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int valid = 0;
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder();
      for (int n = random.nextInt(1, 9); n > 0; n--) {
        text.append(PIECES[random.nextInt(PIECES.length)]);
      }
      valid += compare(text.toString()) ? 1 : 0;
    }
    assertThat(valid).as("texts that are JSON").isGreaterThan(500);
  }

  @ParameterizedTest
  @ValueSource(longs = {5, 6, 7, 8})
  void wholeTextsAndTheSameWithOneThingChanged(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 3_000; i++) {
      StringBuilder text = new StringBuilder();
      value(random, 4, text);
      assertThat(compare(text.toString())).as(text.toString()).isTrue();
      int at = random.nextInt(text.length());
      String piece = PIECES[random.nextInt(PIECES.length)];
      compare(text.substring(0, at) + piece + text.substring(at));
      compare(text.substring(0, at) + piece + text.substring(at + 1));
      compare(text.substring(0, at) + text.substring(at + 1));
      compare(text.substring(0, at));
    }
  }

  @Test
  void aLongNumberAndALongStringArePlaced() {
    assertThat(compare("[" + "1".repeat(900) + ",\r\"" + "x".repeat(9_000) + "\",\n7]")).isTrue();
  }

  private static void value(SplittableRandom random, int depth, StringBuilder text) {
    int kind = random.nextInt(depth == 0 ? 4 : 6);
    switch (kind) {
      case 0 -> text.append(new String[] {"true", "false", "null"}[random.nextInt(3)]);
      case 1 ->
          text.append(new String[] {"0", "-1", "12.50", "3e-7", "-0.1E+5"}[random.nextInt(5)]);
      case 2, 3 -> string(random, text);
      default -> {
        boolean object = kind == 4;
        text.append(object ? "{" : "[");
        int size = random.nextInt(4);
        for (int i = 0; i < size; i++) {
          text.append(i == 0 ? "" : ",");
          blanks(random, text);
          if (object) {
            string(random, text);
            blanks(random, text);
            text.append(':');
            blanks(random, text);
          }
          value(random, depth - 1, text);
          blanks(random, text);
        }
        text.append(object ? "}" : "]");
      }
    }
  }

  private static void string(SplittableRandom random, StringBuilder text) {
    String[] parts = {"a", "é", "/", "~", "\\n", "\\u0041", "\\\\", "\\\"", "\uD83D\uDE00"};
    text.append('"');
    for (int n = random.nextInt(4); n > 0; n--) {
      text.append(parts[random.nextInt(parts.length)]);
    }
    text.append('"');
  }

  private static void blanks(SplittableRandom random, StringBuilder text) {
    String[] blanks = {"", "", " ", "\t", "\n", "\r", "\r\n", "  "};
    text.append(blanks[random.nextInt(blanks.length)]);
  }

  /** Compares the two readers; whether both took the text. */
  private static boolean compare(String text) {
    List<String> theirs = new ArrayList<>();
    boolean taken;
    try (JsonParser parser = JACKSON.createParser(text.toCharArray())) {
      int depth = 0;
      while (parser.nextToken() != null && (depth > 0 || theirs.isEmpty())) {
        JsonToken token = parser.currentToken();
        depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        if (!token.isStructEnd()) {
          var at = parser.currentTokenLocation();
          String written = token.isStructStart() ? token.asString() : parser.getText();
          theirs.add(at.getLineNr() + ":" + at.getColumnNr() + " " + written);
        }
      }
      taken = !theirs.isEmpty() && parser.currentToken() == null;
    } catch (JacksonException notTaken) {
      taken = false;
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    JsonText.Result result = JsonText.read(text, "f");
    assertThat(result instanceof JsonText.Read).as("whether it takes %s", text).isEqualTo(taken);
    if (result instanceof JsonText.Read(var value)) {
      List<String> ours = new ArrayList<>();
      walk(value, ours);
      assertThat(ours).as(text).isEqualTo(theirs);
    }
    return taken;
  }

  private static void walk(Json value, List<String> seen) {
    switch (value) {
      case JsonObject(var members, var at) -> {
        seen.add(place(at) + "{");
        for (Member member : members) {
          seen.add(place(member.location()) + member.name());
          walk(member.value(), seen);
        }
      }
      case JsonArray(var elements, var at) -> {
        seen.add(place(at) + "[");
        elements.forEach(element -> walk(element, seen));
      }
      case JsonString(var text, var at) -> seen.add(place(at) + text);
      case JsonNumber(var text, var at) -> seen.add(place(at) + text);
      case JsonBoolean(var truth, var at) -> seen.add(place(at) + truth);
      case JsonNull(var at) -> seen.add(place(at) + "null");
    }
  }

  private static String place(Location at) {
    return at.line() + ":" + at.column() + " ";
  }
}
