package dev.policygate.lambda.aws;

import dev.policygate.lambda.PolicyStore;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
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
  private static final Duration READ = Duration.ofSeconds(8);
  private static final Patience REPEATED = new Patience(4, Duration.ofSeconds(25));
  private static final Patience ONCE = new Patience(1, PolicyStore.LONGEST_WRITE);

  /**
   * Builds the clients for the Region and with the credentials that an environment names, as Lambda
   * sets it.
   *
   * @param environment {@code AWS_REGION} and the three variables of credentials; where it is not
   *     the real AWS, {@code AWS_ENDPOINT_URL}, and {@code AWS_ENDPOINT_URL_S3}, {@code _STS},
   *     {@code _IAM} or {@code _CODEPIPELINE} for services that are elsewhere
   * @throws IllegalStateException when one of them is missing
   */
  public static Clients of(Map<String, String> environment) {
    Region region = region(environment);
    String partition = partition(region);
    Region global = Region.of("aws".equals(partition) ? "aws-global" : partition + "-global");
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
                    needed(environment, "AWS_SESSION_TOKEN"))));
    Optional<URI> s3 = endpoint(environment, "S3");
    Optional<URI> iam = endpoint(environment, "IAM");
    return new Clients(
        setting
            .applyTo(S3Client.builder().region(region), s3, REPEATED)
            .forcePathStyle(s3.isPresent())
            .build(),
        setting
            .applyTo(StsClient.builder().region(region), endpoint(environment, "STS"), REPEATED)
            .build(),
        setting.applyTo(IamClient.builder().region(global), iam, REPEATED).build(),
        setting.applyTo(IamClient.builder().region(global), iam, ONCE).build(),
        setting
            .applyTo(
                CodePipelineClient.builder().region(region),
                endpoint(environment, "CODEPIPELINE"),
                REPEATED)
            .build());
  }

  private static Optional<URI> endpoint(Map<String, String> environment, String service) {
    return Stream.of("AWS_ENDPOINT_URL_" + service, "AWS_ENDPOINT_URL")
        .map(environment::get)
        .filter(url -> url != null && !url.isEmpty())
        .findFirst()
        .map(URI::create);
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

  /**
   * How often a call is tried, and for how long.
   *
   * @param most of all attempts together
   */
  private record Patience(int attempts, Duration most) {}

  /** What all clients have in common. */
  private record Setting(SdkHttpClient http, AwsCredentialsProvider credentials) {

    <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> B applyTo(
        B builder, Optional<URI> endpoint, Patience patience) {
      RetryStrategy retries =
          DefaultRetryStrategy.standardStrategyBuilder().maxAttempts(patience.attempts()).build();
      endpoint.ifPresent(builder::endpointOverride);
      return builder
          .httpClient(http)
          .credentialsProvider(credentials)
          .overrideConfiguration(
              ClientOverrideConfiguration.builder()
                  .retryStrategy(retries)
                  .apiCallAttemptTimeout(READ)
                  .apiCallTimeout(patience.most())
                  .build());
    }
  }
}
