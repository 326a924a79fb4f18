package dev.policygate.policy;

import static dev.policygate.policy.Reading.GOOD;
import static dev.policygate.policy.Reading.document;
import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.ActionElement.Action;
import dev.policygate.policy.ActionElement.NotAction;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Qualifier;
import dev.policygate.policy.ResourceElement.NotResource;
import dev.policygate.policy.ResourceElement.Resource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PolicyParserTest {

  private static Location at(int line, int column, String pointer) {
    return new Location("policy.json", line, column, Optional.of(pointer));
  }

  @Test
  void knowsThePlaceOfEveryNode() {
    assertThat(
            Reading.policy(
                """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {
                      "Sid": "A",
                      "Effect": "Allow",
                      "Action": ["s3:GetObject", "s3:Put*"],
                      "NotResource": "arn:aws:s3:::a",
                      "Condition": {
                        "ForAnyValue:StringLikeIfExists": {"aws:TagKeys": ["a", 1, true], "aws:b": []}
                      }
                    }
                  ]
                }
                """))
        .isEqualTo(
            new Policy(
                List.of(
                    new Statement(
                        Optional.of(new Located<>("A", at(5, 14, "/Statement/0/Sid"))),
                        new Located<>(Effect.ALLOW, at(6, 17, "/Statement/0/Effect")),
                        new Action(
                            List.of(
                                new Located<>(
                                    new ActionPattern("s3:GetObject"),
                                    at(7, 18, "/Statement/0/Action/0")),
                                new Located<>(
                                    new ActionPattern("s3:Put*"),
                                    at(7, 34, "/Statement/0/Action/1"))),
                            at(7, 7, "/Statement/0/Action")),
                        new NotResource(
                            List.of(
                                new Located<>(
                                    new ResourcePattern("arn:aws:s3:::a"),
                                    at(8, 22, "/Statement/0/NotResource"))),
                            at(8, 7, "/Statement/0/NotResource")),
                        List.of(
                            new Condition(
                                operator(at(10, 9, pointer(""))),
                                new Located<>("aws:TagKeys", at(10, 44, pointer("/aws:TagKeys"))),
                                List.of(
                                    new Located<>("a", at(10, 60, pointer("/aws:TagKeys/0"))),
                                    new Located<>("1", at(10, 65, pointer("/aws:TagKeys/1"))),
                                    new Located<>("true", at(10, 68, pointer("/aws:TagKeys/2"))))),
                            new Condition(
                                operator(at(10, 9, pointer(""))),
                                new Located<>("aws:b", at(10, 75, pointer("/aws:b"))),
                                List.of())),
                        at(4, 5, "/Statement/0"))),
                at(1, 1, "")));
  }

  private static String pointer(String rest) {
    return "/Statement/0/Condition/ForAnyValue:StringLikeIfExists" + rest;
  }

  private static Located<ConditionOperator> operator(Location location) {
    return new Located<>(
        new ConditionOperator(Qualifier.FOR_ANY_VALUE, Comparison.STRING_LIKE, true), location);
  }

  @Test
  void oneStatementIsAListOfOne() {
    Policy alone = Reading.policy("{\"Version\": \"2012-10-17\", \"Statement\": " + GOOD + "}");
    assertThat(alone.statements()).hasSize(1);
    assertThat(alone.statements().getFirst().location()).isEqualTo(at(1, 40, "/Statement"));
    assertThat(PolicyWriter.write(alone))
        .isEqualTo(PolicyWriter.write(Reading.policy(document(GOOD))));
  }

  @Test
  void oneStringIsAListOfOne() {
    Statement string = Reading.policy(document(GOOD)).statements().getFirst();
    Statement list =
        Reading.policy(
                document(
                    GOOD.replace("\"*\"", "[\"*\"]")
                        .replace("\"s3:GetObject\"", "[\"s3:GetObject\"]")))
            .statements()
            .getFirst();
    assertThat(string.action()).isInstanceOf(Action.class);
    assertThat(string.resource()).isInstanceOf(Resource.class);
    assertThat(texts(string)).isEqualTo(texts(list));
    assertThat(string.resource().patterns().getFirst().location().pointer())
        .contains("/Statement/0/Resource");
    assertThat(list.resource().patterns().getFirst().location().pointer())
        .contains("/Statement/0/Resource/0");
  }

  private static List<String> texts(Statement statement) {
    return List.of(
        statement.action().patterns().getFirst().value().text(),
        statement.resource().patterns().getFirst().value().text());
  }

  @Test
  void elementsMayStandInAnyOrder() {
    assertThat(
            PolicyWriter.write(
                Reading.policy(
                    "{\"Statement\": [{\"Resource\": \"*\", \"Action\": \"s3:GetObject\", \"Effect\": \"Allow\"}], \"Version\": \"2012-10-17\"}")))
        .isEqualTo(PolicyWriter.write(Reading.policy(document(GOOD))));
  }

  @Test
  void escapesAreTheCharactersThatTheyStandFor() {
    Statement statement =
        Reading.policy(
                document(
                    GOOD.replace("s3:GetObject", "\\u00733:\\u002A")
                        .replace("\"*\"", "\"\\u002a\"")))
            .statements()
            .getFirst();
    assertThat(texts(statement)).containsExactly("s3:*", "*");
  }

  @Test
  void actionsAndNotActionsAreTwoKinds() {
    Statement statement =
        Reading.policy(document(GOOD.replace("Action", "NotAction"))).statements().getFirst();
    assertThat(statement.action()).isInstanceOf(NotAction.class);
    assertThat(statement.action().name()).isEqualTo("NotAction");
    assertThat(statement.allows()).isTrue();
    assertThat(statement.denies()).isFalse();
  }

  @Test
  void everythingThatIsWrongIsReportedInTheOrderOfTheText() {
    assertThat(
            Reading.of(
                """
                {
                  "Id": "cd3ad3d9",
                  "Version": "2008-10-17",
                  "Statement": [
                    {
                      "Sid": "my sid",
                      "Effect": "allow",
                      "Principal": "*",
                      "Action": [],
                      "Resource": 1,
                      "Condition": {"StringEqual": {"username": "a", "username": "b"}}
                    }
                  ],
                  "statement": []
                } x
                """))
        .containsExactly(
            "UnknownElement 2:3 /Id `Id` belongs to resource policies -> remove it",
            "InvalidVersion 3:14 /Version `2008-10-17` is not the version that policies are read in"
                + " -> write `\"Version\": \"2012-10-17\"`",
            "InvalidSid 6:14 /Statement/0/Sid `my sid` holds more than ASCII letters and digits ->"
                + " write `mysid`",
            "InvalidEffect 7:17 /Statement/0/Effect `allow` is no effect -> write `Allow` or"
                + " `Deny`",
            "UnknownElement 8:7 /Statement/0/Principal `Principal` belongs to resource policies:"
                + " here it is who holds the policy -> remove it",
            "EmptyList 9:17 /Statement/0/Action `Action` needs at least an entry",
            "WrongType 10:19 /Statement/0/Resource `Resource` is a number here, not a string or a"
                + " list of strings",
            "InvalidConditionOperator 11:21 /Statement/0/Condition/StringEqual there is no"
                + " condition operator `StringEqual`",
            "InvalidConditionKey 11:37 /Statement/0/Condition/StringEqual/username `username` is"
                + " not of the form `prefix:name` -> write the key with its service, as in"
                + " `aws:RequestedRegion`",
            "DuplicateKey 11:54 /Statement/0/Condition/StringEqual/username `username` is written"
                + " twice in one object; readers differ in which one counts -> write it once",
            "InvalidConditionKey 11:54 /Statement/0/Condition/StringEqual/username `username` is"
                + " not of the form `prefix:name` -> write the key with its service, as in"
                + " `aws:RequestedRegion`",
            "UnknownElement 14:3 /statement `statement` is not `Statement`: element names are"
                + " case-sensitive -> write `Statement`",
            "TrailingContent 15:3 - the text goes on after the policy has ended -> remove what"
                + " follows");
  }
}
