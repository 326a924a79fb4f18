package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.local.Credentials;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code policygate submit} as a program: what it takes from the environment and from AWS's files.
 */
class SubmitIT {

  @TempDir static Path home;
  private static Rehearsal rehearsal;
  private static Path bundle;

  @BeforeAll
  static void prepare() throws IOException {
    rehearsal = Rehearsal.create();
    bundle = Files.createDirectory(home.resolve("bundle"));
    Files.writeString(bundle.resolve("policy.json"), Bundles.statement("", "ec2:RunInstances"));
    Files.writeString(bundle.resolve("metadata.json"), "{\"PolicyName\": \"Team\"}");
    Credentials administrator = rehearsal.scene().aws().account(Scene.SANDBOX).administrator();
    Files.writeString(
        home.resolve("config"),
        """
        [profile alice]
        aws_access_key_id = %s
        aws_secret_access_key = %s
        region = us-east-1

        [profile half]
        region = us-east-1
        """
            .formatted(administrator.accessKeyId(), administrator.secretAccessKey()));
  }

  @AfterAll
  static void stop() {
    rehearsal.close();
  }

  private record Run(int status, String out, String err) {}

  /** Runs the command with nothing of AWS in its environment but what is given. */
  private static Run submit(Map<String, String> settings, String... options) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.policygate.cli.Main",
                "submit",
                bundle.toString()));
    Collections.addAll(command, options);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_ENDPOINT_URL", rehearsal.scene().aws().endpoint().toString());
    environment.put("AWS_CONFIG_FILE", home.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", home.resolve("none").toString());
    environment.putAll(settings);
    Path err = Files.createTempFile(home, "err", "");
    Process process = builder.redirectError(err.toFile()).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out, Files.readString(err));
  }

  private static Map<String, String> keys() {
    Credentials administrator = rehearsal.scene().aws().account(Scene.SANDBOX).administrator();
    Map<String, String> keys = new HashMap<>();
    keys.put("AWS_ACCESS_KEY_ID", administrator.accessKeyId());
    keys.put("AWS_SECRET_ACCESS_KEY", administrator.secretAccessKey());
    return keys;
  }

  @Test
  void actsByAProfileThatIsNamed() throws Exception {
    // What is named on the command line comes before what is set.
    Run run =
        submit(
            Map.of("AWS_ACCESS_KEY_ID", "AKIAOFNOBODY00000000", "AWS_SECRET_ACCESS_KEY", "none"),
            "--aws-profile",
            "alice");
    assertThat(run.err()).contains("as arn:aws:iam::222222222222:user/administrator");
    assertThat(run.out()).startsWith("Succeeded: ");
    assertThat(run.status()).isZero();
  }

  @Test
  void actsByWhatIsSet() throws Exception {
    Map<String, String> settings = keys();
    settings.put("AWS_DEFAULT_REGION", "us-east-1");
    assertThat(submit(settings).status()).isZero();
    assertThat(submit(Map.of("AWS_PROFILE", "alice")).status()).isZero();
  }

  @Test
  void saysThatThereAreNoCredentials() throws Exception {
    Run run = submit(Map.of("AWS_REGION", "us-east-1"));
    assertThat(run.err())
        .contains(
            "policygate: there are no AWS credentials to use: give --aws-profile NAME, or set");
    assertThat(run.status()).isEqualTo(2);
    assertThat(submit(Map.of(), "--aws-profile", "half").err())
        .contains("policygate: the AWS profile `half` gives no credentials: ");
    Run unknown = submit(Map.of("AWS_REGION", "us-east-1"), "--aws-profile", "bob");
    assertThat(unknown.err()).contains("policygate: the AWS profile `bob` gives no credentials: ");
    assertThat(unknown.status()).isEqualTo(2);
  }

  @Test
  void saysThatThereIsNoRegion() throws Exception {
    Run run = submit(keys());
    assertThat(run.err())
        .contains("policygate: there is no Region: give --region, or set AWS_REGION");
    assertThat(run.status()).isEqualTo(2);
  }

  @Test
  void saysThatTheRegionIsAnother() throws Exception {
    Run run = submit(Map.of("AWS_REGION", "eu-west-1"), "--aws-profile", "alice");
    assertThat(run.err())
        .contains("check the Region (--region), which is the same for all of the gate");
    assertThat(run.status()).isEqualTo(4);
    Run named =
        submit(
            Map.of("AWS_REGION", "eu-west-1"), "--aws-profile", "alice", "--region", "us-east-1");
    assertThat(named.status()).isZero();
  }

  @Test
  void neverShowsASecret() throws Exception {
    Map<String, String> settings = keys();
    settings.put("AWS_REGION", "us-east-1");
    settings.put("AWS_SECRET_ACCESS_KEY", "aSecretThatIsNotTheRightOne");
    Run run = submit(settings);
    assertThat(run.err())
        .contains("cannot ask AWS whose the credentials are: SignatureDoesNotMatch;")
        .doesNotContain("aSecretThatIsNotTheRightOne", "AWS4-HMAC-SHA256");
    assertThat(run.status()).isEqualTo(4);
  }

  @Test
  void saysThatAwsCannotBeReached() throws Exception {
    Run run = submit(Map.of("AWS_ENDPOINT_URL", "http://127.0.0.1:1"), "--aws-profile", "alice");
    assertThat(run.err()).contains("policygate: cannot ask AWS whose the credentials are: ");
    assertThat(run.status()).isEqualTo(4);
  }
}
