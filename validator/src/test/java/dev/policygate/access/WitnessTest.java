package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Containment.Exceeds;
import dev.policygate.catalog.Action;
import dev.policygate.catalog.Catalog;
import dev.policygate.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What witnesses are like: requests that someone could make today, if there are any. */
class WitnessTest {

  @Test
  void isForAnActionThatAwsHas() {
    Witness witness = witness(allow("s3:*", "*", ""), allow("s3:Get*", "*", ""));
    assertThat(witness.known()).isTrue();
    assertThat(witness.request().action()).startsWith("s3:").doesNotStartWith("s3:Get");
    assertThat(Catalog.bundled().action(witness.request().action()).map(Action::id))
        .contains(witness.request().action());
  }

  @Test
  void isForAnActionOfTheFutureWhereAllOfTodayAreListed() {
    String today =
        Catalog.bundled().service("sts").orElseThrow().actions().stream()
            .map(action -> "\"" + action.id() + "\"")
            .collect(Collectors.joining(","));
    Witness witness = witness(allow("sts:*", "*", ""), allow(today, "*", ""));
    assertThat(witness.known()).isFalse();
    assertThat(witness.request().action()).startsWith("sts:");
  }

  @Test
  void prefersAnActionThatAwsHasToAnEarlierOneThatItHasNot() {
    String today =
        Catalog.bundled().service("sts").orElseThrow().actions().stream()
            .map(Action::id)
            .filter(id -> !id.equals("sts:TagSession"))
            .map(id -> "\"" + id + "\"")
            .collect(Collectors.joining(","));
    Witness witness = witness(allow("sts:*", "*", ""), allow(today, "*", ""));
    assertThat(witness.known()).isTrue();
    assertThat(witness.request().action()).isEqualTo("sts:TagSession");
  }

  @Test
  void isOnAResourceThatTheActionTakes() {
    Witness witness =
        witness(
            allow("s3:GetObject", "arn:aws:s3:::team-*", ""),
            allow("s3:GetObject", "arn:aws:s3:::team-a*", ""));
    assertThat(witness.request().resource()).matches("arn:aws:s3:::team-[^a/]?[^/]*/.+");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:List*, arn:aws:s3:::data",
    "*, arn:aws:iam::111122223333:role/x",
    "*, arn:aws:sqs:eu-west-1:111122223333:q"
  })
  void isForAnActionThatTakesSuchAResource(String actions, String resource) {
    assertThat(witness(allow(actions, resource, ""), allow("ec2:*", "*", "")).known()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "StringLike, us-*, StringLike, eu-*, us-east-1",
    "StringNotEquals, eu-central-1, StringLike, us-*, eu-west-1",
    "StringLike, eu-*, StringEquals, eu-central-1, eu-west-1"
  })
  void isInARegionThatThereIs(
      String operator, String regions, String otherOperator, String otherRegions, String region) {
    String condition = "{\"%s\": {\"aws:RequestedRegion\": \"%s\"}}";
    Witness witness =
        witness(
            allow("ec2:StartInstances", "*", condition.formatted(operator, regions)),
            allow("ec2:*", "*", condition.formatted(otherOperator, otherRegions)));
    assertThat(witness.known()).isTrue();
    assertThat(witness.request().context()).containsEntry("aws:requestedregion", List.of(region));
    assertThat(witness.request().resource()).startsWith("arn:aws:ec2:" + region + ":");
  }

  @Test
  void writesBooleansAsAwsDoes() {
    String secure = "{\"Bool\": {\"aws:SecureTransport\": \"true\"}}";
    assertThat(
            witness(allow("s3:GetObject", "*", secure), allow("ec2:*", "*", ""))
                .request()
                .context())
        .containsEntry("aws:securetransport", List.of("true"));
  }

  @Test
  void isOnNoResourceInParticularWhereTheActionTakesNone() {
    assertThat(
            witness(allow("s3:ListAllMyBuckets", "*", ""), allow("iam:*", "*", ""))
                .request()
                .resource())
        .isEqualTo("*");
  }

  @Test
  void isInTheRegionThatItsContextNames() {
    Request request =
        witness(
                allow("ec2:*", "*", requestedRegion("\"eu-west-1\", \"us-east-1\"")),
                allow("ec2:*", "*", requestedRegion("\"eu-west-1\"")))
            .request();
    assertThat(request.context()).containsEntry("aws:requestedregion", List.of("us-east-1"));
    assertThat(request.resource()).matches("\\*|arn:aws:ec2:us-east-1:[0-9]*:.+");
  }

  @Test
  void isInTheAccountThatItsContextNames() {
    Request request =
        witness(
                allow("dynamodb:PutItem", "*", ""),
                allow(
                    "dynamodb:PutItem",
                    "*",
                    "{\"StringNotEquals\": {\"aws:ResourceAccount\": \"123456789012\"}}"))
            .request();
    assertThat(request.context()).containsEntry("aws:resourceaccount", List.of("123456789012"));
    assertThat(request.resource()).matches("arn:aws:dynamodb:[^:]+:123456789012:table/.+");
  }

  @Test
  void isFoundWhereAVariableMeetsTheSecondOfTwoPatterns() {
    Policy boundary =
        PolicyGenerator.parse(allow("s3:GetObject", "arn:aws:sqs:::q\", \"arn:aws:s3:::*/b", ""));
    Permissions candidate =
        Permissions.of(
                PolicyGenerator.parse(allow("s3:GetObject", "arn:aws:s3:::a/${aws:username}", "")))
            .within(boundary);
    assertThat(Containment.compare(candidate, Permissions.none()))
        .isInstanceOfSatisfying(
            Exceeds.class,
            exceeds ->
                assertThat(exceeds.witnesses().getFirst().request().resource())
                    .isEqualTo("arn:aws:s3:::a/b"));
  }

  @Test
  void saysWhichStatementAllowsIt() {
    Policy candidate =
        PolicyGenerator.parse(
            PolicyGenerator.documentOf(
                List.of(
                    statement("s3:GetObject", "*", ""), statement("sqs:SendMessage", "*", ""))));
    Exceeds exceeds =
        (Exceeds)
            Containment.compare(
                Permissions.of(candidate),
                Permissions.of(PolicyGenerator.parse(allow("s3:*", "*", ""))));
    assertThat(exceeds.witnesses()).hasSize(1);
    assertThat(exceeds.witnesses().getFirst().allowedBy())
        .extracting(Site::index)
        .containsExactly(1);
  }

  @Test
  void readsInOneLine() {
    Request request =
        new Request(
            "s3:GetObject",
            "arn:aws:s3:::a/b",
            Map.of("aws:username", List.of("bob"), "aws:TagKeys", List.of("x", "y")));
    assertThat(new Witness(request, true, List.of()).text())
        .isEqualTo(
            "`s3:GetObject` on `arn:aws:s3:::a/b` with aws:tagkeys = [x, y], aws:username = `bob`");
    assertThat(
            new Witness(request, false, List.of())
                .text(key -> key.equals("aws:tagkeys") ? "aws:TagKeys" : key))
        .isEqualTo(
            "`s3:GetObject` on `arn:aws:s3:::a/b` with aws:TagKeys = [x, y], aws:username = `bob`"
                + " (an action that AWS may add, not one of today)");
  }

  private static Witness witness(String candidate, String envelope) {
    Permissions one = Permissions.of(PolicyGenerator.parse(candidate));
    Permissions other = Permissions.of(PolicyGenerator.parse(envelope));
    Witness witness = ((Exceeds) Containment.compare(one, other)).witnesses().getFirst();
    assertThat(one.decide(witness.request())).isInstanceOf(Decision.Allowed.class);
    assertThat(other.decide(witness.request())).isNotInstanceOf(Decision.Allowed.class);
    return witness;
  }

  private static String requestedRegion(String regions) {
    return "{\"StringEquals\": {\"aws:RequestedRegion\": [%s]}}".formatted(regions);
  }

  private static String allow(String actions, String resource, String condition) {
    return PolicyGenerator.documentOf(List.of(statement(actions, resource, condition)));
  }

  private static String statement(String actions, String resource, String condition) {
    return "{\"Effect\": \"Allow\", \"Action\": [%s], \"Resource\": [\"%s\"]%s}"
        .formatted(
            actions.startsWith("\"") ? actions : "\"" + actions + "\"",
            resource,
            condition.isEmpty() ? "" : ", \"Condition\": " + condition);
  }
}
