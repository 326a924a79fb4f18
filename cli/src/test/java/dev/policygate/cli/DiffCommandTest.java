package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DiffCommandTest {

  private static final String READ = Cli.allow("Read", "s3:GetObject", "arn:aws:s3:::team/*");
  private static final String WRITE = Cli.allow("Write", "s3:PutObject", "arn:aws:s3:::team/a");

  @TempDir private Path folder;
  private String less;
  private String more;

  @BeforeEach
  void write() {
    less = Cli.file(folder, "less.json", Cli.policy(READ));
    more = Cli.file(folder, "more.json", Cli.policy(READ, WRITE));
  }

  private static String pair(String older, String newer) {
    return "{\"old\": " + older + ", \"new\": " + newer + "}";
  }

  private static String file(String path) {
    return "{\"file\": \"" + path + "\"}";
  }

  private static String text(String policy) {
    return "\"" + policy.replace("\"", "\\\"").replace("\n", "\\n") + "\"";
  }

  @Test
  void aPolicyIsWithinOneThatAllowsMore() {
    Cli.Result result = Cli.run("diff", more, less);
    assertThat(result.out())
        .isEqualTo("{\"result\":\"within\",\"witnesses\":[],\"undecided\":[]}\n");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void aWitnessShowsWhatIsAllowedMoreAndByWhichStatement() {
    Cli.Result result = Cli.run("diff", less, more);
    assertThat(result.status()).isEqualTo(1);
    assertThat(result.out())
        .startsWith("{\"result\":\"exceeds\",\"witnesses\":[{\"request\":{\"action\":\"s3:")
        .containsIgnoringCase("\"action\":\"s3:PutObject\"")
        .contains("\"resource\":\"arn:aws:s3:::team/a\",\"context\":{},\"known\":")
        .endsWith(
            "\"allowedBy\":[{\"file\":\"%s\",\"statement\":1,\"sid\":\"Write\",\"line\":3,\"column\":1,\"layer\":\"identity\"}]}],\"undecided\":[]}\n"
                .formatted(more));
  }

  @Test
  void eachStatementThatExceedsHasOneWitness() {
    String none = Cli.file(folder, "none.json", Cli.policy(Cli.deny("None", "*", "*")));
    Cli.Result result = Cli.run("diff", none, more);
    assertThat(result.out().split("\"request\":", -1)).hasSize(3);
    assertThat(result.out()).contains("\"sid\":\"Read\"", "\"sid\":\"Write\"");
  }

  @Test
  void whatAwsMayAddLaterCounts() {
    String today =
        Catalog.bundled().service("sqs").orElseThrow().actions().stream()
            .map(Action::name)
            .map(name -> "\"sqs:" + name + "\"")
            .collect(Collectors.joining(", ", "[", "]"));
    String listed =
        Cli.file(
            folder,
            "listed.json",
            Cli.policy(Cli.allow("All", "LIST", "*").replace("\"LIST\"", today)));
    String all = Cli.file(folder, "all.json", Cli.policy(Cli.allow("All", "sqs:*", "*")));
    Cli.Result result = Cli.run("diff", listed, all);
    assertThat(result.out()).contains("\"result\":\"exceeds\"", "\"known\":false");
    assertThat(Cli.run("diff", all, listed).status()).isZero();
  }

  @Test
  void conditionKeysAreWrittenAsInThePolicies() {
    String conditional =
        Cli.file(
            folder,
            "conditional.json",
            Cli.policy(Cli.when(WRITE, "StringEquals", "AWS:RequestedRegion", "eu-west-1")));
    Cli.Result result = Cli.run("diff", less, conditional);
    assertThat(result.out()).contains("\"context\":{\"AWS:RequestedRegion\":[\"eu-west-1\"]");
  }

  @Test
  void aStatementWithoutSidHasNone() {
    String unnamed =
        Cli.file(folder, "unnamed.json", Cli.policy(WRITE.replace("\"Sid\": \"Write\", ", "")));
    assertThat(Cli.run("diff", less, unnamed).out()).contains("\"sid\":null");
  }

  @Test
  void textSaysWhatIsAllowedMoreAndShowsTheStatement() {
    Cli.Result result = Cli.run("diff", "--format", "text", less, more);
    assertThat(result.lines().getFirst())
        .isEqualTo("exceeds: %s allows what %s does not".formatted(more, less));
    assertThat(result.lines().get(1))
        .startsWith(more + ":3:1: allows `s3:")
        .contains("` on `arn:aws:s3:::team/a`")
        .endsWith("[identity Write]");
    assertThat(result.lines().subList(2, 4)).containsExactly("    " + WRITE + "]}", "    ^");
    assertThat(result.status()).isEqualTo(1);
    assertThat(Cli.run("diff", "--format=text", more, less).out())
        .isEqualTo("within: %s allows nothing that %s does not\n".formatted(less, more));
  }

  @Test
  void standardInputAndABundleArePoliciesToo() {
    Cli.file(folder, "policy.json", Cli.policy(READ));
    Cli.file(folder, "metadata.json", "{\"PolicyName\": \"a\"}");
    Path bundle = folder.resolve("bundle");
    assertThat(bundle.toFile().mkdir()).isTrue();
    Cli.file(bundle, "policy.json", Cli.policy(READ));
    Cli.file(bundle, "metadata.json", "{\"PolicyName\": \"a\"}");
    Cli.Result result = Cli.withInput(Cli.policy(READ), "diff", bundle.toString(), "-");
    assertThat(result.status()).isZero();
  }

  @Test
  void aPolicyThatCannotBeUsedIsNeitherWithinNorExceeds() {
    String broken = Cli.file(folder, "broken.json", "{\"Version\": \"2012-10-17\"}");
    Cli.Result json = Cli.run("diff", less, broken);
    assertThat(json.out())
        .startsWith("{\"result\":\"unusable\",\"error\":\"" + broken)
        .contains("`Statement`");
    assertThat(json.status()).isEqualTo(2);
    Cli.Result text = Cli.run("diff", "--format", "text", less, broken);
    assertThat(text.out()).isEmpty();
    assertThat(text.err())
        .startsWith(broken + ":1:1: error: ")
        .endsWith("policygate: there is no answer, since a policy cannot be used\n");
    assertThat(text.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "diff|diff takes two policies",
        "diff a|diff takes two policies",
        "diff a b c|diff takes two policies",
        "diff --format xml a b|there is no format `xml`; write text or json",
        "diff --format json --format text a b|--format is given twice",
        "diff --pairs p a|`a` means nothing beside --pairs",
        "diff --pairs p --format text|answered in JSON Lines",
        "diff --pairs nonesuch.jsonl|nonesuch.jsonl: there is no such file",
        "diff --nonsense a b|--nonsense",
      })
  void wrongUsageIsToldOnStandardErrorAlone(String line, String said) {
    Cli.Result result = Cli.run(line.split(" "));
    assertThat(result.err()).startsWith("policygate: ").contains(said);
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void pairsTakeAFileAnObjectAndAText() {
    String lines =
        String.join(
            "\n",
            pair(file(more), file(less)),
            pair(Cli.policy(READ).replace("\n", ""), text(Cli.policy(READ, WRITE))),
            pair(text(Cli.policy(READ)), Cli.policy(READ).replace("\n", " ")));
    Cli.Result result = Cli.run("diff", "--pairs", Cli.file(folder, "pairs.jsonl", lines));
    assertThat(result.lines()).hasSize(3);
    assertThat(result.lines().get(0)).contains("\"result\":\"within\"");
    assertThat(result.lines().get(1))
        .contains("\"result\":\"exceeds\"")
        .contains(
            "\"file\":\"%s:2!/new\",\"statement\":1,\"sid\":\"Write\",\"line\":3,\"column\":1"
                .formatted(folder.resolve("pairs.jsonl")));
    assertThat(result.lines().get(2)).contains("\"result\":\"within\"");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void aBadLineIsUnusableAndTheOthersAreAnsweredAllTheSame() {
    String good = pair(file(more), file(less));
    String[] bad = {
      "",
      "{",
      "[1]",
      "nonsense",
      good + good,
      "{\"old\": 1, \"new\": 2}",
      "{\"old\": " + file(less) + "}",
      pair(file("nonesuch"), file(less)),
      pair(file("-"), file(less)),
      pair("{\"file\": 7}", file(less)),
      pair("\"\\uFEFF{}\"", file(less)),
      pair("\"{}\"", file(less)),
      "{\"old\": {}, \"old\": " + file(less) + ", \"new\": " + file(less) + "}",
      pair(Cli.policy(READ).replace("\n", "").replace("Allow", "allow"), file(less)),
      pair(Cli.policy(READ + ", " + READ + "}").replace("\n", ""), file(less)),
      pair(
          Cli.policy(Cli.when(READ, "NoOperator", "aws:SourceIp", "x")).replace("\n", ""),
          file(less)),
      "[".repeat(100_000),
      "\"" + "x".repeat(200_000) + "\"",
      pair("\"" + "x".repeat(200_000) + "\"", file(less)),
      "{\"old\":\r1}",
    };
    StringBuilder lines = new StringBuilder();
    for (String line : bad) {
      lines.append(good).append('\n').append(line).append('\n');
    }
    Cli.Result result = Cli.withInput(lines.toString(), "diff", "--pairs", "-");
    assertThat(result.lines()).hasSize(2 * bad.length);
    for (int i = 0; i < bad.length; i++) {
      assertThat(result.lines().get(2 * i)).contains("\"result\":\"within\"");
      assertThat(result.lines().get(2 * i + 1))
          .as(bad[i].substring(0, Math.min(50, bad[i].length())))
          .startsWith("{\"result\":\"unusable\",\"error\":\"-:" + (2 * i + 2));
    }
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void aLineThatIsNotUtf8IsUnusable() {
    byte[] line = pair(file(more), file(less)).getBytes(StandardCharsets.UTF_8);
    line[2] = (byte) 0xC0;
    assertThat(Cli.withInput(line, "diff", "--pairs", "-").out())
        .isEqualTo("{\"result\":\"unusable\",\"error\":\"-:1: the line is not UTF-8\"}\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\uFEFF%s\r\n", "%s", "%s\n", " %s \r\n"})
  void aByteOrderMarkLineEndsOfWindowsAndAMissingLastOneDoNoHarm(String form) {
    Cli.Result result =
        Cli.withInput(form.formatted(pair(file(more), file(less))), "diff", "--pairs", "-");
    assertThat(result.lines())
        .containsExactly("{\"result\":\"within\",\"witnesses\":[],\"undecided\":[]}");
    assertThat(result.status()).isZero();
  }

  @Test
  void aMemberThatMeansNothingIsIgnoredAndTold() {
    String line = "{\"id\": 7, \"old\": %s, \"new\": %s}".formatted(file(more), file(less));
    Cli.Result result = Cli.withInput(line + "\n" + line, "diff", "--pairs", "-");
    assertThat(result.err())
        .isEqualTo("policygate: `id` means nothing in a line, and is ignored\n");
    assertThat(result.status()).isZero();
  }

  @Test
  void withoutLinesThereIsNoAnswer() {
    Cli.Result result = Cli.withInput("", "diff", "--pairs", "-");
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isZero();
  }
}
