package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CheckCommandTest {

  private static final String HARMLESS =
      Cli.allow("Run", "ec2:StopInstances", "arn:aws:ec2:eu-central-1:123456789012:instance/i-1");

  @TempDir private Path folder;
  private String accepted;
  private String rejected;
  private String unreadable;

  @BeforeEach
  void write() {
    accepted = Cli.file(folder, "accepted.json", Cli.policy(HARMLESS));
    rejected = Cli.file(folder, "rejected.json", Cli.policy(Cli.allow("All", "*", "*")));
    unreadable = Cli.file(folder, "unreadable.json", "{");
  }

  private static List<JsonObject> verdicts(String report) {
    if (JsonText.read(report, "report") instanceof JsonText.Read(JsonObject object)
        && object.get("verdicts").orElseThrow() instanceof JsonArray(var verdicts, _)) {
      return verdicts.stream().map(JsonObject.class::cast).toList();
    }
    throw new AssertionError("no report: " + report);
  }

  private static String text(JsonObject object, String member) {
    Json value = object.get(member).orElseThrow();
    return ((JsonString) value).value();
  }

  @ParameterizedTest
  @CsvSource({
    "accepted.json, 0",
    "rejected.json, 1",
    "unreadable.json, 2",
    "nonesuch.json, 2",
    "accepted.json rejected.json, 1",
    "rejected.json unreadable.json accepted.json, 2",
  })
  void theWorstOfTheInputsIsTheStatus(String names, int status) {
    List<String> args = new ArrayList<>(List.of("check"));
    for (String name : names.split(" ", -1)) {
      args.add(folder.resolve(name).toString());
    }
    Cli.Result result = Cli.run(args.toArray(String[]::new));
    assertThat(result.status()).isEqualTo(status);
    assertThat(result.err()).isEmpty();
  }

  @Test
  void aThousandInputsOfOneCallEachHaveTheirVerdictInTheOrderOfTheArguments() throws IOException {
    List<String> args = new ArrayList<>(List.of("check", "--format", "json"));
    List<String> expected = new ArrayList<>();
    String[] hostile = {
      "",
      "{",
      "[[[[",
      "null",
      "\uFEFF{}",
      "{\"Version\": \"2012-10-17\"}",
      "PK\u0003\u0004",
      "[".repeat(100_000),
      "{\"Statement\": {}, \"Statement\": {}}",
      "\u0000",
    };
    for (int i = 0; i < 1_000; i++) {
      boolean good = i % 3 == 0;
      Path file = folder.resolve("policy-" + i + ".json");
      Files.writeString(file, good ? Cli.policy(HARMLESS) : hostile[i % hostile.length]);
      args.add(file.toString());
      expected.add(file + (good ? " accepted" : " not"));
    }
    Cli.Result result = Cli.run(args.toArray(String[]::new));
    assertThat(verdicts(result.out()))
        .extracting(
            verdict ->
                text(verdict, "input")
                    + (text(verdict, "verdict").equals("accepted") ? " accepted" : " not"))
        .isEqualTo(expected);
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void whereTheGateBreaksDownOnOneInputTheOthersHaveTheirVerdicts() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() {
            throw new IllegalStateException("broken");
          }

          @Override
          public int read(byte[] bytes, int from, int length) {
            return read();
          }
        };
    Cli.Result result = Cli.withInput(broken, "check", "--format", "json", accepted, "-", rejected);
    assertThat(verdicts(result.out()))
        .extracting(verdict -> text(verdict, "verdict"))
        .containsExactly("accepted", "rejected", "rejected");
    assertThat(result.out()).contains("RuleFailed", "broke down (IllegalStateException)");
    assertThat(result.err()).contains("a defect of the program", "broken");
    assertThat(result.status()).isEqualTo(4);
  }

  @Test
  void aJsonThatIsNoPolicyIsRejectedAndWhatIsNoJsonIsUnreadable() {
    String number = Cli.file(folder, "number.json", "7");
    Cli.Result result = Cli.run("check", "--format", "json", number, unreadable, "nonesuch");
    assertThat(verdicts(result.out()))
        .extracting(verdict -> text(verdict, "verdict"))
        .containsExactly("rejected", "unreadable", "unreadable");
  }

  @Test
  void aFindingSaysWhereItIsAndWhatToDo() {
    Cli.Result result = Cli.run("check", "--format", "json", rejected);
    JsonObject verdict = verdicts(result.out()).getFirst();
    JsonObject finding =
        (JsonObject) ((JsonArray) verdict.get("findings").orElseThrow()).elements().getFirst();
    assertThat(finding.members())
        .extracting(Json.Member::name)
        .contains("rule", "severity", "file", "line", "column", "pointer", "message", "fix");
    assertThat(text(finding, "rule")).isEqualTo("AdministratorAccess");
    assertThat(text(finding, "message"))
        .isEqualTo("* permissions not allowed in both actions and resources");
    assertThat(text(finding, "file")).isEqualTo(rejected);
  }

  @Test
  void textShowsTheLineACaretAndTheVerdict() {
    Cli.Result result = Cli.run("check", rejected);
    assertThat(result.lines().getFirst())
        .startsWith(rejected + ":2:")
        .contains(": error: ")
        .endsWith(" [AdministratorAccess]");
    assertThat(result.lines().get(2).strip()).isEqualTo("^");
    assertThat(result.lines().getLast()).isEqualTo(rejected + ": rejected");
  }

  @Test
  void standardInputIsAnInput() {
    Cli.Result result = Cli.withInput(Cli.policy(HARMLESS), "check", "-");
    assertThat(result.lines().getLast()).isEqualTo("-: accepted");
    assertThat(result.status()).isZero();
  }

  @Test
  void togetherHasOneVerdictOfAllInputs() {
    Cli.Result result = Cli.run("check", "--together", "--format=json", accepted, rejected);
    List<JsonObject> verdicts = verdicts(result.out());
    assertThat(verdicts).hasSize(1);
    assertThat(((JsonArray) verdicts.getFirst().get("input").orElseThrow()).elements())
        .extracting(path -> ((JsonString) path).value())
        .containsExactly(accepted, rejected);
    assertThat(text(verdicts.getFirst(), "verdict")).isEqualTo("rejected");
  }

  @Test
  void togetherIsAListOfInputsBeItOfOne() {
    Cli.Result result = Cli.run("check", "--together", "--format=json", accepted);
    assertThat(
            ((JsonArray) verdicts(result.out()).getFirst().get("input").orElseThrow()).elements())
        .extracting(path -> ((JsonString) path).value())
        .containsExactly(accepted);
  }

  @Test
  void anAnswerThatIsNotWrittenIsAFailure() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int octet) throws IOException {
            throw new IOException("no space left on device");
          }
        };
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Console console =
        new Console(
            InputStream.nullInputStream(),
            new PrintStream(full, false, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    assertThat(Main.run(new String[] {"check", accepted}, console).code()).isEqualTo(4);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .isEqualTo("policygate: standard output does not take the whole answer\n");
  }

  /** Nobody writes into it: whoever opens it waits for ever. */
  @Test
  void aPipeOnTheDiskIsUnreadableAndHoldsNothingUp() throws Exception {
    String pipe = folder.resolve("pipe").toString();
    assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
    Cli.Result result =
        assertTimeoutPreemptively(
            Duration.ofMinutes(1), () -> Cli.run("check", accepted, pipe, accepted));
    assertThat(result.lines())
        .contains(
            pipe
                + ":1:1: error: it is no file and may never end; give what it says as `-`"
                + " [UnreadableInput]")
        .endsWith(accepted + ": accepted");
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void whatMacOsAddsToAFolderIsIgnoredAndOtherFoldersAreRefused() throws IOException {
    Path bundle = folder.resolve("bundle");
    Files.createDirectories(bundle.resolve("__MACOSX"));
    Cli.file(bundle, "policy.json", Cli.policy(HARMLESS));
    Cli.file(bundle, "metadata.json", "{\"PolicyName\": \"Stops\"}");
    Cli.file(bundle, ".DS_Store", "");
    Cli.file(bundle.resolve("__MACOSX"), "._policy.json", "");
    assertThat(Cli.run("check", bundle.toString()).lines()).containsExactly(bundle + ": accepted");
    Files.createDirectory(bundle.resolve("more"));
    assertThat(Cli.run("check", bundle.toString()).out())
        .contains("`more/` is a folder, and a bundle holds none");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "local extra|`extra` belongs to no option",
        "check|check what?",
        "check --format xml a|there is no format `xml`; write text or json",
        "check --profile nonesuch a|there is no profile `nonesuch`",
        "check --boundary nonesuch a|the boundary nonesuch cannot be used: there is no such file",
        "check --nonsense a|--nonsense",
        "check --format|format",
        "nonsense|there is no command `nonsense`",
      })
  void wrongUsageIsToldOnStandardErrorAlone(String line, String said) {
    Cli.Result result = Cli.run(line.split(" "));
    assertThat(result.err()).startsWith("policygate: ").contains(said);
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "help",
    "--help",
    "-h",
    "check --help",
    "diff --help",
    "allows --help",
    "grants --help",
    "simulate --help",
    "local --help"
  })
  void helpIsAnAnswer(String line) {
    Cli.Result result = Cli.run(line.split(" "));
    assertThat(result.out()).startsWith("usage: policygate ");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isZero();
  }

  @Test
  void withoutACommandThereIsTheUsageAndNoAnswer() {
    Cli.Result result = Cli.run();
    assertThat(result.err()).startsWith("usage: policygate ");
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }
}
