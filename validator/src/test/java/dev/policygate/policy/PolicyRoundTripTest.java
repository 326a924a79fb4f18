package dev.policygate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.policy.ParseResult.Parsed;
import dev.policygate.policy.ParseResult.Refused;
import dev.policygate.policy.ParseResult.Unreadable;
import dev.policygate.policy.PlainJson.NoJson;
import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

/**
 * Properties of parser and writer, held against a JSON reader that shares nothing with them. The
 * seed is fixed; {@code -Dpolicygate.seed} and {@code -Dpolicygate.documents} choose others.
 */
class PolicyRoundTripTest {

  private static final long SEED = Long.getLong("policygate.seed", 20_260_101);
  private static final int DOCUMENTS = Integer.getInteger("policygate.documents", 2_000);
  private static final String SPLICES =
      "{}[]\",:\\u0*?$ \n\r\t1-e.tfn\u0000\u00FF\u0100\uD83D\uDE00";

  @Test
  void readsEverySpellingAsTheOtherReaderDoes() throws NoJson {
    for (int i = 0; i < DOCUMENTS; i++) {
      String text = new Documents(SEED + i).document();
      assertThat(Meaning.of(Reading.policy(text))).as(text).isEqualTo(Meaning.of(text));
    }
  }

  @Test
  void whatIsWrittenMeansWhatWasRead() throws NoJson {
    for (int i = 0; i < DOCUMENTS; i++) {
      Policy policy = Reading.policy(new Documents(SEED + i).document());
      String written = PolicyWriter.write(policy);
      assertThat(Meaning.of(Reading.policy(written))).as(written).isEqualTo(Meaning.of(policy));
      assertThat(Meaning.of(written)).as(written).isEqualTo(Meaning.of(policy));
      assertThat(PolicyWriter.write(Reading.policy(written))).isEqualTo(written);
    }
  }

  @Test
  void writesAsTheLibraryDoes() throws IOException {
    for (int i = 0; i < DOCUMENTS; i++) {
      String written = PolicyWriter.write(Reading.policy(new Documents(SEED + i).document()));
      assertThat(written).isEqualTo(writtenByTheLibrary(written));
    }
    String sid = "\u0001\b\f\n\r\t\"\\/\u007F\u00FF\u0100\uD83D\uDE00";
    Policy policy = Reading.policy(new Documents(SEED).document());
    Statement first = policy.statements().getFirst();
    Statement odd =
        new Statement(
            Optional.of(new Located<>(sid, policy.location())),
            first.effect(),
            first.action(),
            first.resource(),
            first.conditions(),
            first.location());
    String written = PolicyWriter.write(new Policy(List.of(odd), policy.location()));
    assertThat(written).isEqualTo(writtenByTheLibrary(written)).doesNotContain(sid);
  }

  private static String writtenByTheLibrary(String text) throws IOException {
    JsonFactory factory = new JsonFactory();
    StringWriter out = new StringWriter();
    try (JsonParser parser = factory.createParser(text);
        JsonGenerator generator = factory.createGenerator(out)) {
      generator.setHighestNonEscapedChar(0xFF);
      while (parser.nextToken() != null) {
        generator.copyCurrentEvent(parser);
      }
    }
    return out.toString();
  }

  @Test
  void whatIsWrittenHoldsOnlyCharactersThatIamTakes() {
    for (int i = 0; i < DOCUMENTS; i++) {
      String written = PolicyWriter.write(Reading.policy(new Documents(SEED + i).document()));
      assertThat(written).matches("[ -\u00FF]+");
    }
  }

  @Test
  void neverBreaksDownNeverPassesWhatIsNoJsonAndPointsIntoTheText() {
    Assertions.assertTimeout(
        Duration.ofSeconds(60),
        () -> {
          int parsed = 0;
          for (int i = 0; i < 4 * DOCUMENTS; i++) {
            String text = mutated(new Documents(SEED + i).document(), SEED + i);
            switch (PolicyParser.parse(text, "f")) {
              case Parsed(var policy) -> {
                parsed++;
                assertThat(Meaning.of(policy)).as(text).isEqualTo(Meaning.of(text));
                assertThat(Meaning.of(PolicyWriter.write(policy))).isEqualTo(Meaning.of(policy));
              }
              case Refused(var findings) -> {
                assertThat(findings).as(text).isNotEmpty().isSorted();
                findings.forEach(finding -> pointsInto(text, finding));
              }
              case Unreadable(var finding) -> pointsInto(text, finding);
            }
          }
          assertThat(parsed)
              .as("mutants that are policies")
              .isBetween(DOCUMENTS / 10, 3 * DOCUMENTS);
        });
  }

  private static void pointsInto(String text, Finding finding) {
    List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
    int line = finding.location().line();
    int column = finding.location().column();
    assertThat(line).as("%s in %s", finding, text).isBetween(1, lines.size());
    String rest = lines.get(line - 1) + " ";
    assertThat(column).as("%s in %s", finding, text).isBetween(1, rest.length());
    assertThat(finding.message()).doesNotEndWith(".").isNotBlank();
    finding
        .location()
        .pointer()
        .ifPresent(
            pointer ->
                // Where there is a node, there a name or a value starts.
                assertThat(rest.substring(column - 1))
                    .as("%s in %s", finding, text)
                    .matches("(?s)([\"\\[{\\-0-9]|true|false|null).*"));
  }

  private static String mutated(String text, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    StringBuilder mutant = new StringBuilder(text);
    for (int i = random.nextInt(3); i >= 0; i--) {
      int from = random.nextInt(mutant.length());
      int to = Math.min(mutant.length(), from + random.nextInt(1 + random.nextInt(8)));
      switch (random.nextInt(5)) {
        case 0 -> mutant.delete(from, to);
        case 1 -> mutant.insert(from, mutant.substring(from, to));
        case 2 -> mutant.setCharAt(from, splice(random));
        case 3 -> mutant.insert(from, splice(random));
        default -> mutant.insert(random.nextInt(mutant.length()), mutant.substring(from, to));
      }
      if (mutant.isEmpty()) {
        mutant.append(' ');
      }
    }
    return mutant.toString();
  }

  private static char splice(SplittableRandom random) {
    return SPLICES.charAt(random.nextInt(SPLICES.length()));
  }
}
