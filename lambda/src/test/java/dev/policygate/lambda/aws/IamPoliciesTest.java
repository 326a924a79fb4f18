package dev.policygate.lambda.aws;

import static dev.policygate.lambda.aws.AwsErrors.error;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.policygate.lambda.Credentials;
import dev.policygate.lambda.FailureType;
import dev.policygate.lambda.PolicyStore.Added;
import dev.policygate.lambda.PolicyStore.Done;
import dev.policygate.lambda.PolicyStore.Exists;
import dev.policygate.lambda.PolicyStore.LimitReached;
import dev.policygate.lambda.PolicyStore.Missing;
import dev.policygate.lambda.PolicyStore.Stored;
import dev.policygate.lambda.PolicyStore.Unknown;
import dev.policygate.lambda.PolicyStore.Version;
import dev.policygate.lambda.PolicyStore.Written;
import dev.policygate.lambda.Trouble;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

class IamPoliciesTest {

  private static final String ARN = "arn:aws:iam::222222222222:policy/policy-gate/Team";

  private final FakeIam iam = new FakeIam();
  private final IamPolicies policies =
      new IamPolicies(iam, iam, new Credentials("id", "secret", "token"));

  private List<Supplier<Written>> writes() {
    return List.of(
        () -> policies.create("Team", "/policy-gate/", "", "{}", Map.of("a", "b")),
        () -> policies.addVersion(ARN, "{}"),
        () -> policies.removeVersion(ARN, "v1"),
        () -> policies.tag(ARN, Map.of("a", "b")));
  }

  private void everyWriteEnds(SdkException error, Written end) {
    iam.error = Optional.of(error);
    assertThat(writes()).extracting(Supplier::get).containsOnly(end);
  }

  @Test
  void writesThatGoWell() {
    assertThat(writes())
        .extracting(Supplier::get)
        .containsExactly(new Done(), new Added("v4"), new Done(), new Done());
  }

  @Test
  void writesWhoseEndIsKnown() {
    everyWriteEnds(
        error(EntityAlreadyExistsException.builder(), 409, "EntityAlreadyExists", "It exists"),
        new Exists());
    everyWriteEnds(
        error(NoSuchEntityException.builder(), 404, "NoSuchEntity", "It is gone"), new Missing());
    everyWriteEnds(
        error(LimitExceededException.builder(), 409, "LimitExceeded", "No more than 5"),
        new LimitReached("No more than 5"));
  }

  @ParameterizedTest
  @CsvSource({
    "500, ServiceFailure",
    "503, ServiceUnavailable",
    "400, Throttling",
    "409, ConcurrentModification"
  })
  void writesWhoseEndOnlyAReadTells(int status, String code) {
    everyWriteEnds(error(status, code), new Unknown(code));
  }

  @Test
  void writesWithoutAnswer() {
    everyWriteEnds(SdkClientException.create("lost"), new Unknown("SdkClientException"));
    everyWriteEnds(
        error(DeleteConflictException.builder(), 409, "DeleteConflict", "It is the default"),
        new Unknown("DeleteConflict"));
  }

  @Test
  void whatIamSaysOfAPolicyGoesToItsAuthor() {
    iam.error =
        Optional.of(
            error(
                MalformedPolicyDocumentException.builder(),
                400,
                "MalformedPolicyDocument",
                "Syntax errors in policy."));
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> policies.addVersion(ARN, "{}"))
        .withMessage("IAM refuses the policy: Syntax errors in policy.")
        .withNoCause()
        .extracting(Trouble::type)
        .isEqualTo(FailureType.JOB_FAILED);
  }

  @Test
  void aForbiddenWriteIsTrouble() {
    iam.error = Optional.of(error(403, "AccessDenied"));
    assertThatExceptionOfType(Trouble.class)
        .isThrownBy(() -> policies.addVersion(ARN, "{}"))
        .withMessage(
            "cannot add a version to the policy %s: AccessDenied; check what the session's role and session policy allow on it"
                .formatted(ARN))
        .withNoCause();
  }

  @Test
  void whatIsNotThereIsEmpty() {
    iam.error =
        Optional.of(error(NoSuchEntityException.builder(), 404, "NoSuchEntity", "It is gone"));
    assertThat(policies.find(ARN)).isEmpty();
    assertThat(policies.document(ARN, "v1")).isEmpty();
    assertThat(policies.versions(ARN)).isEmpty();
  }

  @Test
  void readsAPolicy() {
    iam.policy =
        GetPolicyResponse.builder()
            .policy(
                policy ->
                    policy
                        .arn(ARN)
                        .policyName("Team")
                        .path("/policy-gate/")
                        .defaultVersionId("v3")
                        .permissionsBoundaryUsageCount(2)
                        .description("For the team")
                        .tags(Tag.builder().key("a").value("b").build()))
            .build();
    assertThat(policies.find(ARN))
        .contains(
            new Stored(ARN, "Team", "/policy-gate/", "v3", 2, "For the team", Map.of("a", "b")));
  }

  @Test
  void readsADocumentEncodedOrNot() {
    iam.document = "%7B%22a%22%3A%20%22b+c%25%22%7D";
    assertThat(policies.document(ARN, "v1")).contains("{\"a\": \"b+c%\"}");
    iam.document = " {\"a\": \"b%20+c\"}";
    assertThat(policies.document(ARN, "v1")).contains(" {\"a\": \"b%20+c\"}");
  }

  @Test
  void listsTheNewestVersionFirst() {
    iam.versions =
        ListPolicyVersionsResponse.builder()
            .versions(version("v9", false), version("v11", false), version("v10", true))
            .build();
    assertThat(policies.versions(ARN))
        .containsExactly(
            new Version("v11", false), new Version("v10", true), new Version("v9", false));
  }

  private static PolicyVersion version(String id, boolean isDefault) {
    return PolicyVersion.builder().versionId(id).isDefaultVersion(isDefault).build();
  }
}
