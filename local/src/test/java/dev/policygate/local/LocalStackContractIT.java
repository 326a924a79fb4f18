package dev.policygate.local;

import java.net.URI;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;

/** The contract, kept by LocalStack as far as it goes; skipped where there is no Docker. */
@Testcontainers(disabledWithoutDocker = true)
class LocalStackContractIT extends AwsContract {

  @Container
  private static final LocalStackContainer LOCAL_STACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("iam", "sts", "s3", "kms")
          .withEnv("PARITY_AWS_ACCESS_KEY_ID", "1");

  @Override
  Clients sandbox() {
    return account("222222222222");
  }

  @Override
  Clients security() {
    return account("111111111111");
  }

  @Override
  String kmsKey() {
    // LocalStack takes any.
    return "arn:aws:kms:us-east-1:222222222222:key/6ca5fb4c-6d0b-4b4f-8d0f-000000000000";
  }

  /** LocalStack takes an access key that is an account's number for that account's. */
  private static Clients account(String id) {
    URI endpoint = LOCAL_STACK.getEndpoint();
    return new Clients(endpoint, AwsBasicCredentials.create(id, "test"));
  }
}
