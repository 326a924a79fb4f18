package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.policygate.cli.Rehearsal.Ending;
import dev.policygate.cli.Rehearsal.Invocation;
import dev.policygate.profile.Profiles;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;

/** What whoever sets the gate up can get wrong, and what the function says about it. */
class SetupMistakesIT {

  private static final byte[] BUNDLE = Bundles.harmless("Team", "ec2:RunInstances");
  private static final String DENIES =
      "arn:aws:iam::111111111111:policy/central-deny-policy-sandbox";

  private Rehearsal rehearsal = Rehearsal.create();

  @AfterEach
  void stop() {
    rehearsal.close();
  }

  private void isAConfigurationError(String message) throws Exception {
    Ending ending = rehearsal.submit(BUNDLE);
    assertThat(ending.invocation().death()).isEmpty();
    assertThat(ending.type()).isEqualTo("ConfigurationError");
    assertThat(ending.message()).startsWith(message);
    assertThat(rehearsal.reports()).containsExactly("PutJobFailureResult 200");
  }

  @Test
  void noCentralDenies() throws Exception {
    rehearsal.iamOf(Scene.SECURITY).deletePolicy(request -> request.policyArn(DENIES));
    isAConfigurationError(
        "cannot read the central denies "
            + DENIES
            + ": NoSuchEntity; check that the policy exists");
  }

  /**
   * What the gate says of such a document, should it ever read one, {@code CentralDeniesTest} has.
   */
  @Test
  void centralDeniesThatAreEmptyAreNotTakenByIam() throws Exception {
    IamClient iam = rehearsal.iamOf(Scene.SECURITY);
    for (String document : List.of("{}", "{\"Version\": \"2012-10-17\", \"Statement\": []}")) {
      assertThatThrownBy(
              () ->
                  iam.createPolicyVersion(
                      request ->
                          request.policyArn(DENIES).policyDocument(document).setAsDefault(true)))
          .isInstanceOf(MalformedPolicyDocumentException.class);
    }
    assertThat(rehearsal.outcome(BUNDLE)).isEqualTo("Created");
  }

  @Test
  void centralDeniesThatAllow() throws Exception {
    String document =
        """
        {"Version": "2012-10-17",
         "Statement": [{"Effect": "Allow", "Action": "s3:*", "Resource": "*"}]}
        """;
    rehearsal
        .iamOf(Scene.SECURITY)
        .createPolicyVersion(
            request -> request.policyArn(DENIES).policyDocument(document).setAsDefault(true));
    isAConfigurationError(
        "the central denies "
            + DENIES
            + " cannot be appended: the central statement number 1 allows");
  }

  @Test
  void noRoleInTheAccount() throws Exception {
    IamClient iam = rehearsal.iam();
    iam.deleteRolePolicy(request -> request.roleName("central-account-role").policyName("gate"));
    iam.deleteRole(request -> request.roleName("central-account-role"));
    isNotReported(
        "cannot assume arn:aws:iam::222222222222:role/central-account-role: AccessDenied; check"
            + " that the role exists and trusts the function's role");
  }

  @Test
  void aRoleThatMayNotReport() throws Exception {
    rehearsal
        .scene()
        .aws()
        .account(Scene.SANDBOX)
        .putRolePolicy(
            "central-account-role",
            "gate",
            """
            {"Version": "2012-10-17",
             "Statement": [{"Effect": "Allow", "Action": "iam:*", "Resource": "*"}]}
            """);
    isNotReported(
        "AccessDeniedException; check that the role may codepipeline:PutJobSuccessResult and"
            + " codepipeline:PutJobFailureResult, and that the job is of the role's account");
  }

  @Test
  void anAccountThatNobodyRegistered() throws Exception {
    rehearsal.close();
    rehearsal =
        Rehearsal.of(
            log ->
                deployment ->
                    new InProcess(log)
                        .start(
                            new FunctionHost.Deployment(
                                deployment.functionArn(),
                                deployment.environment(),
                                new Profiles(
                                    deployment.profiles().all().stream()
                                        .map(profile -> profile.forAccounts(List.of()))
                                        .toList()))));
    isNotReported(
        "the account 222222222222 is not registered with the gate; its security team adds it to a"
            + " profile");
    assertThat(rehearsal.recorder().calls())
        .noneMatch(call -> call.startsWith("sts:") || call.startsWith("iam:"));
  }

  private void isNotReported(String logged) throws Exception {
    rehearsal.recorder().forget();
    rehearsal.upload(BUNDLE);
    Invocation invocation = rehearsal.nextInvocation();
    assertThat(invocation.death()).isPresent();
    assertThat(rehearsal.log()).contains(logged).containsOnlyOnce("\"what\":\"Unreported\"");
    assertThat(rehearsal.reports()).hasSize(1).noneMatch(report -> report.endsWith(" 200"));
  }
}
