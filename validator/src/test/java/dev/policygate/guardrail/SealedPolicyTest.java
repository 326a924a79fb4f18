package dev.policygate.guardrail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.access.Decision;
import dev.policygate.access.Permissions;
import dev.policygate.access.Request;
import dev.policygate.policy.Policy;
import dev.policygate.profile.Presets;
import dev.policygate.testing.Policies;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the shipped central denies take from whoever is allowed everything. */
class SealedPolicyTest {

  private static final Policy SEALED =
      Presets.load()
          .named("sandbox")
          .orElseThrow()
          .denies()
          .seal(Policies.of("{\"Effect\": \"Allow\", \"Action\": \"*\", \"Resource\": \"*\"}"))
          .document();

  private static Decision decide(String action, String resource, Map<String, String> context) {
    Map<String, List<String>> values = new java.util.HashMap<>();
    context.forEach((key, value) -> values.put(key, List.of(value)));
    return Permissions.of(SEALED).decide(new Request(action, resource, values));
  }

  @ParameterizedTest
  @CsvSource({
    "ec2:RunInstances,t2.micro,true",
    "ec2:RunInstances,t2.2xlarge,true",
    "ec2:RunInstances,t3.micro,false",
    "ec2:RunInstances,t2,false",
    "ec2:RunInstances,T2.micro,false",
    "ec2:StartInstances,t2.nano,true",
    "ec2:StartInstances,m5.large,false"
  })
  void onlyT2InstancesStart(String action, String type, boolean allowed) {
    assertThat(
            decide(
                action,
                "arn:aws:ec2:eu-central-1:111122223333:instance/i-0",
                Map.of("ec2:InstanceType", type)))
        .isInstanceOf(allowed ? Decision.Allowed.class : Decision.ExplicitlyDenied.class);
  }

  @Test
  void whatALaunchNeedsBesidesTheInstanceStaysAllowed() {
    for (String resource :
        List.of("image/ami-0", "subnet/subnet-0", "security-group/sg-0", "volume/*")) {
      assertThat(
              decide(
                  "ec2:RunInstances",
                  "arn:aws:ec2:eu-central-1:111122223333:" + resource,
                  Map.of()))
          .isInstanceOf(Decision.Allowed.class);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "lambda:UpdateFunctionCode,arn:aws:lambda:eu-central-1:111122223333:function:security-scan",
    "events:DisableRule,arn:aws:events:eu-central-1:111122223333:rule/security-alarm",
    "events:PutRule,arn:aws:events:eu-central-1:111122223333:rule/bus/security-alarm",
    "ec2:RequestSpotInstances,*"
  })
  void theSecurityTeamsOwnAndLaunchesWithoutATypeAreOutOfReach(String action, String resource) {
    assertThat(decide(action, resource, Map.of())).isInstanceOf(Decision.ExplicitlyDenied.class);
  }

  @ParameterizedTest
  @CsvSource({
    "lambda:UpdateFunctionCode,arn:aws:lambda:eu-central-1:111122223333:function:my-security-scan",
    "events:DisableRule,arn:aws:events:eu-central-1:111122223333:rule/alarm",
    "ec2:DescribeInstances,*"
  })
  void allElseIsLeftAlone(String action, String resource) {
    assertThat(decide(action, resource, Map.of())).isInstanceOf(Decision.Allowed.class);
  }

  @ParameterizedTest
  @CsvSource({"t2.small,true", "t3.small,false"})
  void aTypeCanBeChangedToT2Only(String type, boolean allowed) {
    assertThat(
            decide(
                "ec2:ModifyInstanceAttribute",
                "arn:aws:ec2:eu-central-1:111122223333:instance/i-0",
                Map.of("ec2:Attribute/InstanceType", type)))
        .isInstanceOf(allowed ? Decision.Allowed.class : Decision.ExplicitlyDenied.class);
    assertThat(
            decide(
                "ec2:ModifyInstanceAttribute",
                "arn:aws:ec2:eu-central-1:111122223333:instance/i-0",
                Map.of()))
        .isInstanceOf(Decision.Allowed.class);
  }
}
