package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;

class FaultsTest {
  private static final String DOCUMENT = policy(allow("s3:GetObject", "*"));
  private static final String ARN = "arn:aws:iam::222222222222:policy/A";

  private final Recorder recorder = new Recorder();
  private final TwoAccounts accounts = new TwoAccounts(b -> b.timeline(recorder));
  private final Faults faults = accounts.aws().faults();
  private final IamClient iam = accounts.administrator().iam();

  @AfterEach
  void close() {
    accounts.close();
  }

  private void create() {
    iam.createPolicy(b -> b.policyName("A").policyDocument(DOCUMENT));
  }

  @Test
  void theNextCallFailsAndDoesNothing() {
    faults.next(
        CallPattern.of("iam", "CreatePolicy"),
        new Fault.Refusal(409, "ConcurrentModification", "Later"));
    assertError(this::create, 409, "ConcurrentModification", "Later");
    create();
    assertThat(faults.pending()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, 400, Throttling",
    "INTERNAL_FAILURE, 500, InternalFailure",
    "UNAVAILABLE, 503, ServiceUnavailable",
    "ACCESS_DENIED, 403, AccessDenied",
    "EXPIRED_TOKEN, 403, ExpiredToken"
  })
  void commonErrorsOfIam(CommonError error, int status, String code) {
    faults.next(CallPattern.any(), new Fault.CommonRefusal(error));
    assertError(() -> iam.listRoles(), status, code, "The embedded AWS was told to fail this call");
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, 503, SlowDown",
    "INTERNAL_FAILURE, 500, InternalError",
    "UNAVAILABLE, 503, ServiceUnavailable",
    "ACCESS_DENIED, 403, AccessDenied"
  })
  void commonErrorsOfS3(CommonError error, int status, String code) {
    faults.next(CallPattern.of("s3"), new Fault.CommonRefusal(error));
    assertError(() -> accounts.administrator().s3().listBuckets(), status, code);
  }

  @ParameterizedTest
  @CsvSource({
    "THROTTLED, 400, ThrottlingException",
    "INTERNAL_FAILURE, 500, InternalFailure",
    "UNAVAILABLE, 503, ServiceUnavailable",
    "ACCESS_DENIED, 400, AccessDeniedException"
  })
  void commonErrorsOfCodePipeline(CommonError error, int status, String code) {
    faults.next(CallPattern.of("codepipeline"), new Fault.CommonRefusal(error));
    assertError(() -> accounts.administrator().codePipeline().listPipelines(), status, code);
  }

  @Test
  void callsAreCounted() {
    faults.at(
        3, CallPattern.of("iam", "ListRoles"), new Fault.CommonRefusal(CommonError.THROTTLED));
    iam.listRoles();
    iam.listUsers();
    iam.listRoles();
    assertError(() -> iam.listRoles(), 400, "Throttling");
    iam.listRoles();
    faults.times(2, CallPattern.of("iam"), new Fault.CommonRefusal(CommonError.THROTTLED));
    assertError(() -> iam.listRoles(), 400, "Throttling");
    assertError(() -> iam.listUsers(), 400, "Throttling");
    iam.listRoles();
  }

  @Test
  void faultsHappenOneAfterTheOther() {
    CallPattern any = CallPattern.any();
    faults.next(any, new Fault.CommonRefusal(CommonError.THROTTLED));
    faults.next(any, new Fault.CommonRefusal(CommonError.UNAVAILABLE));
    assertThat(faults.pending()).isEqualTo(2);
    assertError(() -> iam.listRoles(), 400, "Throttling");
    assertError(() -> iam.listRoles(), 503, "ServiceUnavailable");
    iam.listRoles();
  }

  @Test
  void someCallsFailUntilTheyAreToldNotTo() {
    faults.always(CallPattern.of("iam"), new Fault.CommonRefusal(CommonError.UNAVAILABLE));
    assertError(() -> iam.listRoles(), 503, "ServiceUnavailable");
    assertError(() -> iam.listUsers(), 503, "ServiceUnavailable");
    accounts.administrator().sts().getCallerIdentity();
    faults.clear();
    iam.listRoles();
  }

  @Test
  void faultsMayBeForOnePrincipal() {
    IamClient role = accounts.role("role", allow("iam:*", "*")).iam();
    CallPattern byRole = CallPattern.any().by("arn:aws:iam::222222222222:role/role");
    faults.next(byRole, new Fault.CommonRefusal(CommonError.THROTTLED));
    iam.listRoles();
    assertError(() -> role.listRoles(), 400, "Throttling");
    CallPattern bySession =
        CallPattern.any().by("arn:aws:sts::222222222222:assumed-role/role/test");
    faults.next(bySession, new Fault.CommonRefusal(CommonError.THROTTLED));
    iam.listRoles();
    assertError(() -> role.listRoles(), 400, "Throttling");
  }

  @Test
  void anAnswerMayBeLostAfterTheWorkWasDone() {
    faults.next(CallPattern.of("iam", "CreatePolicy"), new Fault.LostAnswer());
    assertThatExceptionOfType(SdkClientException.class).isThrownBy(this::create);
    assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies())
        .extracting("arn")
        .containsExactly(ARN);
    assertThat(recorder.calls())
        .startsWith("iam:CreatePolicy by arn:aws:iam::222222222222:user/administrator: 0");
  }

  @Test
  void aRequestMayBeLostBeforeAnythingIsDone() {
    faults.next(CallPattern.of("iam", "CreatePolicy"), new Fault.LostRequest());
    assertThatExceptionOfType(SdkClientException.class).isThrownBy(this::create);
    assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies()).isEmpty();
  }

  @Test
  void aLostAnswerMayBeThatOfAnUpload() {
    accounts.sandbox().createBucket("bucket", Optional.empty());
    faults.next(CallPattern.of("s3", "PutObject"), new Fault.LostAnswer());
    var s3 = accounts.administrator().s3();
    assertThatExceptionOfType(SdkClientException.class)
        .isThrownBy(
            () ->
                s3.putObject(
                    b -> b.bucket("bucket").key("key"), RequestBody.fromString("content")));
    assertThat(s3.listObjectVersions(b -> b.bucket("bucket")).versions()).hasSize(1);
  }

  @Test
  void aCallMayTakeLonger() {
    faults.next(CallPattern.of("iam", "ListRoles"), new Fault.Delay(Duration.ofMillis(300)));
    long start = System.nanoTime();
    iam.listRoles();
    assertThat(Duration.ofNanos(System.nanoTime() - start))
        .isGreaterThanOrEqualTo(Duration.ofMillis(300));
  }

  @Test
  void whatIsWrittenIsFoundLater() {
    faults.delayIamReads(2);
    create();
    for (int i = 0; i < 2; i++) {
      assertError(() -> iam.getPolicy(b -> b.policyArn(ARN)), 404, "NoSuchEntity");
    }
    iam.getPolicy(b -> b.policyArn(ARN));
    iam.createPolicyVersion(b -> b.policyArn(ARN).policyDocument(DOCUMENT).setAsDefault(true));
    for (int i = 0; i < 2; i++) {
      assertError(
          () -> iam.getPolicyVersion(b -> b.policyArn(ARN).versionId("v2")), 404, "NoSuchEntity");
    }
    iam.getPolicyVersion(b -> b.policyArn(ARN).versionId("v2"));
    iam.getPolicyVersion(b -> b.policyArn(ARN).versionId("v1"));
  }

  @Test
  void listsAreLateToo() {
    faults.delayIamReads(1);
    create();
    assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies()).isEmpty();
    assertThat(iam.listPolicies(b -> b.scope(PolicyScopeType.LOCAL)).policies()).hasSize(1);
  }

  @Test
  void callsAreCountedFromOne() {
    Fault fault = new Fault.LostAnswer();
    assertThatThrownBy(() -> faults.at(0, CallPattern.any(), fault))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> faults.times(0, CallPattern.any(), fault))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
