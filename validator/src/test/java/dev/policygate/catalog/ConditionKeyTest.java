package dev.policygate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.catalog.ConditionKey.DataType;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConditionKeyTest {

  @ParameterizedTest
  @CsvSource({
    "s3:prefix, s3:prefix",
    "s3:prefix, S3:PREFIX",
    "ec2:ResourceTag/${TagKey}, ec2:resourcetag/team",
    "ec2:ResourceTag/${TagKey}, ec2:ResourceTag/a/b c",
    "ec2:ResourceTag/${TagKey}, ec2:ResourceTag/${TagKey}",
    "events:Metadata/${MetadataKey}/Matcher, events:Metadata/a/matcher",
    "agent.${Domain}.buildkite.dev:build_branch, agent.x.buildkite.dev:build_branch"
  })
  void isMeantByWhatAPolicyWrites(String name, String written) {
    assertThat(key(name).matches(written)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:prefix, s3:prefix2",
    "s3:prefix, s3:prefi",
    "ec2:ResourceTag/${TagKey}, ec2:ResourceTag/",
    "ec2:ResourceTag/${TagKey}, ec2:ResourceTag",
    "ec2:ResourceTag/${TagKey}, rds:ResourceTag/team",
    "events:Metadata/${MetadataKey}/Matcher, events:Metadata//Matcher",
    "events:Metadata/${MetadataKey}/Matcher, events:Metadata/Matcher"
  })
  void isNotMeantByAnythingElse(String name, String written) {
    assertThat(key(name).matches(written)).isFalse();
  }

  private static ConditionKey key(String name) {
    return new ConditionKey(name, List.of(DataType.STRING), false);
  }
}
