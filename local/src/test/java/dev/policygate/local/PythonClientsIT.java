package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * A whole job by clients that were not written here: boto3 and the AWS CLI. The function is a small
 * stand-in that reads its artifact, creates a policy, and reports.
 */
@EnabledIfEnvironmentVariable(
    named = "POLICYGATE_PYTHON",
    matches = ".+",
    disabledReason =
        "POLICYGATE_PYTHON names no Python interpreter with the packages boto3 and awscli")
class PythonClientsIT {
  private static final String DOCUMENT =
      "{\"Statement\": [{\"Action\": \"s3:GetObject\", \"Effect\": \"Allow\", \"Resource\": \"*\"}],"
          + " \"Version\": \"2012-10-17\"}";

  @ParameterizedTest
  @CsvSource({"boto3_job.py, FromBoto3", "aws_cli_job.py, FromTheCli"})
  void theyDoAWholeJob(String script, String policyName) throws Exception {
    AtomicReference<GatePipeline> running = new AtomicReference<>();
    JobInvoker function = event -> work(running.get(), GatePipeline.Job.read(event), policyName);
    try (GatePipeline gate = new GatePipeline(pipeline -> pipeline, Optional.of(function))) {
      running.set(gate);
      assertThat(run(script, gate))
          .isEqualTo(
              """
              {"account": "222222222222", "document": %s, "missing": "NoSuchEntity", \
              "policy": "arn:aws:iam::222222222222:policy/policy-gate/%s", \
              "status": "Succeeded", "summary": "Created %s", \
              "tags": [{"Key": "policy-gate:managed", "Value": "true"}]}"""
                  .formatted(DOCUMENT, policyName, policyName));
    }
  }

  @Test
  void theyHoldExecutionsUpAndEveryAnswerFitsTheServiceModel() throws Exception {
    AtomicReference<GatePipeline> running = new AtomicReference<>();
    JobInvoker function = event -> work(running.get(), GatePipeline.Job.read(event), "Held");
    try (GatePipeline gate = new GatePipeline(pipeline -> pipeline, Optional.of(function))) {
      running.set(gate);
      assertThat(run("boto3_controls.py", gate))
          .isEqualTo(
              """
              {"calls": 8, "closed": [false, "audit until 5"], "misfits": [], "stopped": "not now"}""");
    }
  }

  private static void work(GatePipeline gate, GatePipeline.Job job, String policyName) {
    String key = job.event().replaceFirst(".*\"objectKey\":\"([^\"]+)\".*", "$1");
    var bundle =
        gate.artifactClients(job)
            .s3()
            .getObjectAsBytes(b -> b.bucket(GatePipeline.BUCKET).key(key));
    assertThat(new String(bundle.asByteArray(), StandardCharsets.ISO_8859_1))
        .contains("metadata.json");
    String arn =
        gate.accounts()
            .administrator()
            .iam()
            .createPolicy(
                b ->
                    b.path("/policy-gate/")
                        .policyName(policyName)
                        .policyDocument(DOCUMENT)
                        .tags(Tag.builder().key("policy-gate:managed").value("true").build()))
            .policy()
            .arn();
    gate.codePipeline()
        .putJobSuccessResult(
            b ->
                b.jobId(job.id())
                    .executionDetails(d -> d.summary("Created " + policyName))
                    .outputVariables(Map.of("PolicyArn", arn)));
  }

  private static String run(String script, GatePipeline gate)
      throws IOException, InterruptedException {
    Credentials administrator = gate.accounts().sandbox().administrator();
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                System.getenv("POLICYGATE_PYTHON"),
                Path.of("src", "test", "python", script).toString(),
                gate.accounts().aws().endpoint().toString(),
                GatePipeline.BUCKET,
                GatePipeline.NAME));
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(name -> name.startsWith("AWS_"));
    environment.put("AWS_CONFIG_FILE", "/dev/null");
    environment.put("AWS_SHARED_CREDENTIALS_FILE", "/dev/null");
    environment.put("AWS_EC2_METADATA_DISABLED", "true");
    environment.put("AWS_DEFAULT_REGION", "us-east-1");
    environment.put("AWS_ACCESS_KEY_ID", administrator.accessKeyId());
    environment.put("AWS_SECRET_ACCESS_KEY", administrator.secretAccessKey());
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(script).isZero();
    return output.strip();
  }
}
