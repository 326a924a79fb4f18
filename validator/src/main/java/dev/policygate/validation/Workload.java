package dev.policygate.validation;

/** What the policies of a profile are for, where they are for no person. */
public enum Workload {
  /** A task of Elastic Container Service: the role of its code, and its execution role. */
  ECS_TASK("ecs-task", "an ECS task"),
  /** An instance of EC2, managed by Systems Manager, perhaps one that ECS runs tasks on. */
  EC2_INSTANCE("ec2-instance", "an EC2 instance"),
  LAMBDA_FUNCTION("lambda-function", "a Lambda function");

  private final String word;
  private final String title;

  Workload(String word, String title) {
    this.word = word;
    this.title = title;
  }

  /** How profiles write it. */
  public String word() {
    return word;
  }

  /** What a person calls it, with its article. */
  public String title() {
    return title;
  }
}
