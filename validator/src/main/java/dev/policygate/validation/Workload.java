package dev.policygate.validation;

/** What the policies of a profile are for, where they are for no person. */
public enum Workload {
  /** A task of Elastic Container Service. */
  ECS_TASK("ecs-task"),
  /** An instance of EC2, managed by Systems Manager. */
  EC2_INSTANCE("ec2-instance"),
  LAMBDA_FUNCTION("lambda-function");

  private final String word;

  Workload(String word) {
    this.word = word;
  }

  /** How profiles write it. */
  public String word() {
    return word;
  }
}
