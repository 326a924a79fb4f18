package dev.policygate.lambda.aws;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of the function, built once: they hold no credentials of a job, which go with each
 * request.
 *
 * @param writingIam sends each request once: whether a write without an answer is done, a read
 *     tells
 */
public record Clients(
    S3Client s3,
    StsClient sts,
    IamClient iam,
    IamClient writingIam,
    CodePipelineClient codePipeline) {

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration READ = Duration.ofSeconds(10);

  /** Of one attempt, and of all attempts of a call. */
  private static final Duration ATTEMPT = Duration.ofSeconds(10);

  private static final Duration CALL = Duration.ofSeconds(25);
  private static final int ATTEMPTS = 4;

  /**
   * Builds the clients for the Region and with the credentials that an environment names, as Lambda
   * sets it.
   *
   * @param environment {@code AWS_REGION} and the three variables of credentials; {@code
   *     AWS_ENDPOINT_URL} where it is not the real AWS
   * @throws IllegalStateException when one of them is missing
   */
  public static Clients of(Map<String, String> environment) {
    Region region = region(environment);
    String partition = partition(region);
    Region global = Region.of("aws".equals(partition) ? "aws-global" : partition + "-global");
    Optional<URI> endpoint =
        Optional.ofNullable(environment.get("AWS_ENDPOINT_URL")).map(URI::create);
    Setting setting =
        new Setting(
            UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT)
                .socketTimeout(READ)
                .build(),
            StaticCredentialsProvider.create(
                AwsSessionCredentials.create(
                    needed(environment, "AWS_ACCESS_KEY_ID"),
                    needed(environment, "AWS_SECRET_ACCESS_KEY"),
                    needed(environment, "AWS_SESSION_TOKEN"))),
            endpoint);
    return new Clients(
        setting
            .applyTo(S3Client.builder().region(region), ATTEMPTS)
            .forcePathStyle(endpoint.isPresent())
            .build(),
        setting.applyTo(StsClient.builder().region(region), ATTEMPTS).build(),
        setting.applyTo(IamClient.builder().region(global), ATTEMPTS).build(),
        setting.applyTo(IamClient.builder().region(global), 1).build(),
        setting.applyTo(CodePipelineClient.builder().region(region), ATTEMPTS).build());
  }

  /** The Region that an environment names. */
  public static Region region(Map<String, String> environment) {
    return Region.of(needed(environment, "AWS_REGION"));
  }

  /** The partition of a Region, as ARNs name it. */
  public static String partition(Region region) {
    return region.metadata() == null ? "aws" : region.metadata().partition().id();
  }

  private static String needed(Map<String, String> environment, String name) {
    String value = environment.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalStateException(
          name + " is not set: Lambda sets it, and whoever runs the function elsewhere must too");
    }
    return value;
  }

  /** What all clients have in common. */
  private record Setting(
      SdkHttpClient http, AwsCredentialsProvider credentials, Optional<URI> endpoint) {

    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B applyTo(
        B builder, int attempts) {
      RetryStrategy retries =
          DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(attempts).build();
      endpoint.ifPresent(builder::endpointOverride);
      return builder
          .httpClient(http)
          .credentialsProvider(credentials)
          .overrideConfiguration(
              ClientOverrideConfiguration.builder()
                  .retryStrategy(retries)
                  .apiCallAttemptTimeout(ATTEMPT)
                  .apiCallTimeout(CALL)
                  .build());
    }
  }
}
