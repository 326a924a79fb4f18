package org.example.gate;

import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.JsonText;
import dev.policygate.testing.RuleTester;
import dev.policygate.validation.RuleSettings;
import org.junit.jupiter.api.Test;

class ForeignBucketNameTest {

  private final RuleTester rule =
      RuleTester.of(new ForeignBucketName(settings("{\"prefixes\": [\"acme-\"]}")));

  private static RuleSettings settings(String parameters) {
    if (JsonText.read(parameters, "profile.json") instanceof JsonText.Read(JsonObject object)) {
      return RuleSettings.of(object);
    }
    throw new AssertionError(parameters);
  }

  @Test
  void reportsTheBucketThatIsNotOurs() {
    rule.onStatement(
            """
            {"Effect": "Allow", "Action": "s3:PutObject",
             "Resource": ["arn:aws:s3:::acme-reports/*", "arn:aws:s3:::dropbox-of-mallory/*"]}
            """)
        .reports(
            "/Resource/1",
            "`arn:aws:s3:::dropbox-of-mallory/*` is no bucket of ours: their names start with"
                + " `acme-`");
  }

  @Test
  void isSilentOnOurBucketsAndOnDenies() {
    rule.onStatement(
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::acme-a/*"}
            """)
        .isSilent();
    rule.onStatement(
            """
            {"Effect": "Deny", "Action": "s3:*", "Resource": "arn:aws:s3:::dropbox-of-mallory"}
            """)
        .isSilent();
  }

  @Test
  void asksNothingWithoutPrefixes() {
    RuleTester.of(new ForeignBucketName(RuleSettings.NONE))
        .onStatement(
            """
            {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::any/*"}
            """)
        .isSilent();
  }
}
