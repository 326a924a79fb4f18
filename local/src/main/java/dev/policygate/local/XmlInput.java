package dev.policygate.local;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A small XML document in a request: the texts of its leaves, by their paths. */
final class XmlInput {
  private final Map<String, String> leaves;

  private XmlInput(Map<String, String> leaves) {
    this.leaves = leaves;
  }

  static XmlInput read(Bytes body) {
    Map<String, String> leaves = new LinkedHashMap<>();
    if (body.size() == 0) {
      return new XmlInput(leaves);
    }
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try {
      read(factory.createXMLStreamReader(body.stream()), leaves);
    } catch (XMLStreamException e) {
      throw malformed();
    }
    return new XmlInput(leaves);
  }

  private static void read(XMLStreamReader reader, Map<String, String> leaves)
      throws XMLStreamException {
    Deque<String> path = new ArrayDeque<>();
    StringBuilder text = new StringBuilder();
    boolean leaf = false;
    while (reader.hasNext()) {
      switch (reader.next()) {
        case XMLStreamConstants.START_ELEMENT -> {
          path.addLast(reader.getLocalName());
          text.setLength(0);
          leaf = true;
        }
        case XMLStreamConstants.CHARACTERS -> text.append(reader.getText());
        case XMLStreamConstants.END_ELEMENT -> {
          if (leaf && leaves.put(String.join("/", path), text.toString()) != null) {
            throw malformed();
          }
          path.removeLast();
          leaf = false;
        }
        default -> {}
      }
    }
  }

  /** Returns this document if it holds no leaves but these; an element may be empty. */
  XmlInput only(String... paths) {
    Set<String> known = Set.of(paths);
    for (var leaf : leaves.entrySet()) {
      if (!known.contains(leaf.getKey()) && !leaf.getValue().isEmpty()) {
        throw CommonError.UNKNOWN_OPERATION.because(
            "The embedded AWS does not know the element " + leaf.getKey());
      }
    }
    return this;
  }

  Optional<String> text(String path) {
    return Optional.ofNullable(leaves.get(path));
  }

  static AwsError malformed() {
    return new AwsError(
        400,
        "MalformedXML",
        "The XML you provided was not well-formed or did not validate against our published schema");
  }
}
