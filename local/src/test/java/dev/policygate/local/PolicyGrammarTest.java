package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyGrammarTest {
  private static final String SYNTAX = "Syntax errors in policy.";
  private static final String VERSION = "Policy document must be version 2012-10-17 or greater.";

  private static void assertMalformed(String document, String reason) {
    assertThat(PolicyGrammar.IDENTITY.malformed(document)).as(document).contains(reason);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*'}",
        "{'Sid': 'A1', 'Effect': 'Deny', 'NotAction': ['iam:*'], 'NotResource': ['arn:aws:s3:::b']}",
        "{'Effect': 'Allow', 'Action': 's3:Get*', 'Resource': 'arn:aws:s3:::b/*',"
            + " 'Condition': {'Bool': {'aws:SecureTransport': true}, 'NumericLessThan': {'a': [1]}}}"
      })
  void policiesPass(String statement) {
    String json = statement.replace('\'', '"');
    assertThat(PolicyGrammar.IDENTITY.malformed(policy(json))).isEmpty();
    assertThat(
            PolicyGrammar.IDENTITY.malformed(
                "{\"Version\": \"2012-10-17\", \"Statement\": " + json + "}"))
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "junk",
        "[]",
        "\"policy\"",
        "{\"Version\": \"2012-10-17\", \"Statement\": []}",
        "{\"Version\": \"2012-10-17\"}",
        "{\"Version\": \"2012-10-17\", \"Statement\": \"x\"}",
        "{\"Version\": \"2012-10-17\", \"Statement\": [], \"Extra\": 1}",
        "{\"Version\": \"2012-10-17\", \"Version\": \"2012-10-17\", \"Statement\": []}",
        "{\"Version\": \"2012-10-17\", \"Id\": \"x\", \"Statement\": []}"
      })
  void whatIsNoPolicyAtAll(String document) {
    assertMalformed(document, SYNTAX);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'Effect': 'allow', 'Action': '*', 'Resource': '*'}",
        "{'Action': '*', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'NotAction': 'a:b', 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'NotResource': '*'}",
        "{'Effect': 'Allow', 'Action': [1], 'Resource': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': {}}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Other': '*'}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': []}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': true}}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Condition': {'Bool': {'a': {}}}}",
        "{'Effect': 'Allow', 'Action': '*', 'Resource': '*', 'Sid': 1}"
      })
  void statementsOfTheWrongForm(String statement) {
    assertMalformed(policy(statement.replace('\'', '"')), SYNTAX);
  }

  @Test
  void onlyTheCurrentVersion() {
    assertMalformed(policy(allow("*", "*")).replace("2012", "2008"), VERSION);
    assertMalformed("{}", VERSION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GetObject | Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
        "s3:Get:Object | Actions/Condition can contain only one colon.",
        "s*:GetObject | Vendor s* is not valid",
        "*:GetObject | Vendor * is not valid",
        ":GetObject | Vendor  is not valid"
      })
  void actions(String action, String reason) {
    assertMalformed(policy(allow(action, "*")), reason);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bucket", "arn:aws:s3", "**", "", "arn:aws:s3:::"})
  void resources(String resource) {
    assertMalformed(
        policy(allow("s3:*", resource)),
        "Resource " + resource + " must be in ARN format or \"*\".");
  }

  @Test
  void elementsThatAreMissing() {
    assertMalformed(
        policy("{\"Effect\": \"Allow\", \"Resource\": \"*\"}"),
        "Policy statement must contain actions.");
    assertMalformed(
        policy("{\"Effect\": \"Allow\", \"Action\": [], \"Resource\": \"*\"}"),
        "Policy statement must contain actions.");
    assertMalformed(
        policy("{\"Effect\": \"Allow\", \"Action\": \"*\"}"),
        "Policy statement must contain resources.");
  }

  @Test
  void sids() {
    String statement = allow("*", "*");
    String named = statement.replace("{", "{\"Sid\": \"A\", ");
    assertMalformed(policy(named, named), "Statement IDs (SID) in a single policy must be unique.");
    assertMalformed(
        policy(named.replace("\"A\"", "\"A B\"")), "Statement IDs (SID) must be alpha-numeric.");
    assertThat(PolicyGrammar.IDENTITY.malformed(policy(named, statement))).isEmpty();
  }

  @Test
  void principalsBelongToResources() {
    String withPrincipal = policy(allow("*", "*").replace("{", "{\"Principal\": \"*\", "));
    assertMalformed(withPrincipal, "Policy document should not specify a principal.");
    assertThat(PolicyGrammar.RESOURCE.malformed(withPrincipal)).isEmpty();
    assertThat(PolicyGrammar.RESOURCE.malformed(policy(allow("*", "*"))))
        .contains("Missing required field Principal");
  }
}
