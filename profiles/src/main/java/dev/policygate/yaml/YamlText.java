package dev.policygate.yaml;

import dev.policygate.finding.Location;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonBoolean;
import dev.policygate.json.Json.JsonNull;
import dev.policygate.json.Json.JsonNumber;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * Reads YAML 1.2 as the JSON value that it writes, every value with its line and column. What JSON
 * cannot say is refused: several documents, keys that are no strings, tags, anchors and aliases.
 */
final class YamlText {

  private static final LoadSettings SETTINGS =
      LoadSettings.builder()
          .setSchema(new CoreSchema())
          .setParseComments(false)
          // Not one is taken; but it is refused here, with its place.
          .setMaxAliasesForCollections(Integer.MAX_VALUE)
          .build();

  private static final Pattern LINE_BREAK = Pattern.compile("\r\n|\r|\n");

  private final String file;
  private final String[] lines;
  private final IdentityHashMap<Node, Boolean> seen = new IdentityHashMap<>();

  private YamlText(String file, String text) {
    this.file = file;
    this.lines = LINE_BREAK.split(text, -1);
  }

  /** How reading ended. */
  sealed interface Result {}

  record Read(Json value) implements Result {}

  /** It is no YAML, or more than JSON can say. */
  record Malformed(Location location, String problem) implements Result {}

  /** Ends the reading. */
  private static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient Location location;

    private Refusal(Location location, String problem) {
      super(problem);
      this.location = location;
    }
  }

  /**
   * Reads {@code text}.
   *
   * @param file how places in it are called
   */
  static Result read(String text, String file) {
    YamlText reader = new YamlText(file, text);
    try {
      Optional<Node> root = new Compose(SETTINGS).composeString(text);
      return root.isEmpty()
          ? new Malformed(Location.of(file), "the file is empty")
          : new Read(reader.value(root.get(), ""));
    } catch (Refusal e) {
      return new Malformed(e.location, String.valueOf(e.getMessage()));
    } catch (MarkedYamlEngineException e) {
      Location place =
          e.getProblemMark()
              .or(e::getContextMark)
              .map(mark -> reader.at(mark, Optional.empty()))
              .orElse(Location.of(file));
      return new Malformed(place, "the file is no YAML: " + e.getProblem());
    } catch (YamlEngineException e) {
      return new Malformed(Location.of(file), "the file is no YAML: " + e.getMessage());
    }
  }

  private Json value(Node node, String pointer) {
    Location location = at(node, pointer);
    if (node instanceof AnchorNode
        || node.getAnchor().isPresent()
        || seen.put(node, true) != null) {
      throw new Refusal(location, "anchors and aliases are not taken; write it out");
    }
    return switch (node) {
      case MappingNode mapping -> object(mapping, pointer, location);
      case SequenceNode sequence -> array(sequence, pointer, location);
      case ScalarNode scalar -> scalar(scalar, location);
      default -> throw new Refusal(location, "a tag is not taken here");
    };
  }

  private JsonObject object(MappingNode mapping, String pointer, Location location) {
    requirePlain(mapping, Tag.MAP, location);
    List<Member> members = new ArrayList<>();
    for (NodeTuple tuple : mapping.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)
          || !(key.getTag().equals(Tag.STR) || key.getTag().equals(Tag.INT))) {
        throw new Refusal(at(tuple.getKeyNode(), pointer), "a name must be a string here");
      }
      // Twelve digits of an account are an integer to YAML, unless somebody thinks of quotes.
      String name = key.getValue();
      String inner = pointer + "/" + name.replace("~", "~0").replace("/", "~1");
      members.add(new Member(name, at(key, inner), value(tuple.getValueNode(), inner)));
    }
    return new JsonObject(members, location);
  }

  private JsonArray array(SequenceNode sequence, String pointer, Location location) {
    requirePlain(sequence, Tag.SEQ, location);
    List<Json> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      elements.add(value(element, pointer + "/" + elements.size()));
    }
    return new JsonArray(elements, location);
  }

  private static Json scalar(ScalarNode scalar, Location location) {
    Tag tag = scalar.getTag();
    String text = scalar.getValue();
    if (tag.equals(Tag.STR)) {
      return new JsonString(text, location);
    }
    if (tag.equals(Tag.BOOL)) {
      return new JsonBoolean(Boolean.parseBoolean(text), location);
    }
    if (tag.equals(Tag.NULL)) {
      return new JsonNull(location);
    }
    if ((tag.equals(Tag.INT) || tag.equals(Tag.FLOAT)) && text.matches("-?\\d+(\\.\\d+)?")) {
      return new JsonNumber(text, location);
    }
    throw new Refusal(location, "`" + text + "` is nothing that JSON knows; put it in quotes");
  }

  private static void requirePlain(Node node, Tag expected, Location location) {
    if (!node.getTag().equals(expected)) {
      throw new Refusal(location, "a tag is not taken here");
    }
  }

  private Location at(Node node, String pointer) {
    return node.getStartMark()
        .map(mark -> at(mark, Optional.of(pointer)))
        .orElse(new Location(file, 1, 1, Optional.of(pointer)));
  }

  /** Marks count from zero, and characters by code point; places count UTF-16 units. */
  private Location at(Mark mark, Optional<String> pointer) {
    String line = mark.getLine() < lines.length ? lines[mark.getLine()] : "";
    int characters = Math.min(mark.getColumn(), line.codePointCount(0, line.length()));
    return new Location(
        file, mark.getLine() + 1, line.offsetByCodePoints(0, characters) + 1, pointer);
  }
}
