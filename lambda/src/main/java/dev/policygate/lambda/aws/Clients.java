package dev.policygate.lambda.aws;

import java.time.Duration;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
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
 * request. {@code AWS_ENDPOINT_URL} leads all of them elsewhere, as with every AWS SDK.
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

  /** Builds the clients for the Region in which the function runs. */
  public static Clients in(Region region) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build();
    Region global =
        Region.of("aws".equals(partition(region)) ? "aws-global" : partition(region) + "-global");
    return new Clients(
        with(S3Client.builder().region(region), http, ATTEMPTS).build(),
        with(StsClient.builder().region(region), http, ATTEMPTS).build(),
        with(IamClient.builder().region(global), http, ATTEMPTS).build(),
        with(IamClient.builder().region(global), http, 1).build(),
        with(CodePipelineClient.builder().region(region), http, ATTEMPTS).build());
  }

  /** The partition of a Region, as ARNs name it. */
  public static String partition(Region region) {
    return region.metadata() == null ? "aws" : region.metadata().partition().id();
  }

  private static <
          B extends
              AwsClientBuilder<B, C>
                  & software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<B, C>,
          C>
      B with(B builder, SdkHttpClient http, int attempts) {
    RetryStrategy retries =
        DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(attempts).build();
    return builder
        .httpClient(http)
        .overrideConfiguration(
            ClientOverrideConfiguration.builder()
                .retryStrategy(retries)
                .apiCallAttemptTimeout(ATTEMPT)
                .apiCallTimeout(CALL)
                .build());
  }
}
