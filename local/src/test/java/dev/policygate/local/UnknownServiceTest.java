package dev.policygate.local;

import static dev.policygate.local.Errors.assertError;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is not known is refused. */
class UnknownServiceTest {
  private final TwoAccounts accounts = new TwoAccounts();
  private final Clients administrator = accounts.administrator();

  @AfterEach
  void close() {
    accounts.close();
  }

  @Test
  void otherServicesAreNotHere() {
    var answered =
        RawClient.of(administrator, "dynamodb")
            .call("POST", "/", Map.of("X-Amz-Target", "DynamoDB_20120810.ListTables"), "{}");
    assertThat(answered)
        .isEqualTo(
            new RawClient.Answered(
                400,
                "{\"__type\":\"UnknownOperationException\",\"message\":\"The embedded AWS does not"
                    + " know the service dynamodb\"}"));
  }

  @Test
  void servicesThatTakeFormsAreAnsweredInXml() {
    var answered =
        RawClient.of(administrator, "ec2")
            .call(
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                "Action=DescribeInstances&Version=2016-11-15");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .startsWith("<?xml")
        .contains("<Code>InvalidAction</Code>")
        .contains("The embedded AWS does not know the service ec2");
  }

  @Test
  void operationsOfIamThatAreNotHere() {
    assertError(
        () -> administrator.iam().createGroup(b -> b.groupName("g")),
        400,
        "InvalidAction",
        "Could not find operation CreateGroup for version 2010-05-08: the embedded AWS does not"
            + " know it");
  }

  @Test
  void parametersThatAreNotHere() {
    var answered =
        RawClient.of(administrator, "iam")
            .call(
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Action=DeletePolicy&Version=2010-05-08&PolicyArn=x&Force=true");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .contains("<Code>ValidationError</Code>")
        .contains("The embedded AWS does not know the parameter Force of DeletePolicy");
  }

  @Test
  void versionsThatAreNotHere() {
    var answered =
        RawClient.of(administrator, "iam")
            .call(
                "POST",
                "/",
                Map.of("Content-Type", "application/x-www-form-urlencoded"),
                "Action=ListRoles&Version=2009-01-01");
    assertThat(answered.status()).isEqualTo(400);
    assertThat(answered.body())
        .startsWith(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
                + "<ErrorResponse xmlns=\"https://iam.amazonaws.com/doc/2010-05-08/\"><Error>"
                + "<Type>Sender</Type><Code>InvalidAction</Code>");
  }

  @Test
  void inputThatIsNoJson() {
    for (String body : new String[] {"", "[]", "{", "{\"name\":1}", "{\"name\":\"a\"}{}"}) {
      var answered =
          RawClient.of(administrator, "codepipeline")
              .call("POST", "/", Map.of("X-Amz-Target", "CodePipeline_20150709.GetPipeline"), body);
      assertThat(answered.body()).as(body).contains("\"__type\":\"SerializationException\"");
    }
  }
}
