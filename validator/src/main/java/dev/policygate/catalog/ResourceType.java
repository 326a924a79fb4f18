package dev.policygate.catalog;

import java.util.List;

/**
 * A type of resource that a service has.
 *
 * @param arns the forms its ARN can have: mostly one, several for some of API Gateway's, none where
 *     AWS describes none
 */
public record ResourceType(String name, List<ArnTemplate> arns, List<ConditionKey> conditionKeys) {

  public ResourceType {
    arns = List.copyOf(arns);
    conditionKeys = List.copyOf(conditionKeys);
  }
}
