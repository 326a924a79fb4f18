package dev.policygate.lambda.aws;

import dev.policygate.lambda.Credentials;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;

/** Credentials that go with one request. */
final class Sessions {

  private Sessions() {}

  static Consumer<AwsRequestOverrideConfiguration.Builder> with(Credentials credentials) {
    return override ->
        override.credentialsProvider(
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    credentials.accessKeyId(),
                    credentials.secretAccessKey(),
                    credentials.sessionToken())));
  }
}
