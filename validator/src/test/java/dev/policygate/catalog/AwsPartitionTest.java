package dev.policygate.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AwsPartitionTest {

  private final List<AwsPartition> partitions = Catalog.bundled().partitions();

  @Test
  void areAllOfAws() {
    assertThat(partitions)
        .map(AwsPartition::name)
        .containsExactly(
            "aws",
            "aws-cn",
            "aws-eusc",
            "aws-iso",
            "aws-iso-b",
            "aws-iso-e",
            "aws-iso-f",
            "aws-us-gov");
  }

  @Test
  void nameTheirRegions() {
    assertThat(partitions.getFirst().regions())
        .hasSize(36)
        .isSorted()
        .contains("eu-central-1", "us-east-1")
        .doesNotContain("aws-global", "cn-north-1");
    assertThat(partitions.getLast().regions()).containsExactly("us-gov-east-1", "us-gov-west-1");
  }
}
