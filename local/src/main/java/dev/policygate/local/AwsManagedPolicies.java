package dev.policygate.local;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The few policies of AWS itself that are known here. */
final class AwsManagedPolicies {
  static final ManagedPolicy ADMINISTRATOR_ACCESS =
      policy(
          "/",
          "AdministratorAccess",
          """
          {"Version": "2012-10-17",
           "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
          """);

  static final List<ManagedPolicy> ALL =
      List.of(
          ADMINISTRATOR_ACCESS,
          policy(
              "/service-role/",
              "AWSLambdaBasicExecutionRole",
              """
              {"Version": "2012-10-17",
               "Statement": [{"Effect": "Allow",
                              "Action": ["logs:CreateLogGroup", "logs:CreateLogStream",
                                         "logs:PutLogEvents"],
                              "Resource": "*"}]}
              """));

  private AwsManagedPolicies() {}

  static Optional<ManagedPolicy> find(String arn) {
    return ALL.stream().filter(policy -> policy.arn().equals(arn)).findFirst();
  }

  private static ManagedPolicy policy(String path, String name, String document) {
    Instant created = Instant.parse("2015-02-06T18:39:46Z");
    return new ManagedPolicy("aws", path, name, Optional.empty(), document, created);
  }
}
