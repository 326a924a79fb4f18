package dev.policygate.access;

import dev.policygate.policy.Policy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An example of AWS's documentation, and what the page says of it.
 *
 * <p>The files of {@link #FOLDER} hold them: {@code # page}, {@code ## what is shown}, and between
 * fences the documents ({@code json policy}, {@code json boundary}, {@code json scp} for each level
 * of the organization), requests by what is decided on them ({@code text allowed}, {@code text
 * implicitly denied}, {@code text explicitly denied}) and policies with which they are compared
 * ({@code json within}, {@code json exceeds}). A document is whole, a statement or a list of
 * statements; a request is an action, a resource and {@code key=value} each; a key that comes again
 * has several values.
 *
 * @param page how the page's address ends, after a {@code #} perhaps a part of it
 */
record DocumentedExample(Path file, String page, String title, List<Fence> fences) {

  static final Path FOLDER = Path.of("src/test/resources/documented");

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final String FENCE = "```";

  /** What is between fences. */
  record Fence(String kind, String text) {}

  static List<DocumentedExample> all() {
    try (Stream<Path> files = Files.list(FOLDER)) {
      List<DocumentedExample> all = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        read(file, all);
      }
      return all;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(Path file, List<DocumentedExample> all) throws IOException {
    String page = "";
    List<Fence> fences = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (line.startsWith("# ")) {
        page = line.substring(2);
      } else if (line.startsWith("## ")) {
        fences = new ArrayList<>();
        all.add(new DocumentedExample(file, page, line.substring(3), fences));
      } else if (line.startsWith(FENCE)) {
        int end = i + 1;
        while (!lines.get(end).equals(FENCE)) {
          end++;
        }
        fences.add(
            new Fence(
                line.substring(FENCE.length()), String.join("\n", lines.subList(i + 1, end))));
        i = end;
      } else if (!line.isBlank()) {
        throw new AssertionError(file + ": " + line);
      }
    }
  }

  Permissions permissions() {
    Permissions permissions =
        Permissions.of(texts("json policy").map(DocumentedExample::policy).toList());
    for (String boundary : texts("json boundary").toList()) {
      permissions = permissions.within(policy(boundary));
    }
    for (String level : texts("json scp").toList()) {
      permissions = permissions.under(List.of(policy(level)));
    }
    return permissions;
  }

  /** The documents that decide, as they are written. */
  List<String> documents() {
    return Stream.of("json policy", "json boundary", "json scp").flatMap(this::texts).toList();
  }

  Stream<String> texts(String kind) {
    return fences.stream().filter(fence -> fence.kind().equals(kind)).map(Fence::text);
  }

  Stream<String> requests(String kind) {
    return texts(kind).flatMap(String::lines);
  }

  static Policy policy(String text) {
    return PolicyGenerator.parse(
        text.contains("\"Statement\"")
            ? text
            : "{\"Version\": \"2012-10-17\", \"Statement\": %s}".formatted(text));
  }

  static Request request(String line) {
    List<String> words = new ArrayList<>();
    for (Matcher word = WORD.matcher(line); word.find(); ) {
      words.add(word.group(1) == null ? word.group(2) : word.group(1));
    }
    Map<String, List<String>> context = new LinkedHashMap<>();
    for (String each : words.subList(2, words.size())) {
      int at = each.indexOf('=');
      context
          .computeIfAbsent(each.substring(0, at), _ -> new ArrayList<>())
          .add(each.substring(at + 1));
    }
    return new Request(words.get(0), words.get(1), context);
  }
}
