package dev.policygate.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.lambda.JobEvent.Foreign;
import dev.policygate.lambda.JobEvent.Job;
import dev.policygate.lambda.JobEvent.Unclaimed;
import dev.policygate.lambda.JobEvent.Unusable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JobEventTest {

  private static final String ID = "11111111-2222-3333-4444-555555555555";
  private static final String EVENT =
      """
      {"CodePipeline.job": {
        "id": "11111111-2222-3333-4444-555555555555",
        "accountId": "222222222222",
        "data": {
          "actionConfiguration": {"configuration": {"FunctionName": "PolicyChecker"}},
          "inputArtifacts": [
            {"name": "SourceArtifact", "revision": null,
             "location": {"type": "S3",
                          "s3Location": {"bucketName": "bucket", "objectKey": "a/key.zip"}}}],
          "outputArtifacts": [],
          "artifactCredentials":
            {"accessKeyId": "CANARY-ID", "secretAccessKey": "CANARY-KEY", "sessionToken": "CANARY-TOKEN"},
          "encryptionKey": {"id": "key", "type": "KMS"}}}}
      """;
  private static final Claim CLAIM =
      new Claim(ID, "222222222222", new Credentials("CANARY-ID", "CANARY-KEY", "CANARY-TOKEN"));
  private static final Job JOB =
      new Job(new PipelineJob(CLAIM, new Artifact("bucket", "a/key.zip")));

  private static JobEvent.Read read(String old, String replacement) {
    assertThat(EVENT).contains(old);
    return JobEvent.read(EVENT.replace(old, replacement));
  }

  @Test
  void isRead() {
    assertThat(JobEvent.read(EVENT)).isEqualTo(JOB);
  }

  @Test
  void ignoresWhatItDoesNotKnow() {
    assertThat(read("\"outputArtifacts\": [],", "\"outputArtifacts\": 7, \"new\": [{}],"))
        .isEqualTo(JOB);
    assertThat(read("{\"CodePipeline.job\"", "{\"x\": null, \"CodePipeline.job\"")).isEqualTo(JOB);
    assertThat(read("\"encryptionKey\": {\"id\": \"key\", \"type\": \"KMS\"}", "\"y\": 1"))
        .isEqualTo(JOB);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "CANARY",
        "[]",
        "null",
        "\"CANARY\"",
        "{}",
        "{\"CodePipeline.job\": null}",
        "{\"CodePipeline.job\": [\"CANARY\"]}",
        "{\"codepipeline.job\": {\"id\": \"CANARY\"}}",
        "{\"Records\": [{\"body\": \"CANARY\"}]}",
        "{\"CodePipeline.job\": {}} CANARY"
      })
  void whatIsNoJobIsForeign(String event) {
    assertThat(JobEvent.read(event))
        .isInstanceOfSatisfying(
            Foreign.class, foreign -> assertThat(foreign.problem()).doesNotContain("CANARY"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"\"",
        "null",
        "7",
        "\"CANARY\"",
        "\"11111111-2222-3333-4444-55555555555\"",
        "\"11111111-2222-3333-4444-55555555555A\"",
        "\"11111111-2222-3333-4444-555555555555 \""
      })
  void aJobWithoutIdIsForeign(String id) {
    assertThat(read("\"" + ID + "\"", id))
        .isEqualTo(new Foreign("the job in the event has no id of CodePipeline's form"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"\"", "null", "222222222222", "\"22222222222\"", "\"CANARY\""})
  void aJobOfNoAccountIsUnclaimed(String account) {
    unclaimed(read("\"222222222222\"", account), "the job does not say of which account it is");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"CANARY-KEY\" | null",
        "\"CANARY-KEY\" | \"\"",
        "\"CANARY-TOKEN\" | [\"CANARY\"]",
        "\"accessKeyId\" | \"AccessKeyId\"",
        "\"artifactCredentials\" | \"credentials\"",
        "\"data\" | \"Data\""
      })
  void aJobWithoutCredentialsIsUnclaimed(String old, String replacement) {
    unclaimed(read(old, replacement), "the job brings no credentials for its artifacts");
  }

  private static void unclaimed(JobEvent.Read read, String problem) {
    assertThat(read)
        .isInstanceOfSatisfying(
            Unclaimed.class,
            unclaimed -> {
              assertThat(unclaimed.jobId()).isEqualTo(ID);
              assertThat(unclaimed.trouble()).hasMessage(problem);
              assertThat(unclaimed.trouble().type()).isEqualTo(FailureType.CONFIGURATION_ERROR);
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"bucket\" | \"\"",
        "\"a/key.zip\" | null",
        "\"S3\" | \"CANARY\"",
        "\"s3Location\" | \"location\"",
        "\"location\" | \"place\""
      })
  void aJobWhoseArtifactIsNowhereIsUnusable(String old, String replacement) {
    unusable(read(old, replacement), "the job does not say where in S3 its input artifact is");
  }

  @Test
  void aJobWithOtherThanOneArtifactIsUnusable() {
    unusable(
        read("\"inputArtifacts\": [", "\"inputArtifacts\": [{\"name\": \"CANARY\"}, "),
        "the job has 2 input artifacts; check that the action in the pipeline has one, the source's");
    unusable(
        read("\"inputArtifacts\"", "\"artifacts\""),
        "the job has 0 input artifacts; check that the action in the pipeline has one, the source's");
  }

  private static void unusable(JobEvent.Read read, String problem) {
    assertThat(read)
        .isInstanceOfSatisfying(
            Unusable.class,
            unusable -> {
              assertThat(unusable.claim()).isEqualTo(CLAIM);
              assertThat(unusable.trouble()).hasMessage(problem);
            });
  }

  @Test
  void neverShowsCredentials() {
    assertThat(JOB.toString() + CLAIM + CLAIM.credentials()).doesNotContain("CANARY");
  }
}
