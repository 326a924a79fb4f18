package dev.policygate.pages;

import dev.policygate.pages.Example.Claim;
import dev.policygate.pages.Example.Content;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page of a rule, with its examples.
 *
 * <p>An example stands between fences: {@code ```json rejected}, {@code ```json warned} or {@code
 * ```json accepted}. It is a statement, a list of statements, a whole policy, or an object of
 * {@code policies} that are judged together, with a {@code boundary} and with what a {@code
 * profile} says besides the sandbox preset. An object of "files" is a bundle, each file by its
 * name: JSON, a list of statements, {@code text} in pieces of which some are repeated, or bytes in
 * {@code hex}; it may have a {@code profile} too, and the day {@code on} which it is judged. An
 * object of an {@code archive} is that ZIP, its bytes edited. An object of a {@code policy} and of
 * a {@code withoutAnswer} or {@code withoutProof} is a {@link Mishap}. An object of {@code
 * profiles} is a file of profiles. {@code ```text rejected} holds the text of a policy that need
 * not be JSON, {@code ```json rejected metadata} a {@code metadata.json}. Right below a loud
 * example, {@code ```text says} holds what the rule says of it.
 */
record RulePage(Path file, List<String> lines, List<Example> examples) {

  static final Path FOLDER = Path.of("../docs/rules");

  private static final String FENCE = "```";
  private static final String SAYS = FENCE + "text says";
  private static final Pattern OPENING =
      Pattern.compile("```(json|text) (rejected|warned|accepted)( metadata)?");

  static RulePage of(String id) {
    Path file = FOLDER.resolve(id + ".md");
    try {
      List<String> lines = Files.readAllLines(file);
      return new RulePage(file, lines, examples(lines));
    } catch (IOException e) {
      throw new UncheckedIOException("rule " + id + " has no page " + file, e);
    }
  }

  String text() {
    return String.join("\n", lines) + "\n";
  }

  private static List<Example> examples(List<String> lines) {
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Matcher opening = OPENING.matcher(lines.get(i));
      if (opening.matches()) {
        Example example = example(opening, i, lines);
        examples.add(example);
        i = example.saysEnd() - 1;
      } else if (lines.get(i).startsWith(FENCE) && !lines.get(i).startsWith(SAYS)) {
        i = closing(lines, i);
      }
    }
    return examples;
  }

  private static Example example(Matcher opening, int at, List<String> lines) {
    int end = closing(lines, at) + 1;
    boolean says = end < lines.size() && lines.get(end).equals(SAYS);
    int saysEnd = says ? closing(lines, end) + 1 : end;
    Content content =
        opening.group(3) != null
            ? Content.METADATA
            : opening.group(1).equals("json") ? Content.JSON : Content.TEXT;
    return new Example(
        at + 1,
        Claim.valueOf(opening.group(2).toUpperCase(Locale.ROOT)),
        content,
        String.join("\n", lines.subList(at + 1, end - 1)),
        says
            ? Optional.of(String.join("\n", lines.subList(end + 1, saysEnd - 1)))
            : Optional.empty(),
        end,
        saysEnd);
  }

  private static int closing(List<String> lines, int opening) {
    for (int i = opening + 1; i < lines.size(); i++) {
      if (lines.get(i).equals(FENCE)) {
        return i;
      }
    }
    throw new AssertionError("the fence of line " + (opening + 1) + " is never closed");
  }

  /** The page with what the rule says below each loud example. */
  String withAnswers(List<String> says) {
    List<String> written = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < examples.size(); i++) {
      Example example = examples.get(i);
      written.addAll(lines.subList(from, example.end()));
      if (example.claim() != Claim.ACCEPTED) {
        written.add(SAYS);
        written.addAll(says.get(i).lines().toList());
        written.add(FENCE);
      }
      from = example.saysEnd();
    }
    written.addAll(lines.subList(from, lines.size()));
    return String.join("\n", written) + "\n";
  }
}
