package dev.policygate.rules.catalogue;

import dev.policygate.catalog.Catalog;
import dev.policygate.testing.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The rules about which action is done to what, beyond the examples of their pages. */
class ResourceRulesTest {

  private static final Catalog CATALOG = Catalog.bundled();
  private static final ResourceForms FORMS = new ResourceForms(CATALOG);

  private final RuleTester actions = RuleTester.of(new ActionNeverApplies(FORMS));
  private final RuleTester resources = RuleTester.of(new ResourceNeverApplies(FORMS));
  private final RuleTester forms = RuleTester.of(new UnknownResourceForm(FORMS));

  private static String statement(String action, String resource) {
    return "{\"Effect\": \"Allow\", \"Action\": [\"%s\"], \"Resource\": [\"%s\"]}"
        .formatted(action.replace(", ", "\", \""), resource.replace(", ", "\", \""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3:ListBucket          | arn:aws:s3:::a/*
          s3:GetObject           | arn:aws:s3:::a
          s3:GetObject           | arn:aws:s3:::a, arn:aws:s3:::b
          s3:ListAllMyBuckets    | arn:aws:s3:::*
          ec2:DescribeInstances  | arn:aws:ec2:*:*:instance/*
          ec2:DescribeInstance*  | arn:aws:s3:::a
          dynamodb:GetItem       | arn:aws:dynamodb:eu-west-1:111122223333:stream/a
          sqs:SendMessage        | arn:aws:sns:eu-west-1:111122223333:a
          sqs:SendMessage        | arn:aws:sqs::111122223333:a
          """)
  void reportsActionsThatAreDoneToNoneOfTheResources(String action, String resource) {
    actions.onStatement(statement(action, resource)).reportsAt("/Action/0");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3:ListBucket          | arn:aws:s3:::a*
          s3:GetObject           | arn:aws:s3:::a*
          s3:GetObject           | arn:aws:s3:::*
          s3:GetObject           | arn:aws:s3:::a, arn:aws:s3:::a/*
          s3:GetObject           | arn:aws:s3:::${aws:username}/x
          s3:ListAllMyBuckets    | *
          s3:ListAllMyBuckets    | arn:aws:s3:::a, *
          s3:*                   | arn:aws:s3:::a
          *                      | arn:aws:s3:::a
          *:GetObject            | arn:aws:sqs:*:*:a
          s3:GetNewThing         | arn:aws:sqs:*:*:a
          s3:NewThing*           | arn:aws:sqs:*:*:a
          unheard:GetObject      | arn:aws:sqs:*:*:a
          iam:PassRole           | arn:aws:iam::111122223333:role/a/b/c
          ssm:GetParameter       | arn:aws:ssm:eu-west-1::parameter/aws/service/ami
          lambda:InvokeFunction  | arn:aws:lambda:*
          ec2:RunInstances       | arn:aws:ec2:eu-*::image/ami-*
          sts:AssumeRole         | arn:*:iam::*:role/a
          """)
  void isSilentWhereOneOfThemMayFitOrNobodyKnows(String action, String resource) {
    actions.onStatement(statement(action, resource)).isSilent();
  }

  @Test
  void saysWhereAnActionBelongs() {
    actions
        .onStatement(statement("s3:GetObject, s3:ListAllMyBuckets", "arn:aws:s3:::a/*"))
        .reports(
            "/Action/1",
            "`s3:ListAllMyBuckets` works on `*` alone, so this allows nothing (catalogue of %s)"
                .formatted(CATALOG.date()));
    actions
        .onStatement(statement("s3:ListBucket", "arn:aws:s3:::a/*").replace("Allow", "Deny"))
        .reports(
            "/Action/0",
            "`s3:ListBucket` is done to none of these resources, so this denies nothing (catalogue of %s)"
                .formatted(CATALOG.date()));
  }

  @Test
  void whatIsLeftOutIsNotHeldAgainstWhatIsNamed() {
    String statement = statement("s3:ListBucket", "arn:aws:s3:::a/*");
    actions.onStatement(statement.replace("Action", "NotAction")).isSilent();
    actions.onStatement(statement.replace("Resource", "NotResource")).isSilent();
    resources.onStatement(statement.replace("Resource", "NotResource")).isSilent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          s3:GetObject                | arn:aws:s3:::a/*, arn:aws:s3:::a            | /Resource/1
          s3:GetObject                | arn:aws:sqs:*:*:q, arn:aws:s3:::a/*         | /Resource/0
          s3:GetObject, s3:ListBucket | arn:aws:s3:::a/*, arn:aws:s3:::a            | ''
          s3:GetObject                | arn:aws:s3:::a                              | ''
          s3:GetObject                | arn:aws:s3:::a/*, arn:aws:dynamodb:*:*:none   | ''
          s3:GetObject                | arn:aws:s3:::a/*, *                         | ''
          *                           | arn:aws:s3:::a/*, arn:aws:sqs:*:*:q         | ''
          """)
  void reportsResourcesThatNoActionIsDoneTo(String action, String resource, String pointer) {
    RuleTester.Answer answer = resources.onStatement(statement(action, resource));
    if (pointer.isEmpty()) {
      answer.isSilent();
    } else {
      answer.reportsAt(pointer);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          arn:aws:S3:::a/b                                   | `S3` is in the wrong case: services are in lower case in an ARN
          arn:aws:unheard:::a                                | AWS documents no ARN of a service `unheard` (catalogue of DATE)
          arn:aws:s3::111122223333:a/b                       | there can be no account in the ARN of `arn:aws:s3::111122223333:a/b` (catalogue of DATE)
          arn:aws:dynamodb:eu-west-1::table/a                | the account is missing in the ARN of `arn:aws:dynamodb:eu-west-1::table/a` (catalogue of DATE)
          arn:aws:dynamodb::111122223333:table/a             | the Region is missing in the ARN of `arn:aws:dynamodb::111122223333:table/a` (catalogue of DATE)
          arn:aws:cloudfront:eu-west-1:111122223333:distribution/a | there can be no Region in the ARN of `arn:aws:cloudfront:eu-west-1:111122223333:distribution/a` (catalogue of DATE)
          arn:aws:dynamodb:eu-west-1:111122223333:tables/a   | `dynamodb` has no resource of the form `tables/a` (catalogue of DATE)
          """)
  void saysWhatIsWrongWithAnArn(String resource, String message) {
    forms
        .onStatement(statement("s3:GetObject", resource))
        .reports("/Resource/0", message.replace("DATE", CATALOG.date()));
  }

  @ParameterizedTest
  @CsvSource({
    "*",
    "arn:aws:s3:::*",
    "arn:aws:s3:*:*:*",
    "arn:aws:dynamodb:*:*:*",
    "arn:aws:dynamodb:*:*:ta*",
    "arn:aws:iam::111122223333:root",
    "arn:aws:iam::${aws:PrincipalAccount}:role/${aws:username}",
    "arn:aws:execute-api:eu-west-1:111122223333:a1b2/prod/GET/x",
    "arn:aws:logs:*:*:log-group:/aws/lambda/a:*",
    "arn:aws:ssm:*::document/AWS-RunPatchBaseline",
    "arn:aws:ssm:*::parameter/aws/service/*",
    "arn:aws:lambda:*"
  })
  void isSilentOnFormsThatThereAre(String resource) {
    forms.onStatement(statement("s3:GetObject", resource)).isSilent();
  }
}
