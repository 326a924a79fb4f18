package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BlueprintTest {

  private static final String PIPELINE =
      """
      "pipelines": {"222222222222": {"gate": {
        "role": "arn:aws:iam::222222222222:role/pipeline", "bucket": "artifacts",
        "source": "policy.zip", "key": "${ours}", "function": "PolicyChecker",
        "actionRole": "arn:aws:iam::111111111111:role/action"}}}
      """;

  private final TwoAccounts accounts = new TwoAccounts();

  @AfterEach
  void close() {
    accounts.close();
  }

  private Map<String, Pipeline> build(String text) {
    return Blueprint.read(text).build(accounts.aws());
  }

  @Test
  void putsKeysUnderTheirNamesWhereverTheyAreCalled() {
    Map<String, Pipeline> pipelines =
        build(
            """
            {"keys": {"222222222222": {"ours": {"Version": "2012-10-17", "Statement": {
               "Effect": "Allow", "Principal": {"AWS": "222222222222"},
               "Action": "kms:*", "Resource": "*"}}}},
             "buckets": {"222222222222": {"artifacts": {"key": "${ours}"}, "plain": {}}},
             %s}
            """
                .formatted(PIPELINE));
    assertThat(pipelines).containsOnlyKeys("gate");
    String key = pipelines.values().iterator().next().artifactKey().orElseThrow();
    assertThat(key).startsWith("arn:aws:kms:us-east-1:222222222222:key/");
    assertThat(
            accounts
                .administrator()
                .s3()
                .getBucketEncryption(request -> request.bucket("artifacts"))
                .serverSideEncryptionConfiguration()
                .rules()
                .getFirst()
                .applyServerSideEncryptionByDefault()
                .kmsMasterKeyID())
        .isEqualTo(key);
  }

  @Test
  void givesRolesTheirTrustAndTheirPolicies() {
    String trust = Documents.trust("\"AWS\": \"333333333333\"");
    build(
        """
        {"roles": {"222222222222": {"worker": {"trust": %s, "policies": {"inline": %s}}}},
         "buckets": {"333333333333": {}}}
        """
            .formatted(trust, Documents.policy(Documents.allow("s3:GetObject", "*"))));
    var iam = accounts.administrator().iam();
    assertThat(iam.listRolePolicies(request -> request.roleName("worker")).policyNames())
        .containsExactly("inline");
  }

  @Test
  void isAJsonObject() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blueprint.read("nothing"))
        .withMessageStartingWith("The blueprint is not JSON: ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Blueprint.read("[]"))
        .withMessage("The blueprint has `[]` where an object must be");
  }

  @Test
  void saysWhatIsMissing() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build("{%s}".formatted(PIPELINE.replace("\"function\"", "\"other\""))))
        .withMessage("gate has no `function`");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> build("{%s}".formatted(PIPELINE.replace("\"policy.zip\"", "{}"))))
        .withMessage("The blueprint has `{}` where a string must be");
  }
}
