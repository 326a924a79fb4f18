package dev.policygate.infra;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * LocalStack as {@code scripts/deploy} sees it: two profiles of the AWS CLI whose endpoint it is.
 *
 * @param folder holds the profiles, and the file of the accounts that use the gate
 * @param python with the packages boto3 and awscli, whose {@code aws} stands beside it
 */
record Emulator(URI endpoint, Path folder, Path python) {

  private static final Path ROOT = Template.INFRA.resolveSibling(".").normalize();
  private static final long MOST_MINUTES = 10;

  /** What a script wrote, and how it ended. */
  record Run(int status, String output) {}

  /** Writes the profiles, each called as it is in the documentation. */
  static Emulator of(URI endpoint, Path folder, Map<String, String> accountsByProfile)
      throws IOException {
    StringBuilder config = new StringBuilder();
    StringBuilder credentials = new StringBuilder();
    accountsByProfile.forEach(
        (profile, account) -> {
          config.append(
              "[profile %s]\nregion = %s\nendpoint_url = %s\ns3 =\n  addressing_style = path\n"
                  .formatted(profile, Stack.REGION, endpoint));
          // LocalStack takes an access key that is an account's number for that account's.
          credentials.append(
              "[%s]\naws_access_key_id = %s\naws_secret_access_key = test\n"
                  .formatted(profile, account));
        });
    Files.writeString(folder.resolve("config"), config);
    Files.writeString(folder.resolve("credentials"), credentials);
    Files.copy(Template.INFRA.resolve("profiles.yaml"), folder.resolve("profiles.yaml"));
    return new Emulator(endpoint, folder, Path.of(System.getenv("POLICYGATE_PYTHON")));
  }

  /** Runs a script of the project's. */
  Run script(String name, String... words) throws IOException, InterruptedException {
    return run(ROOT.resolve("scripts").resolve(name), words);
  }

  /** What the services hold for these accounts, as {@code accounts.py} tells it. */
  Map<String, Object> holdings(String... accounts) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>();
    words.add(Path.of("src", "test", "python", "accounts.py").toString());
    words.add(endpoint.toString());
    words.addAll(Arrays.asList(accounts));
    Run run = run(python, words.toArray(String[]::new));
    if (run.status() != 0) {
      throw new AssertionError(run.output());
    }
    // It says localhost.localstack.cloud for AWS::URLSuffix.
    return Template.parse(run.output().replace("localhost.localstack.cloud", "amazonaws.com"));
  }

  private Run run(Path program, String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(Arrays.asList(words));
    Path output = Files.createTempFile(folder, "output", ".txt");
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_CONFIG_FILE", folder.resolve("config").toString());
    environment.put("AWS_SHARED_CREDENTIALS_FILE", folder.resolve("credentials").toString());
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("PYTHONWARNINGS", "ignore");
    environment.merge("PATH", "", (path, _) -> python.resolveSibling("") + ":" + path);
    Process process = builder.start();
    if (!process.waitFor(MOST_MINUTES, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not end: " + Files.readString(output));
    }
    return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
  }
}
