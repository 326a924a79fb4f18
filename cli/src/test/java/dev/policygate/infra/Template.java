package dev.policygate.infra;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * A template as a tree of maps, lists, strings, numbers and booleans. Functions in their short form
 * become their long form: {@code !Ref X} is a map of {@code Ref} to {@code X}, {@code !Sub X} of
 * {@code Fn::Sub}.
 */
record Template(Path file, Map<String, Object> tree) {

  /** The folder of the templates, wherever in the checkout the tests run. */
  static final Path INFRA = infra(Path.of("").toAbsolutePath());

  static Template of(String name) {
    return read(INFRA.resolve(name));
  }

  /** One of the sections, such as {@code Resources}; empty when the template has none. */
  Map<String, Object> section(String name) {
    return map(tree.getOrDefault(name, Map.of()));
  }

  /** A member that has to be there. */
  static Object at(Map<String, Object> map, String name) {
    Object value = map.get(name);
    if (value == null) {
      throw new IllegalArgumentException("there is no %s among %s".formatted(name, map.keySet()));
    }
    return value;
  }

  static String text(Map<String, Object> map, String name) {
    return (String) at(map, name);
  }

  @SuppressWarnings("unchecked" /* Keys are strings, as read below makes them. */)
  static Map<String, Object> map(Object value) {
    return (Map<String, Object>) value;
  }

  @SuppressWarnings("unchecked" /* So are elements objects. */)
  static List<Object> list(Object value) {
    return (List<Object>) value;
  }

  private static Path infra(Path start) {
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isDirectory(folder.resolve("infra/denies"))) {
        return folder.resolve("infra");
      }
    }
    throw new IllegalStateException("no folder `infra` above " + start);
  }

  private static Template read(Path file) {
    try {
      return new Template(file, parse(Files.readString(file)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** YAML, or JSON, which is a part of it. */
  static Map<String, Object> parse(String text) {
    Node root = new Compose(LoadSettings.builder().build()).composeString(text).orElseThrow();
    return map(value(root));
  }

  private static Object value(Node node) {
    String tag = node.getTag().getValue();
    if (!tag.startsWith("!")) {
      return plain(node);
    }
    String function = tag.equals("!Ref") ? "Ref" : "Fn::" + tag.substring(1);
    Object argument = plain(node);
    return Map.of(
        function,
        function.equals("Fn::GetAtt") && argument instanceof String path
            ? List.of((Object[]) path.split("\\.", 2))
            : argument);
  }

  private static Object plain(Node node) {
    return switch (node) {
      case MappingNode mapping -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
          String key = ((ScalarNode) tuple.getKeyNode()).getValue();
          if (map.put(key, value(tuple.getValueNode())) != null) {
            throw new IllegalArgumentException("`%s` is there twice".formatted(key));
          }
        }
        yield map;
      }
      case SequenceNode sequence -> {
        List<Object> list = new ArrayList<>();
        sequence.getValue().forEach(item -> list.add(value(item)));
        yield list;
      }
      case ScalarNode scalar when scalar.getTag().equals(Tag.BOOL) ->
          Boolean.valueOf(scalar.getValue());
      case ScalarNode scalar when scalar.getTag().equals(Tag.INT) ->
          Long.valueOf(scalar.getValue());
      case ScalarNode scalar -> scalar.getValue();
      default -> throw new IllegalArgumentException("neither map, list nor scalar");
    };
  }
}
