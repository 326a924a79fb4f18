package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrantsCommandTest {

  @TempDir private Path folder;
  private String policy;

  @BeforeEach
  void write() {
    policy =
        Cli.file(
            folder,
            "policy.json",
            Cli.policy(
                Cli.allow("Read", "s3:Get*", "arn:aws:s3:::team/*"),
                Cli.deny("Acl", "s3:GetObjectAcl", "*")));
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, 1",
    "S3:getobject, 1",
    "s3:*, 1",
    "*, 1",
    "s3:GetObjectAcl, 0",
    "s3:PutObject, 0",
    "s3:PutObject s3:GetObject, 1",
    "s3:PutObject --action s3:GetObject, 1",
    "s3:GetObject --resource arn:aws:s3:::other/*, 0",
    "s3:GetObject --resource arn:aws:s3:::other/* arn:aws:s3:::team/a, 1",
    "s3:GetObject --resource arn:aws:s3:::other/* --resource *, 1",
  })
  void saysWhetherAnyOfTheActionsIsGrantedOnAnyOfTheResources(String options, int status) {
    Cli.Result result = Cli.run(("grants --policy " + policy + " --action " + options).split(" "));
    assertThat(result.out())
        .startsWith("{\"result\":\"" + (status == 0 ? "no" : "yes") + "\",\"witnesses\":[");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isEqualTo(status);
  }

  @Test
  void noHasNoWitness() {
    assertThat(Cli.run("grants", "--policy", policy, "--action", "ec2:*").out())
        .isEqualTo("{\"result\":\"no\",\"witnesses\":[],\"undecided\":[]}\n");
  }

  @Test
  void doesNotSayNoWhereAValueCanBeReadOtherwise() {
    String odd =
        Cli.file(
            folder,
            "odd.json",
            "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\":"
                + " \"s3:ListBucket\", \"Resource\": \"*\", \"Condition\": {\"NumericLessThan\":"
                + " {\"s3:max-keys\": \"1e2\"}}}}");
    Cli.Result result = Cli.run("grants", "--policy", odd, "--action", "s3:ListBucket");
    assertThat(result.out())
        .startsWith(
            "{\"result\":\"undecided\",\"witnesses\":[],\"undecided\":[{\"what\":\"`1e2` is");
    assertThat(result.status()).isEqualTo(3);
  }

  @Test
  void aWitnessShowsTheStatement() {
    assertThat(Cli.run("grants", "--policy", policy, "--action", "s3:GetObject").out())
        .containsIgnoringCase("\"action\":\"s3:GetObject\"")
        .contains(
            "\"allowedBy\":[{\"file\":\"%s\",\"statement\":0,\"sid\":\"Read\",\"line\":2,\"column\":1,\"layer\":\"identity\"}]"
                .formatted(policy));
  }

  @Test
  void severalPoliciesAreHeldTogether() {
    String deny =
        Cli.file(folder, "deny.json", Cli.policy(Cli.deny("No", "s3:*", "arn:aws:s3:::team/*")));
    assertThat(Cli.run("grants", "--policy", policy, deny, "--action", "s3:GetObject").status())
        .isZero();
  }

  @Test
  void textSaysWhoMay() {
    Cli.Result yes =
        Cli.run("grants", "--policy", policy, "--action", "s3:GetObject", "--format", "text");
    assertThat(yes.lines().getFirst()).isEqualTo("yes: whoever holds this may");
    assertThat(yes.lines().get(1))
        .startsWith(policy + ":2:1: allows `s3:")
        .endsWith("[identity Read]");
    Cli.Result no = Cli.run("grants", "--policy", policy, "--action", "ec2:*", "--format", "text");
    assertThat(no.out()).isEqualTo("no: nobody who holds this may do any of it\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--action s3:*|--policy is missing",
        "--policy p|--action is missing",
        "--policy p --action Get*|`Get*` is no action",
        "--policy p --action s3:|`s3:` is no action",
        "--policy p --action s3:* --resource bucket|`bucket` is no resource",
      })
  void wrongUsageIsToldOnStandardErrorAlone(String options, String said) {
    Cli.Result result = Cli.run(("grants " + options).split(" "));
    assertThat(result.err()).startsWith("policygate: ").contains(said);
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void aPolicyThatCannotBeUsedIsNoAnswer() {
    Cli.Result result = Cli.run("grants", "--policy", "nonesuch", "--action", "s3:*");
    assertThat(result.out())
        .isEqualTo("{\"result\":\"unusable\",\"error\":\"nonesuch: there is no such file\"}\n");
    assertThat(result.status()).isEqualTo(2);
  }
}
