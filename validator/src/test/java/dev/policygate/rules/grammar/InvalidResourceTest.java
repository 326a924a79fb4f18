package dev.policygate.rules.grammar;

import dev.policygate.catalog.Catalog;
import dev.policygate.testing.RuleTester;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidResourceTest {

  private final RuleTester rule = RuleTester.of(new InvalidResource(Catalog.bundled()));

  private RuleTester.Answer on(String resource) {
    return rule.onStatement(
        "{\"Effect\": \"Deny\", \"Action\": \"*\", \"Resource\": [\"%s\"]}".formatted(resource));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          my-bucket                              | `my-bucket` is neither an ARN nor `*`
          arn:                                   | `arn:` is neither an ARN nor `*`
          ARN:aws:s3:::a                         | `ARN:aws:s3:::a` is neither an ARN nor `*`
          arn:aws                                | `arn:aws` has fewer than the six fields of an ARN
          arn:aws:s3:a                           | `arn:aws:s3:a` has fewer than the six fields of an ARN
          arn:aws:s3::*                          | `arn:aws:s3::*` has fewer than the six fields of an ARN
          arn:*                                  | `arn:*` has fewer than the six fields of an ARN
          arn:foo:s3:*                           | AWS has no partition `foo`
          arn:foo:s3:::a                         | AWS has no partition `foo`
          arn:${aws:username}:s3:::a             | AWS has no partition `${aws:username}`
          arn:aws:s?:::a                         | `s?` is no service: IAM takes an ARN only when its service is named in full
          arn:aws::::a                           | `` is no service: IAM takes an ARN only when its service is named in full
          arn:aws:s3:eu-west-1::a                | IAM refuses the Region `eu-west-1`: ARNs of buckets and objects have none
          arn:aws:s3:eu-west-1:111122223333:a    | IAM refuses the Region `eu-west-1`: ARNs of buckets and objects have none
          arn:aws:iam:*:111122223333:role/a      | IAM refuses the Region `*`: ARNs of IAM have none
          arn:aws:sqs:EU:111122223333:a          | `EU` is no name of a Region
          arn:aws:sqs:eu-west-1:11112222333:a    | `11112222333` is no account: the number of one has twelve figures
          arn:aws:iam::111122223333:ro*          | IAM refuses `ro*`: what its own ARNs name is `*`, `root`, or starts with its kind
          """)
  void reportsWhatIamRefusesOrReadsOtherwise(String resource, String message) {
    on(resource).reports("/Resource/0", message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "*",
        "arn:aws:s3:::a",
        "arn:aws-cn:s3:::a",
        "arn:aws*:s3:::a",
        "arn:aws:lambda:*",
        "arn:aws:s3:us-west-2:111122223333:accesspoint/a",
        "arn:aws:s3:*:*:job/*",
        "arn:aws:sqs:xx-nowhere-9:111122223333:a",
        "arn:aws:sqs:eu-*:1111*:a",
        "arn:aws:iam::aws:policy/ReadOnlyAccess",
        "arn:aws:iam::${aws:PrincipalAccount}:role/a",
        "arn:aws:iam::111122223333:root",
        "arn:aws:ec2:*::image/*",
        "arn:aws:unheard:::a:b:c"
      })
  void isSilentOnWhatIamTakes(String resource) {
    on(resource).isSilent();
  }

  @Test
  void looksAtNotResourceToo() {
    rule.onStatement(
            """
            {"Effect": "Deny", "Action": "*", "NotResource": ["arn:aws:s3:::a", "b"]}
            """)
        .reports("/NotResource/1", "`b` is neither an ARN nor `*`");
  }
}
