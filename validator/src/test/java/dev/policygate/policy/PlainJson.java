package dev.policygate.policy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A JSON reader of a few lines, after RFC 8259 alone: it shares nothing with the one that is
 * tested. Objects are maps, lists are lists, strings are strings, numbers and words are {@link
 * Word}s.
 */
final class PlainJson {

  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?|true|false|null");

  private final String text;
  private int at;

  private PlainJson(String text) {
    this.text = text;
  }

  /** A number, a Boolean or null, as it is written. */
  record Word(String text) {}

  /** What is no JSON, or an object in which a name is written twice. */
  static final class NoJson extends Exception {
    private static final long serialVersionUID = 1;

    NoJson(String message) {
      super(message);
    }
  }

  static Object read(String text) throws NoJson {
    PlainJson reader = new PlainJson(text);
    Object value = reader.value();
    reader.skipSpace();
    if (reader.at < text.length()) {
      throw new NoJson("more");
    }
    return value;
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char next() throws NoJson {
    skipSpace();
    if (at == text.length()) {
      throw new NoJson("end");
    }
    return text.charAt(at);
  }

  private void expect(char c) throws NoJson {
    if (next() != c) {
      throw new NoJson("not " + c);
    }
    at++;
  }

  private Object value() throws NoJson {
    return switch (next()) {
      case '{' -> object();
      case '[' -> list();
      case '"' -> string();
      default -> word();
    };
  }

  private Map<String, Object> object() throws NoJson {
    Map<String, Object> members = new LinkedHashMap<>();
    expect('{');
    for (boolean first = true; next() != '}'; first = false) {
      if (!first) {
        expect(',');
      }
      next();
      String name = string();
      expect(':');
      if (members.put(name, value()) != null) {
        throw new NoJson("twice");
      }
    }
    expect('}');
    return members;
  }

  private List<Object> list() throws NoJson {
    List<Object> elements = new ArrayList<>();
    expect('[');
    for (boolean first = true; next() != ']'; first = false) {
      if (!first) {
        expect(',');
      }
      elements.add(value());
    }
    expect(']');
    return elements;
  }

  private Word word() throws NoJson {
    Matcher matcher = NUMBER.matcher(text).region(at, text.length());
    if (!matcher.lookingAt()) {
      throw new NoJson("word");
    }
    at = matcher.end();
    return new Word(matcher.group());
  }

  private String string() throws NoJson {
    StringBuilder value = new StringBuilder();
    expect('"');
    while (at < text.length() && text.charAt(at) != '"') {
      char c = text.charAt(at++);
      if (c < ' ') {
        throw new NoJson("control character");
      }
      value.append(c == '\\' ? escaped() : c);
    }
    expect('"');
    return value.toString();
  }

  private char escaped() throws NoJson {
    int kind = at < text.length() ? "\"\\/bfnrtu".indexOf(text.charAt(at++)) : -1;
    if (kind < 0) {
      throw new NoJson("escape");
    }
    if (kind < 8) {
      return "\"\\/\b\f\n\r\t".charAt(kind);
    }
    String digits = text.substring(at, Math.min(at + 4, text.length()));
    if (!digits.matches("[0-9a-fA-F]{4}")) {
      throw new NoJson("escape");
    }
    at += 4;
    return (char) Integer.parseInt(digits, 16);
  }

  /** The elements of a list; anything else, but nothing at all, is a list of one. */
  static List<?> listOf(@Nullable Object value) {
    return value == null ? List.of() : value instanceof List<?> list ? list : List.of(value);
  }
}
