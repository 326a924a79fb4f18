package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.Tag;
import software.amazon.awssdk.services.s3.S3Client;

/** {@code reseal}, after the security team has changed its denies. */
class ResealCommandTest {

  /** As Alice wrote it: the second statement is one of the central denies, in her own hand. */
  private static final String AUTHORED =
      """
      {"Version": "2012-10-17",
       "Statement": [
         {"Sid": "Run", "Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"},
         {"Sid": "Hers", "Effect": "Deny", "Action": "lambda:*",
          "Resource": "arn:aws:lambda:*:*:function:security-*"}]}
      """;

  /** Neither the central deny on functions is left nor any other of the former ones. */
  private static final String NEW_DENIES =
      """
      {"Version": "2012-10-17",
       "Statement": [
         {"Sid": "CentralQueues", "Effect": "Deny", "Action": "sqs:*",
          "Resource": "arn:aws:sqs:*:*:security-*"}]}
      """;

  private static final String RENEWED =
      "{\"Version\":\"2012-10-17\",\"Statement\":["
          + "{\"Sid\":\"Run\",\"Effect\":\"Allow\",\"Action\":\"ec2:RunInstances\",\"Resource\":\"*\"},"
          + "{\"Sid\":\"Hers\",\"Effect\":\"Deny\",\"Action\":\"lambda:*\","
          + "\"Resource\":\"arn:aws:lambda:*:*:function:security-*\"},"
          + "{\"Sid\":\"CentralQueues\",\"Effect\":\"Deny\",\"Action\":\"sqs:*\","
          + "\"Resource\":\"arn:aws:sqs:*:*:security-*\"}]}";

  @TempDir Path infra;
  private Submitting submitting = Submitting.withAFunctionThatIsCold();

  @BeforeEach
  void submitOne() throws Exception {
    assertThat(submitting.rehearsal().submit(Bundles.of("Team", AUTHORED)).outcome())
        .isEqualTo("Created");
  }

  @AfterEach
  void stop() {
    submitting.close();
  }

  /** What the security team does: the profile's copy first, then what the function reads. */
  private void changeDenies() throws IOException {
    writeProfile();
    submitting.putDenies(NEW_DENIES);
    submitting.rehearsal().recorder().forget();
  }

  private void writeProfile() throws IOException {
    Files.writeString(infra.resolve("new.json"), NEW_DENIES);
    Files.writeString(
        infra.resolve("profiles.json"),
        """
        {"profiles": {"sandbox": {
           "accounts": {"222222222222": {"actionRole": "arn:aws:iam::111111111111:role/policy-gate-action-role-222222222222"}},
           "centralDenies": {"policy": "central-deny-policy-sandbox", "document": "new.json"}}}}
        """);
  }

  private Submitting.Run reseal(String... more) {
    return submitting.run("reseal", "--profile=" + infra.resolve("profiles.json"), more);
  }

  private static String arn(String name) {
    return GatePolicies.arn(name);
  }

  private void forgetUploads() {
    S3Client s3 = submitting.administrator().s3();
    s3.listObjectVersions(request -> request.bucket(Scene.BUCKET).prefix("policy.zip"))
        .versions()
        .forEach(
            version ->
                s3.deleteObject(
                    request ->
                        request
                            .bucket(Scene.BUCKET)
                            .key(version.key())
                            .versionId(version.versionId())));
  }

  private List<String> changes() {
    return submitting.rehearsal().recorder().calls().stream()
        .filter(call -> call.matches("(iam:(Create|Delete|Tag).*|s3:PutObject.*)"))
        .toList();
  }

  @Test
  void newDeniesTakeThePlaceOfTheFormerOnesAndTheAuthorsStay() throws Exception {
    changeDenies();
    Submitting.Run run = reseal();
    assertThat(run.out()).isEqualTo(arn("Team") + ": renewed; v2 carries the denies\n");
    assertThat(run.status()).isEqualTo(Status.YES);
    assertThat(submitting.rehearsal().policies().document("Team")).isEqualTo(RENEWED);
    assertThat(submitting.rehearsal().policies().tag("Team", "policy-gate:bundle"))
        .isEqualTo(digest(Bundles.of("Team", AUTHORED)));
  }

  private static String digest(byte[] archive) {
    return ((BundleResult.Read) BundleReader.read(archive, "policy.zip")).bundle().digest();
  }

  @Test
  void whatCarriesTheDeniesIsLeftAlone() throws Exception {
    changeDenies();
    reseal();
    submitting.rehearsal().recorder().forget();
    Submitting.Run again = reseal();
    assertThat(again.out()).isEqualTo(arn("Team") + ": current; v2 carries the denies\n");
    assertThat(again.status()).isEqualTo(Status.YES);
    assertThat(changes()).isEmpty();
  }

  @Test
  void aDryRunTellsWhichPoliciesAreOutdated() throws Exception {
    changeDenies();
    Submitting.Run run = reseal("--dry-run", "--format", "json");
    assertThat(run.out())
        .isEqualTo(
            "{\"policy\":\"%s\",\"result\":\"outdated\",\"message\":\"v1 has not all the denies, or others\"}\n"
                .formatted(arn("Team")));
    assertThat(run.status()).isEqualTo(Status.NO);
    assertThat(changes()).isEmpty();
  }

  @Test
  void takesTheUploadThatThePolicyWasMadeOfAndNoOther() throws Exception {
    submitting.rehearsal().submit(Bundles.harmless("Other", "ec2:StopInstances"));
    // A newer upload of hers that the gate rejected, and one that never was a bundle.
    submitting.rehearsal().submit(Bundles.everything("Team"));
    submitting.rehearsal().submit(new byte[] {'P', 'K'});
    changeDenies();
    assertThat(reseal("Team").out()).isEqualTo(arn("Team") + ": renewed; v2 carries the denies\n");
    assertThat(submitting.rehearsal().policies().document("Team")).isEqualTo(RENEWED);
    assertThat(submitting.rehearsal().policies().versions("Other")).containsExactly("v1");
    assertThat(reseal().out())
        .isEqualTo(
            "%s: renewed; v2 carries the denies\n%s: current; v2 carries the denies\n"
                .formatted(arn("Other"), arn("Team")));
  }

  @Test
  void withoutItsUploadAPolicyGetsTheNewDeniesAndLosesNone() throws Exception {
    String former = submitting.rehearsal().policies().document("Team");
    changeDenies();
    forgetUploads();
    assertThat(reseal().out())
        .isEqualTo(
            arn("Team")
                + ": renewed; v2 carries the denies; its upload is gone, so its earlier denies stay"
                + " beside the new ones until its author submits it again\n");
    assertThat(submitting.rehearsal().policies().document("Team"))
        .startsWith(former.substring(0, former.length() - "]}".length()))
        .contains("\"CentralQueues\"");
    assertThat(reseal().out()).isEqualTo(arn("Team") + ": current; v2 carries the denies\n");
  }

  @Test
  void aTagThatNamesAnotherPolicysUploadIsNotBelieved() throws Exception {
    byte[] other = Bundles.harmless("Other", "ec2:StopInstances");
    submitting.rehearsal().submit(other);
    try (IamClient iam = submitting.rehearsal().iamOf(Scene.SANDBOX)) {
      iam.tagPolicy(
          request ->
              request
                  .policyArn(arn("Team"))
                  .tags(Tag.builder().key("policy-gate:bundle").value(digest(other)).build()));
    }
    changeDenies();
    assertThat(reseal("Team").out()).contains("its upload is gone");
    assertThat(submitting.rehearsal().policies().document("Team"))
        .contains("ec2:RunInstances")
        .doesNotContain("ec2:StopInstances");
  }

  @Test
  void whatTheGateLetsPassNoLongerStaysAndIsNamed() throws Exception {
    submitting
        .rehearsal()
        .scene()
        .aws()
        .account(Scene.SANDBOX)
        .createPolicy(
            "/policy-gate/",
            "Broad",
            Bundles.statement("", "*"),
            Map.of("policy-gate:managed", "true"));
    changeDenies();
    Submitting.Run run = reseal();
    assertThat(run.out())
        .startsWith(arn("Broad") + ": rejected; Policy creation request rejected: ")
        .contains("[AdministratorAccess]")
        .endsWith(arn("Team") + ": renewed; v2 carries the denies\n");
    assertThat(run.status()).isEqualTo(Status.NO);
    assertThat(submitting.rehearsal().policies().versions("Broad")).containsExactly("v1");
  }

  @Test
  void aPolicyOfSomebodyElseUnderThePathIsReported() throws Exception {
    submitting
        .rehearsal()
        .scene()
        .aws()
        .account(Scene.SANDBOX)
        .createPolicy("/policy-gate/", "Planted", Bundles.statement("", "s3:GetObject"), Map.of());
    changeDenies();
    Submitting.Run run = reseal();
    assertThat(run.out())
        .contains(arn("Planted") + ": foreign; it has not the gate's tag, so somebody else has")
        .contains(arn("Team") + ": renewed;");
    assertThat(run.status()).isEqualTo(Status.NO);
  }

  @Test
  void aFunctionThatStillKeepsTheFormerDeniesIsFoundOut() throws Exception {
    submitting.close();
    submitting = Submitting.create();
    submitting.rehearsal().submit(Bundles.of("Team", AUTHORED));
    submitting.rehearsal().submit(Bundles.harmless("Other", "ec2:StopInstances"));
    changeDenies();
    Submitting.Run run = reseal();
    assertThat(run.out())
        .startsWith(
            arn("Other") + ": unknown; the gate has sealed v1 with other denies than the profile's")
        .doesNotContain(arn("Team"));
    assertThat(run.err()).contains("the rest is left as it is");
    assertThat(run.status()).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void refusesAnAccountThatNoProfileNamesAndANameThatIsNotThere() throws Exception {
    changeDenies();
    Submitting.Run run = reseal("--account", "333333333333");
    assertThat(run.err()).contains("profiles.json names the account 333333333333");
    assertThat(run.status()).isEqualTo(Status.UNUSABLE);
    assertThat(reseal("Tea").err())
        .contains("policygate: there is no policy `Tea` under /policy-gate/");
  }

  @Test
  void whatItMayNotReadItNames() throws Exception {
    changeDenies();
    submitting.forbid("s3:ListBucketVersions");
    Submitting.Run run = reseal();
    assertThat(run.err())
        .contains(
            "policygate: cannot read the earlier uploads to s3://policy-gate-artifacts-222222222222/policy.zip:"
                + " AccessDenied");
    assertThat(run.status()).isEqualTo(Status.FAILURE);
    assertThat(changes()).isEmpty();
  }
}
