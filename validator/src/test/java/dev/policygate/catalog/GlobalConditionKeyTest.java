package dev.policygate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.ConditionKey.DataType;
import dev.policygate.catalog.GlobalConditionKey.Presence;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GlobalConditionKeyTest {

  private final Catalog catalog = Catalog.bundled();

  @Test
  void areAllThatAwsDocuments() {
    assertThat(catalog.globalConditionKeys()).hasSize(62).doesNotHaveDuplicates();
  }

  @Test
  void areFoundInAnyCase() {
    assertThat(catalog.globalConditionKey("AWS:PRINCIPALARN"))
        .contains(
            new GlobalConditionKey(
                new ConditionKey("aws:PrincipalArn", List.of(DataType.ARN), false),
                Presence.ALWAYS,
                false));
  }

  @Test
  void thatEveryRequestCarries() {
    assertThat(names(Presence.ALWAYS))
        .containsExactly(
            "aws:PrincipalArn",
            "aws:PrincipalAccount",
            "aws:PrincipalIsAWSService",
            "aws:PrincipalType",
            "aws:userid",
            "aws:ViaAWSService",
            "aws:CurrentTime",
            "aws:EpochTime",
            "aws:RequestedRegion",
            "aws:SecureTransport",
            "aws:UserAgent");
    assertThat(names(Presence.MOST_ACTIONS)).containsExactly("aws:ResourceAccount");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "aws:username",
        "aws:SourceIp",
        "aws:PrincipalOrgID",
        "aws:PrincipalTag/team",
        "aws:MultiFactorAuthPresent"
      })
  void thatSomeRequestsLack(String key) {
    assertThat(catalog.globalConditionKey(key).orElseThrow().presence())
        .isEqualTo(Presence.SOMETIMES);
  }

  @Test
  void thatHoldSeveralValues() {
    assertThat(catalog.globalConditionKeys())
        .filteredOn(global -> global.key().multivalued())
        .map(global -> global.key().name())
        .containsExactly(
            "aws:PrincipalOrgPaths",
            "aws:PrincipalServiceNamesList",
            "aws:VpceOrgPaths",
            "aws:ResourceOrgPaths",
            "aws:CalledVia",
            "aws:TagKeys",
            "aws:SourceOrgPaths");
  }

  @Test
  void inWhichAWildcardHasNoUse() {
    assertThat(catalog.globalConditionKeys())
        .filteredOn(GlobalConditionKey::sensitive)
        .map(global -> global.key().name())
        .containsExactly(
            "aws:PrincipalAccount",
            "aws:PrincipalOrgID",
            "aws:SourceVpc",
            "aws:SourceVpce",
            "aws:VpceAccount",
            "aws:VpceOrgID",
            "aws:ResourceAccount",
            "aws:ResourceOrgID",
            "aws:SourceAccount",
            "aws:SourceOrgID");
  }

  @Test
  void canHaveTwoTypes() {
    assertThat(catalog.globalConditionKey("aws:EpochTime").orElseThrow().key().types())
        .containsExactlyInAnyOrder(DataType.DATE, DataType.NUMERIC);
  }

  @Test
  void areNotTheKeysOfOneService() {
    assertThat(catalog.globalConditionKey("s3:prefix")).isEmpty();
  }

  @Test
  void agreeWithTheServicesThatListThem() {
    for (String prefix : catalog.services()) {
      for (ConditionKey key : catalog.service(prefix).orElseThrow().conditionKeys()) {
        if (key.name().startsWith("aws:")) {
          assertThat(catalog.conditionKey(key.name())).as(prefix).contains(key);
        }
      }
    }
  }

  private List<String> names(Presence presence) {
    return catalog.globalConditionKeys().stream()
        .filter(global -> global.presence() == presence)
        .map(global -> global.key().name())
        .toList();
  }
}
