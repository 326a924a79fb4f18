package dev.policygate.local;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleRequest;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;

/** The SDK's clients for one set of credentials; they do not retry. */
record Clients(URI endpoint, AwsCredentials credentials) {

  static Clients of(LocalAws aws, Credentials credentials) {
    AwsCredentials sdk =
        credentials
            .sessionToken()
            .<AwsCredentials>map(
                token ->
                    AwsSessionCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey(), token))
            .orElseGet(
                () ->
                    AwsBasicCredentials.create(
                        credentials.accessKeyId(), credentials.secretAccessKey()));
    return new Clients(aws.endpoint(), sdk);
  }

  static Clients administrator(LocalAws aws, String account) {
    return of(aws, aws.account(account).administrator());
  }

  IamClient iam() {
    return configured(IamClient.builder()).build();
  }

  StsClient sts() {
    return configured(StsClient.builder()).build();
  }

  S3Client s3() {
    return configured(S3Client.builder()).forcePathStyle(true).build();
  }

  CodePipelineClient codePipeline() {
    return configured(CodePipelineClient.builder()).build();
  }

  /** The clients of the session that {@code request} opens. */
  Clients assuming(AssumeRoleRequest request) {
    try (StsClient sts = sts()) {
      return of(sts.assumeRole(request));
    }
  }

  /** The clients of a session of the role. */
  Clients assuming(String roleArn, String sessionName) {
    return assuming(
        AssumeRoleRequest.builder().roleArn(roleArn).roleSessionName(sessionName).build());
  }

  Clients of(AssumeRoleResponse response) {
    var given = response.credentials();
    return new Clients(
        endpoint,
        AwsSessionCredentials.create(
            given.accessKeyId(), given.secretAccessKey(), given.sessionToken()));
  }

  private <B extends AwsClientBuilder<B, ?> & SdkSyncClientBuilder<B, ?>> B configured(B builder) {
    return builder
        .endpointOverride(endpoint)
        .region(Region.US_EAST_1)
        .credentialsProvider(StaticCredentialsProvider.create(credentials))
        .httpClient(UrlConnectionHttpClient.create())
        .overrideConfiguration(o -> o.retryStrategy(AwsRetryStrategy.doNotRetry()));
  }
}
