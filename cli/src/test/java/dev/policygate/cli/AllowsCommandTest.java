package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllowsCommandTest {

  private static final String READ = Cli.allow("Read", "s3:Get*", "arn:aws:s3:::team/*");
  private static final String SECRET = Cli.deny("Secret", "s3:*", "arn:aws:s3:::team/secret");

  @TempDir private Path folder;
  private String policy;
  private String all;

  @BeforeEach
  void write() {
    policy = Cli.file(folder, "policy.json", Cli.policy(READ, SECRET));
    all = Cli.file(folder, "all.json", Cli.policy(Cli.allow("All", "*", "*")));
  }

  private String when(String operator, String key, String value) {
    return Cli.file(folder, "when.json", Cli.policy(Cli.when(READ, operator, key, value)));
  }

  private static Cli.Result allows(String policy, String... more) {
    List<String> args =
        new ArrayList<>(
            List.of(
                "allows",
                "--policy",
                policy,
                "--action",
                "s3:GetObject",
                "--resource",
                "arn:aws:s3:::team/a"));
    args.addAll(List.of(more));
    return Cli.run(args.toArray(String[]::new));
  }

  private static String site(String file, int index, String sid, int line, String layer) {
    return "{\"file\":\"%s\",\"statement\":%d,\"sid\":\"%s\",\"line\":%d,\"column\":1,\"layer\":\"%s\"}"
        .formatted(file, index, sid, line, layer);
  }

  private static String decision(String decision, String... sites) {
    return "{\"decision\":\"%s\",\"decidedBy\":[%s]}\n"
        .formatted(decision, String.join(",", sites));
  }

  @Test
  void saysWhichStatementAllows() {
    Cli.Result result = allows(policy);
    assertThat(result.out()).isEqualTo(decision("Allowed", site(policy, 0, "Read", 2, "identity")));
    assertThat(result.status()).isZero();
  }

  @Test
  void saysWhichStatementDenies() {
    Cli.Result result =
        Cli.run(
            "allows",
            "--policy=" + policy,
            "--action=S3:getobject",
            "--resource=arn:aws:s3:::team/secret");
    assertThat(result.out())
        .isEqualTo(decision("ExplicitlyDenied", site(policy, 1, "Secret", 3, "identity")));
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void whatNoStatementAllowsIsImplicitlyDenied() {
    Cli.Result result =
        Cli.run("allows", "--policy", policy, "--action", "s3:PutObject", "--resource", "*");
    assertThat(result.out()).isEqualTo(decision("ImplicitlyDenied"));
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void severalPoliciesAreGivenAfterOneOptionOrEachAfterItsOwn() {
    String other = Cli.file(folder, "other.json", Cli.policy(Cli.allow("More", "ec2:*", "*")));
    for (String[] policies :
        List.of(
            new String[] {"--policy", other, policy},
            new String[] {"--policy", other, "--policy", policy})) {
      List<String> args = new ArrayList<>(List.of("allows"));
      args.addAll(List.of(policies));
      args.addAll(List.of("--action", "s3:GetObject", "--resource", "arn:aws:s3:::team/a"));
      assertThat(Cli.run(args.toArray(String[]::new)).status()).isZero();
    }
  }

  @Test
  void theBoundaryAndEveryLevelOfTheOrganizationMustAllow() {
    String little = Cli.file(folder, "little.json", Cli.policy(Cli.allow("L", "ec2:*", "*")));
    assertThat(allows(policy, "--boundary", all, "--scp", all, all).out())
        .isEqualTo(
            decision(
                "Allowed",
                site(policy, 0, "Read", 2, "identity"),
                site(all, 0, "All", 2, "boundary"),
                site(all, 0, "All", 2, "scp"),
                site(all, 0, "All", 2, "scp")));
    assertThat(allows(policy, "--boundary", little).out())
        .isEqualTo(decision("ImplicitlyDenied", site(policy, 0, "Read", 2, "identity")));
    assertThat(allows(policy, "--scp", all, "--scp", little).status()).isEqualTo(1);
    assertThat(allows(policy, "--scp", little, all).status()).isEqualTo(1);
  }

  @Test
  void aKeyThatIsNotGivenIsAbsent() {
    assertThat(allows(when("StringEquals", "aws:SourceVpc", "vpc-1")).status()).isEqualTo(1);
    assertThat(allows(when("StringNotEquals", "aws:SourceVpc", "vpc-1")).status()).isZero();
  }

  @Test
  void aRepeatedKeyHasSeveralValuesInWhateverCaseItIsWritten() {
    String every = when("ForAllValues:StringEquals", "aws:TagKeys", "team");
    assertThat(allows(every, "--context", "aws:TagKeys=team").status()).isZero();
    assertThat(allows(every, "--context", "aws:TagKeys=team", "AWS:tagkeys=other").status())
        .isEqualTo(1);
    assertThat(
            allows(every, "--context", "aws:TagKeys=team", "--context", "aws:TagKeys=x").status())
        .isEqualTo(1);
  }

  @Test
  void aValueMayHoldEqualsSignsAndMayBeEmpty() {
    String tagged = when("StringEquals", "aws:ResourceTag/a", "b=c");
    assertThat(allows(tagged, "--context", "aws:ResourceTag/a=b=c").status()).isZero();
    assertThat(
            allows(when("StringEquals", "aws:SourceVpc", ""), "--context", "aws:SourceVpc=")
                .status())
        .isZero();
  }

  @Test
  void anUnknownKeyMakesTheAnswerConditional() {
    String conditional = when("Bool", "aws:MultiFactorAuthPresent", "true");
    Cli.Result result = allows(conditional, "--unknown", "aws:MultiFactorAuthPresent");
    assertThat(result.out())
        .startsWith("{\"decision\":\"Conditional\",\"when\":[\"")
        .contains("aws:MultiFactorAuthPresent")
        .endsWith("],\"decidedBy\":[" + site(conditional, 0, "Read", 2, "identity") + "]}\n");
    assertThat(result.status()).isEqualTo(3);
    assertThat(allows(policy, "--unknown", "aws:SourceIp", "aws:SourceVpc").status()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "aws:PrincipalArn, arn:aws:iam::123456789012:user/dev/bob,"
        + " arn:aws:iam::123456789012:user/dev/bob",
    "aws:PrincipalArn, arn:aws:iam::123456789012:role/ci/build,"
        + " arn:aws:iam::123456789012:role/ci/build",
    "aws:PrincipalArn, arn:aws:iam::123456789012:role/build,"
        + " arn:aws:sts::123456789012:assumed-role/build/me",
    "aws:PrincipalArn, arn:aws:sts::123456789012:federated-user/bob,"
        + " arn:aws:sts::123456789012:federated-user/bob",
    "aws:PrincipalArn, arn:aws-cn:iam::123456789012:root, arn:aws-cn:iam::123456789012:root",
    "aws:PrincipalAccount, 123456789012, arn:aws:iam::123456789012:role/build",
    "aws:username, bob, arn:aws:iam::123456789012:user/dev/bob",
  })
  void thePrincipalFillsWhatAwsKnowsOfIt(String key, String value, String principal) {
    String conditional = when("StringEquals", key, value);
    assertThat(allows(conditional, "--principal", principal).status()).isZero();
    assertThat(allows(conditional).status()).isEqualTo(1);
    assertThat(
            allows(conditional, "--principal", principal, "--context", key + "=another").status())
        .isEqualTo(1);
    assertThat(allows(conditional, "--principal", principal, "--unknown", key).status())
        .isEqualTo(3);
  }

  @Test
  void aRoleHasNoUserName() {
    assertThat(
            allows(
                    when("Null", "aws:username", "true"),
                    "--principal",
                    "arn:aws:iam::123456789012:role/build")
                .status())
        .isZero();
  }

  @Test
  void textShowsTheStatements() {
    assertThat(allows(policy, "--format", "text").out())
        .isEqualTo(
            """
            Allowed: `s3:GetObject` on `arn:aws:s3:::team/a`
            %s:2:1: this statement allows it [identity Read]
                %s,
                ^
            """
                .formatted(policy, READ));
    String conditional = when("Bool", "aws:MultiFactorAuthPresent", "true");
    assertThat(
            allows(conditional, "--unknown", "aws:MultiFactorAuthPresent", "--format", "text")
                .lines()
                .subList(0, 3))
        .containsExactly(
            "Conditional: `s3:GetObject` on `arn:aws:s3:::team/a`",
            "it depends on",
            "  - aws:MultiFactorAuthPresent Bool true");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--policy little|the identity policies",
        "--policy policy --boundary little|the permissions boundary",
        "--policy policy --scp little all|a level of service control policies",
        "--policy little --boundary little|the identity policies or of the permissions boundary",
      })
  void textSaysWhereNothingAllows(String options, String where) {
    String little = Cli.file(folder, "little.json", Cli.policy(Cli.allow("L", "ec2:*", "*")));
    String line =
        "allows --format text --action s3:GetObject --resource arn:aws:s3:::team/a "
            + options
                .replace("little", little)
                .replace("all", all)
                .replace("--policy policy", "--policy " + policy);
    assertThat(Cli.run(line.split(" ")).lines().get(1))
        .isEqualTo("no statement of " + where + " allows it");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--action s3:GetObject --resource *|--policy is missing",
        "--policy p --resource *|--action is missing",
        "--policy p --action s3:GetObject|--resource is missing",
        "--policy p --action GetObject --resource *|`GetObject` is no action",
        "--policy p --action s3:Get* --resource *|`s3:Get*` is no action",
        "--policy p --action s3:GetObject --resource team/a|`team/a` is no resource",
        "--policy p --action s3:GetObject --resource * --context aws:SourceIp|gives no value",
        "--policy p --action s3:GetObject --resource * --context =x|gives no value",
        "--policy p --action s3:GetObject --resource * --principal bob|`bob` is no ARN",
        "--policy p --action s3:GetObject --resource * --principal arn:aws:iam::1:user/a|no ARN",
        "--policy p --action s3:GetObject --resource * --context a:b=c --unknown A:B|named unknown",
        "--policy p --action s3:GetObject --action s3:PutObject --resource *|--action is given"
            + " twice",
        "p --policy p --action s3:GetObject --resource *|`p` belongs to no option",
        "--requests r --policy p|--policy means nothing beside --requests",
      })
  void wrongUsageIsToldOnStandardErrorAlone(String options, String said) {
    Cli.Result result = Cli.run(("allows " + options).split(" "));
    assertThat(result.err()).startsWith("policygate: ").contains(said);
    assertThat(result.out()).isEmpty();
    assertThat(result.status()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({"--policy", "--boundary", "--scp"})
  void aDocumentThatCannotBeUsedIsNoDecision(String option) {
    String broken = Cli.file(folder, "broken.json", "{\"Statement\": []");
    Cli.Result result = option.equals("--policy") ? allows(broken) : allows(policy, option, broken);
    assertThat(result.out())
        .startsWith("{\"decision\":\"unusable\",\"error\":\"" + broken + ":1:17: ");
    assertThat(result.status()).isEqualTo(2);
  }

  private static String line(String policies, String more, String request) {
    return "{\"policies\": %s%s, \"request\": %s}".formatted(policies, more, request);
  }

  @Test
  void requestsAreAnsweredLineByLine() {
    String file = "[{\"file\": \"" + policy + "\"}]";
    String get = "{\"action\": \"s3:GetObject\", \"resource\": \"arn:aws:s3:::team/a\"}";
    String tagged =
        "["
            + Cli.policy(
                    Cli.when(READ, "ForAnyValue:StringEquals", "aws:TagKeys", "team"),
                    Cli.when(SECRET, "StringEquals", "aws:username", "eve"))
                .replace("\n", "")
            + "]";
    String extended =
        get.substring(0, get.length() - 1)
            + ", \"principal\": \"arn:aws:iam::123456789012:user/eve\", \"context\":"
            + " {\"aws:TagKeys\": [\"x\", \"team\"], \"aws:RequestedRegion\": \"eu-west-1\"}}";
    String lines =
        String.join(
            "\n",
            line(file, "", get),
            line(
                file, ", \"boundary\": {\"file\": \"" + all + "\"}, \"scps\": [" + file + "]", get),
            line(file, ", \"scps\": [[], " + file + "]", get),
            line(tagged, "", extended),
            line(tagged, "", extended.replace("team/a", "team/secret")),
            line(tagged, "", get.replace("}", ", \"unknown\": [\"AWS:TagKeys\"]}")),
            line("[]", "", get),
            line(file, "", get.replace("}", ", \"context\": {\"aws:username\": []}}")));
    Cli.Result result = Cli.withInput(lines, "allows", "--requests", "-");
    assertThat(result.lines())
        .extracting(answer -> answer.split("\"", 5)[3])
        .containsExactly(
            "Allowed",
            "Allowed",
            "ImplicitlyDenied",
            "Allowed",
            "ExplicitlyDenied",
            "Conditional",
            "ImplicitlyDenied",
            "Allowed");
    assertThat(result.lines().get(3))
        .contains("\"file\":\"-:4!/policies/0\",\"statement\":0,\"sid\":\"Read\",\"line\":1");
    assertThat(result.err()).isEmpty();
    assertThat(result.status()).isEqualTo(1);
  }

  @Test
  void aBadLineIsUnusable() {
    String file = "[{\"file\": \"" + policy + "\"}]";
    String get = "{\"action\": \"s3:GetObject\", \"resource\": \"*\"}";
    String[] bad = {
      "{\"policies\": [], \"scps\": []}",
      "{\"request\": " + get + "}",
      line("7", "", get),
      line("[7]", "", get),
      line(file, ", \"boundary\": null", get),
      line(file, ", \"scps\": " + file, get),
      line(file, "", "{}"),
      line(file, "", "[]"),
      line(file, "", get.replace("s3:GetObject", "s3")),
      line(file, "", get.replace("\"*\"", "7")),
      line(file, "", get.replace("}", ", \"context\": {\"a:b\": 7}}")),
      line(file, "", get.replace("}", ", \"context\": {\"a:b\": \"1\", \"A:B\": \"2\"}}")),
      line(file, "", get.replace("}", ", \"context\": []}")),
      line(file, "", get.replace("}", ", \"unknown\": \"a:b\"}")),
      line(file, "", get.replace("}", ", \"principal\": \"me\"}")),
      line(file, "", get.replace("}", ", \"action\": \"s3:PutObject\"}")),
    };
    Cli.Result result = Cli.withInput(String.join("\n", bad), "allows", "--requests", "-");
    assertThat(result.lines()).hasSize(bad.length);
    for (int i = 0; i < bad.length; i++) {
      assertThat(result.lines().get(i))
          .as(bad[i])
          .startsWith("{\"decision\":\"unusable\",\"error\":\"-:" + (i + 1));
    }
    assertThat(result.status()).isEqualTo(2);
  }

  @Test
  void aWitnessOfDiffIsARequestThatIsAllowed() {
    String none = Cli.file(folder, "none.json", Cli.policy(Cli.deny("None", "*", "*")));
    String conditional = when("StringLike", "aws:SourceVpc", "vpc-?");
    String witness = Cli.run("diff", none, conditional).out();
    int from = witness.indexOf("\"request\":") + "\"request\":".length();
    String request = witness.substring(from, witness.indexOf(",\"allowedBy\""));
    Cli.Result result =
        Cli.withInput(
            line("[{\"file\": \"" + conditional + "\"}]", "", request),
            "allows",
            "--requests",
            "-");
    assertThat(result.out()).startsWith("{\"decision\":\"Allowed\"");
    assertThat(result.err()).isEmpty();
  }
}
