package dev.policygate.json;

import dev.policygate.finding.Location;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Goes through one text, value by value, each with its place.
 *
 * <p>Numbers are kept as they are written, so that their size does no harm.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
final class JsonReader {

  private final String text;
  private final String file;
  private int at;
  private int depth;

  /** Line ends stand between values only, so this is counted where white space is skipped. */
  private int line = 1;

  private int lineStart;

  JsonReader(String text, String file) {
    this.text = text;
    this.file = file;
  }

  /** Ends the reading early. */
  private static final class Stop extends Exception {
    private static final long serialVersionUID = 1;

    private final transient JsonText.Result result;

    Stop(JsonText.Result result) {
      super(null, null, false, false);
      this.result = result;
    }
  }

  JsonText.Result document() {
    try {
      skipBlanks();
      if (at == text.length()) {
        return new JsonText.Malformed(here(), "the text is empty");
      }
      Json value = value("");
      boolean apart = at == text.length() || isBlank(text.charAt(at)) || !isWord(value);
      if (!apart) {
        throw unexpected();
      }
      skipBlanks();
      return at == text.length() ? new JsonText.Read(value) : new JsonText.Trailing(value, here());
    } catch (Stop stop) {
      return stop.result;
    }
  }

  /** Whether nothing but a blank shows where a value ends. */
  private static boolean isWord(Json value) {
    return !(value instanceof JsonObject
        || value instanceof JsonArray
        || value instanceof JsonString);
  }

  private Json value(String pointer) throws Stop {
    if (at == text.length()) {
      throw early();
    }
    Location location = here(pointer);
    char c = text.charAt(at);
    if (c == '{') {
      return object(pointer, location);
    }
    if (c == '[') {
      return array(pointer, location);
    }
    if (c == '"') {
      return new JsonString(string(false), location);
    }
    if (c == '-' || isDigit(c)) {
      return new JsonNumber(number(), location);
    }
    String word = text.substring(at, JsonProblem.endOfWord(text, at));
    Json value =
        switch (word) {
          case "true" -> new JsonBoolean(true, location);
          case "false" -> new JsonBoolean(false, location);
          case "null" -> new JsonNull(location);
          case "" -> throw unexpected();
          default -> throw malformed(at, JsonProblem.ofWord(word));
        };
    at += word.length();
    return value;
  }

  private JsonObject object(String pointer, Location location) throws Stop {
    enter();
    List<Member> members = new ArrayList<>();
    if (!isNext('}')) {
      do {
        skipBlanks();
        members.add(member(pointer));
      } while (goesOn('}'));
    }
    depth--;
    return new JsonObject(members, location);
  }

  private Member member(String pointer) throws Stop {
    Location unnamed = here();
    if (at == text.length()) {
      throw early();
    }
    if (text.charAt(at) != '"') {
      String word = text.substring(at, JsonProblem.endOfWord(text, at));
      throw word.isEmpty() ? unexpected() : malformed(at, JsonProblem.ofName(word));
    }
    String name = string(true);
    String inner = pointer + "/" + escape(name);
    skipBlanks();
    if (at == text.length()) {
      throw early();
    }
    if (text.charAt(at) != ':') {
      throw unexpected();
    }
    at++;
    skipBlanks();
    Location place = new Location(file, unnamed.line(), unnamed.column(), Optional.of(inner));
    return new Member(name, place, value(inner));
  }

  private JsonArray array(String pointer, Location location) throws Stop {
    enter();
    List<Json> elements = new ArrayList<>();
    if (!isNext(']')) {
      do {
        skipBlanks();
        elements.add(value(pointer + "/" + elements.size()));
      } while (goesOn(']'));
    }
    depth--;
    return new JsonArray(elements, location);
  }

  private void enter() throws Stop {
    if (depth == JsonText.MAX_DEPTH) {
      throw new Stop(new JsonText.Excessive(here()));
    }
    depth++;
    at++;
  }

  /** Whether an object or a list is empty; then its end is passed. */
  private boolean isNext(char end) throws Stop {
    skipBlanks();
    if (at == text.length()) {
      throw early();
    }
    boolean found = text.charAt(at) == end;
    if (found) {
      at++;
    }
    return found;
  }

  /** Passes the comma, or the end, that stands behind an element. */
  private boolean goesOn(char end) throws Stop {
    skipBlanks();
    if (at == text.length()) {
      throw early();
    }
    char c = text.charAt(at);
    if (c != ',' && c != end) {
      throw unexpected();
    }
    at++;
    return c == ',';
  }

  private String string(boolean isName) throws Stop {
    at++;
    int start = at;
    while (at < text.length() && isPlain(text.charAt(at))) {
      at++;
    }
    if (at < text.length() && text.charAt(at) == '"') {
      return text.substring(start, at++);
    }
    StringBuilder string = new StringBuilder(text.substring(start, at));
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '"') {
        at++;
        return string.toString();
      }
      if (c == '\\') {
        escaped(string, isName);
      } else if (c < ' ') {
        throw malformed(at, JsonProblem.ofControl(c));
      } else {
        string.append(c);
        at++;
      }
    }
    throw early();
  }

  private static boolean isPlain(char c) {
    return c >= ' ' && c != '"' && c != '\\';
  }

  private void escaped(StringBuilder string, boolean isName) throws Stop {
    at++;
    if (at == text.length()) {
      throw early();
    }
    char c = text.charAt(at);
    int plain = "\"\\/bfnrt".indexOf(c);
    if (plain >= 0) {
      string.append("\"\\/\b\f\n\r\t".charAt(plain));
      at++;
      return;
    }
    if (c != 'u') {
      throw malformed(at, JsonProblem.ESCAPE);
    }
    at++;
    char unit = unit();
    if (isName && isHalf(unit, string)) {
      throw malformed(at, JsonProblem.HALF_CHARACTER);
    }
    string.append(unit);
  }

  /** Whether an escape is the second half of no first one, or a first one without its second. */
  private boolean isHalf(char unit, StringBuilder before) {
    if (Character.isLowSurrogate(unit)) {
      return before.isEmpty() || !Character.isHighSurrogate(before.charAt(before.length() - 1));
    }
    return Character.isHighSurrogate(unit) && !isLowEscape(at);
  }

  private boolean isLowEscape(int from) {
    return text.startsWith("\\u", from)
        && from + 6 <= text.length()
        && Character.toLowerCase(text.charAt(from + 2)) == 'd'
        && "cdef".indexOf(Character.toLowerCase(text.charAt(from + 3))) >= 0;
  }

  /** Four hexadecimal digits. */
  private char unit() throws Stop {
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      if (at == text.length()) {
        throw early();
      }
      char c = text.charAt(at);
      int digit = c < 0x80 ? Character.digit(c, 16) : -1;
      if (digit < 0) {
        throw malformed(at, JsonProblem.ESCAPE);
      }
      unit = 16 * unit + digit;
      at++;
    }
    return (char) unit;
  }

  private String number() throws Stop {
    int start = at;
    if (text.charAt(at) == '-') {
      at++;
    }
    boolean zero = at < text.length() && text.charAt(at) == '0';
    int whole = at;
    digits(start);
    if (zero && at > whole + 1) {
      throw malformed(start, JsonProblem.ofNumber(text, start));
    }
    if (at < text.length() && text.charAt(at) == '.') {
      at++;
      digits(start);
    }
    if (at < text.length() && (text.charAt(at) == 'e' || text.charAt(at) == 'E')) {
      at++;
      if (at < text.length() && (text.charAt(at) == '+' || text.charAt(at) == '-')) {
        at++;
      }
      digits(start);
    }
    return text.substring(start, at);
  }

  /** Passes at least one digit of the number that starts at {@code start}. */
  private void digits(int start) throws Stop {
    if (at == text.length()) {
      throw early();
    }
    if (!isDigit(text.charAt(at))) {
      throw malformed(start, JsonProblem.ofNumber(text, start));
    }
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
  }

  private void skipBlanks() {
    while (at < text.length() && isBlank(text.charAt(at))) {
      char c = text.charAt(at);
      at++;
      if (c == '\n' || (c == '\r' && (at == text.length() || text.charAt(at) != '\n'))) {
        line++;
        lineStart = at;
      }
    }
  }

  private static String escape(String name) {
    return name.indexOf('~') < 0 && name.indexOf('/') < 0
        ? name
        : name.replace("~", "~0").replace("/", "~1");
  }

  private Location here(String pointer) {
    return new Location(file, line, at - lineStart + 1, Optional.of(pointer));
  }

  private Location here() {
    return new Location(file, line, at - lineStart + 1, Optional.empty());
  }

  private Stop early() {
    return malformed(at, "the text ends too early");
  }

  private Stop unexpected() {
    return malformed(at, JsonProblem.unexpected(text.charAt(at)));
  }

  private Stop malformed(int offset, String problem) {
    return new Stop(
        new JsonText.Malformed(
            new Location(file, line, offset - lineStart + 1, Optional.empty()), problem));
  }
}
