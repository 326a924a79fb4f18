package dev.policygate.catalog;

import java.util.List;

/**
 * A partition of AWS: what stands behind {@code arn:}.
 *
 * @param regions the names of its Regions, sorted
 */
public record AwsPartition(String name, List<String> regions) {

  public AwsPartition {
    regions = List.copyOf(regions);
  }
}
