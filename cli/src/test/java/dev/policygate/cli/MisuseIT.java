package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.cli.Rehearsal.Invocation;
import dev.policygate.local.Account;
import dev.policygate.local.CallPattern;
import dev.policygate.local.CommonError;
import dev.policygate.local.Credentials;
import dev.policygate.local.Fault;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whoever may invoke the function tries to act through the gate. What a prepared account tries,
 * such as a policy tagged as the gate's, and two uploads at once, is in {@link ResubmissionIT};
 * unfit central denies are in {@link SetupMistakesIT}.
 */
class MisuseIT {

  private static final byte[] BUNDLE = Bundles.harmless("Team", "ec2:RunInstances");
  private static final String INTRUDERS = "333333333333";

  private final Rehearsal rehearsal = Rehearsal.create();

  @AfterEach
  void stop() {
    rehearsal.close();
  }

  /** A job of the sandbox's that nobody has been told about yet. */
  private String genuineEvent() throws InterruptedException {
    rehearsal
        .faults()
        .always(
            CallPattern.of("sts", "AssumeRole"),
            new Fault.CommonRefusal(CommonError.ACCESS_DENIED));
    rehearsal.upload(BUNDLE);
    String event = rehearsal.nextInvocation().event();
    rehearsal.faults().clear();
    rehearsal.recorder().forget();
    return event;
  }

  private static String replaced(String event, String field, String value) {
    return event.replaceFirst(
        "\"%s\":\"[^\"]*\"".formatted(field), "\"%s\":\"%s\"".formatted(field, value));
  }

  /** Credentials of an account that has nothing to do with the job. */
  private Credentials intrudersCredentials() {
    Account account = rehearsal.scene().aws().account(INTRUDERS);
    String role =
        account.createRole(
            "intruder",
            """
            {"Version": "2012-10-17",
             "Statement": {"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"},
                           "Action": "sts:AssumeRole"}}
            """);
    return account.functionCredentials(
        role, "arn:aws:lambda:us-east-1:333333333333:function:intruder");
  }

  private void entersNoAccount(Invocation invocation) {
    assertThat(invocation.death()).isPresent();
    assertThat(rehearsal.recorder().calls())
        .noneMatch(call -> call.startsWith("sts:AssumeRole"))
        .noneMatch(call -> call.matches("iam:(Create|Delete|Tag|Set|Put).*"))
        .noneMatch(call -> call.matches("codepipeline:PutJob.* 200"));
    assertThat(rehearsal.log()).contains("\"what\":\"Unreported\"");
  }

  @Test
  void theEventNamesAnAccountThatItsCredentialsAreNotOf() throws Exception {
    Credentials intruder = intrudersCredentials();
    String forged = replaced(genuineEvent(), "accessKeyId", intruder.accessKeyId());
    forged = replaced(forged, "secretAccessKey", intruder.secretAccessKey());
    forged = replaced(forged, "sessionToken", intruder.sessionToken().orElseThrow());
    entersNoAccount(rehearsal.invoke(forged));
    assertThat(rehearsal.log())
        .contains("arn:aws:sts::333333333333:assumed-role/intruder")
        .doesNotContain(intruder.secretAccessKey());
  }

  @Test
  void theEventIsSentOnForAnotherAccount() throws Exception {
    rehearsal.scene().aws().account(INTRUDERS);
    entersNoAccount(rehearsal.invoke(replaced(genuineEvent(), "accountId", INTRUDERS)));
    assertThat(rehearsal.log()).contains("the account 333333333333 is not registered");
  }

  @Test
  void theFailureReporterIsToldOfAForgedJob() throws Exception {
    Credentials intruder = intrudersCredentials();
    String forged = replaced(genuineEvent(), "accessKeyId", intruder.accessKeyId());
    forged = replaced(forged, "secretAccessKey", intruder.secretAccessKey());
    String sent = replaced(forged, "sessionToken", intruder.sessionToken().orElseThrow());
    Reporter reporter = new Reporter(rehearsal.scene());
    assertThat(catching(() -> reporter.hear(sent)))
        .contains(
            "its artifact credentials are of arn:aws:sts::333333333333:assumed-role/intruder");
    assertThat(rehearsal.recorder().calls())
        .noneMatch(call -> call.startsWith("sts:AssumeRole"))
        .noneMatch(call -> call.startsWith("codepipeline:"));
  }

  private static String catching(Work work) throws Exception {
    try {
      work.run();
      return "";
    } catch (RuntimeException e) {
      return String.valueOf(e.getMessage());
    }
  }

  private interface Work {
    void run() throws Exception;
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"policy\": \"*\"}", "[]", "no JSON", ""})
  void whatIsNoJobOfCodePipelinesIsInvokedDirectly(String event) {
    Invocation invocation = rehearsal.invoke(event);
    assertThat(invocation.death()).isPresent();
    assertThat(rehearsal.recorder().calls()).isEmpty();
    assertThat(rehearsal.log()).contains("\"what\":\"ForeignEvent\"");
  }

  @Test
  void aSidImitatesACentralOne() throws Exception {
    assertThat(
            rehearsal
                .submit(
                    Bundles.of(
                        "Team", Bundles.statement("CentralSecurityFunctions", "ec2:RunInstances")))
                .outcome())
        .isEqualTo("Created");
    assertThat(rehearsal.policies().document("Team"))
        .containsOnlyOnce("\"Sid\":\"CentralSecurityFunctions\"")
        .contains("arn:aws:lambda:*:*:function:security-*");
  }
}
