package dev.policygate.local;

import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes XML, element by element; every text is escaped. */
final class Xml {
  private final StringBuilder out = new StringBuilder();

  /** An element with a text in it. */
  Xml text(String name, String value) {
    out.append('<').append(name).append('>');
    escape(value);
    out.append("</").append(name).append('>');
    return this;
  }

  Xml text(String name, Optional<String> value) {
    value.ifPresent(present -> text(name, present));
    return this;
  }

  Xml text(String name, boolean value) {
    return text(name, Boolean.toString(value));
  }

  Xml text(String name, long value) {
    return text(name, Long.toString(value));
  }

  /** An element with elements in it. */
  Xml element(String name, Consumer<Xml> content) {
    out.append('<').append(name).append('>');
    content.accept(this);
    out.append("</").append(name).append('>');
    return this;
  }

  /** Text beside elements, or in the root. */
  Xml characters(String text) {
    escape(text);
    return this;
  }

  Xml append(Xml content) {
    out.append(content.out);
    return this;
  }

  boolean isEmpty() {
    return out.isEmpty();
  }

  /** A list as query services write it. */
  <T> Xml members(String name, Iterable<T> items, BiConsumer<Xml, T> member) {
    return element(
        name,
        list -> items.forEach(item -> list.element("member", inner -> member.accept(inner, item))));
  }

  /** A document's root element, in its namespace. */
  static String document(String name, String namespace, Consumer<Xml> content) {
    Xml xml = new Xml();
    xml.out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<").append(name);
    if (!namespace.isEmpty()) {
      xml.out.append(" xmlns=\"");
      xml.escape(namespace);
      xml.out.append('"');
    }
    xml.out.append('>');
    content.accept(xml);
    return xml.out.append("</").append(name).append('>').toString();
  }

  private void escape(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      switch (c) {
        case '&' -> out.append("&amp;");
        case '<' -> out.append("&lt;");
        case '>' -> out.append("&gt;");
        case '"' -> out.append("&quot;");
        case '\t', '\n', '\r' -> out.append("&#x").append(Integer.toHexString(c)).append(';');
        default -> out.append(c < ' ' ? '\uFFFD' : c);
      }
    }
  }
}
