package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.JsonText;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code policygate simulate}. */
class SimulateCommandTest {

  private static final String ACCEPTED = "../sample-policies/accepted/ec2-run-team-a";
  private static final String REJECTED = "../sample-policies/rejected/administrator";
  private static final String ARN = "arn:aws:iam::222222222222:policy/policy-gate/Ec2RunTeamA";

  @TempDir private Path folder;

  @Test
  void playsAllOfASubmissionAndShowsThePolicyThatIamHolds() {
    Cli.Result played = Cli.run("simulate", ACCEPTED);
    assertThat(played.status()).as(played.err()).isZero();
    assertThat(played.out())
        .startsWith("Succeeded: Created " + ARN + "\n\n{")
        .contains("\"Action\" : \"ec2:RunInstances\"")
        .contains("\"ec2:InstanceType\" : ")
        .endsWith("}\n");
    assertThat(played.err())
        .containsSubsequence(
            "s3            PutObject by 222222222222:user/administrator  ok\n",
            "pipeline      execution started",
            "Invoke/Invoke action started: PolicyChecker\n",
            "AssumeRole by 111111111111:assumed-role/policy-checker-lambda-role/PolicyChecker  ok\n",
            "iam           CreatePolicy by 222222222222:assumed-role/central-account-role/"
                + "SecurityManageAccountPermissions  ok\n",
            "codepipeline  PutJobSuccessResult by 222222222222:assumed-role/central-account-role/",
            "pipeline      execution succeeded");
  }

  @Test
  void endsWithTheFindingsOfWhatIsRefused() {
    Cli.Result played = Cli.run("simulate", REJECTED);
    assertThat(played.status()).isEqualTo(1);
    assertThat(played.out())
        .startsWith(
            "Failed: Policy creation request rejected: * permissions not allowed in both actions"
                + " and resources\n")
        .contains("policy.json:6:17", "fix: ");
    assertThat(played.err()).contains("PutJobFailureResult").doesNotContain("CreatePolicy");
  }

  @Test
  void answersInJsonWithNothingBesideIt() {
    JsonObject created = json(Cli.run("simulate", "--format", "json", ACCEPTED));
    assertThat(text(created, "result")).isEqualTo("Succeeded");
    JsonObject variables = (JsonObject) created.get("outputVariables").orElseThrow();
    assertThat(text(variables, "PolicyArn")).isEqualTo(ARN);
    assertThat(text(variables, "PolicyVersionId")).isEqualTo("v1");
    assertThat(text(variables, "Outcome")).isEqualTo("Created");
    assertThat(created.get("document").orElseThrow()).isInstanceOf(JsonObject.class);

    JsonObject refused = json(Cli.run("simulate", "--format", "json", REJECTED));
    assertThat(text(refused, "result")).isEqualTo("Failed");
    assertThat(refused.get("document").orElseThrow().kind()).isEqualTo("null");
  }

  @Test
  void playsAnArchiveAsItIs() throws Exception {
    Path zip = folder.resolve("policy.zip");
    Files.write(zip, BundleArchive.of(Inputs.filesOf(Path.of(ACCEPTED).toFile())));
    assertThat(Cli.run("simulate", zip.toString()).status()).isZero();

    Files.write(zip, "no archive".getBytes(StandardCharsets.UTF_8));
    Cli.Result played = Cli.run("simulate", zip.toString());
    assertThat(played.status()).isEqualTo(1);
    assertThat(played.out()).startsWith("Failed: Policy creation request rejected: ");
  }

  @Test
  void refusesToPlayWhatIsNotThere() {
    for (String[] wrong :
        List.of(
            new String[] {"simulate"},
            new String[] {"simulate", ACCEPTED, REJECTED},
            new String[] {"simulate", folder.resolve("nowhere").toString()},
            new String[] {"simulate", "--format", "xml", ACCEPTED})) {
      Cli.Result refused = Cli.run(wrong);
      assertThat(refused.status()).as(String.join(" ", wrong)).isEqualTo(2);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).startsWith("policygate: ");
    }
  }

  private static JsonObject json(Cli.Result result) {
    assertThat(JsonText.read(result.out().strip(), "out")).isInstanceOf(JsonText.Read.class);
    Json whole = ((JsonText.Read) JsonText.read(result.out().strip(), "out")).value();
    return (JsonObject) whole;
  }

  private static String text(JsonObject object, String member) {
    return ((JsonString) object.get(member).orElseThrow()).value();
  }
}
