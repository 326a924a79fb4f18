package dev.policygate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArnTemplateTest {

  @ParameterizedTest
  @CsvSource({
    "arn:${Partition}:s3:::${BucketName}/${ObjectName}, arn:*:s3:::*/*",
    "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}, arn:*:iam::*:role/*",
    "arn:${Partition}:health:*::event/${Service}/${EventTypeCode}/*, arn:*:health:*::event/*/*/*",
    "arn:${Partition}:organizations::aws:policy/${PolicyType}/p-${PolicyId}, arn:*:organizations::aws:policy/*/p-*",
    "arn:${Partition}:apigateway:${Region}::/account, arn:*:apigateway:*::/account"
  })
  void readsAsAPattern(String text, String pattern) {
    assertThat(new ArnTemplate(text).pattern()).isEqualTo(pattern);
  }

  @Test
  void hasTheFieldsOfAnArn() {
    ArnTemplate arn =
        new ArnTemplate(
            "arn:${Partition}:logs:${Region}:${Account}:log-group:${Group}:log-stream:${Stream}");
    assertThat(arn.service()).isEqualTo("logs");
    assertThat(arn.region()).isEqualTo("${Region}");
    assertThat(arn.account()).isEqualTo("${Account}");
    assertThat(arn.resource()).isEqualTo("log-group:${Group}:log-stream:${Stream}");
    assertThat(arn.hasRegion()).isTrue();
    assertThat(arn.hasAccount()).isTrue();
  }

  @Test
  void knowsThatABucketHasNeitherRegionNorAccount() {
    ArnTemplate arn = new ArnTemplate("arn:${Partition}:s3:::${BucketName}");
    assertThat(arn.hasRegion()).isFalse();
    assertThat(arn.hasAccount()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:${Partition}:s3:::${BucketName}/${ObjectName}, '', 2",
    "arn:${Partition}:iam::${Account}:role/${RoleNameWithPath}, role/, 1",
    "arn:${Partition}:apigateway:${Region}::/account, /account, 0",
    "arn:${Partition}:artifact:::agreement/*, agreement/, 0",
    "arn:${Partition}:organizations::aws:policy/${PolicyType}/p-${PolicyId}, policy/, 2"
  })
  void tellsWhatOfTheResourceIsFixed(String text, String prefix, int variables) {
    ArnTemplate arn = new ArnTemplate(text);
    assertThat(arn.resourcePrefix()).isEqualTo(prefix);
    assertThat(arn.resourceVariables()).isEqualTo(variables);
  }
}
