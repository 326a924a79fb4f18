package dev.policygate.cli;

import dev.policygate.lambda.aws.Clients;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/**
 * The account that a command acts in, through the credentials of whoever runs it.
 *
 * @param caller whose credentials they are
 */
record AwsAccess(
    Region region,
    Caller caller,
    S3Client s3,
    CodePipelineClient pipelines,
    IamClient iam,
    SdkHttpClient http)
    implements AutoCloseable {

  private static final Duration CONNECT = Duration.ofSeconds(5);
  private static final Duration READ = Duration.ofSeconds(20);
  private static final Duration MOST = Duration.ofMinutes(1);

  private static final String NO_CREDENTIALS =
      "there are no AWS credentials to use: give --aws-profile NAME, or set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
          + " AWS_SECRET_ACCESS_KEY";

  /** Who acts. */
  record Caller(String account, String arn) {}

  /** How a command comes by its access. */
  @FunctionalInterface
  interface Opener {
    /**
     * Opens it and asks AWS whose it is.
     *
     * @param profile as {@code ~/.aws/config} names it
     * @throws AwsFailure when AWS cannot be asked
     */
    AwsAccess open(Optional<String> profile, Optional<String> region);
  }

  /**
   * Takes Region and credentials from where the AWS CLI takes them: what is named on the command
   * line comes first, then the environment, then the profile.
   */
  static AwsAccess open(Optional<String> profile, Optional<String> region) {
    AwsCredentialsProvider credentials =
        profile
            .<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
            .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    Region found = region(profile, region, System.getenv());
    try {
      credentials.resolveCredentials();
    } catch (SdkException e) {
      throw AwsFailure.setting(
          profile
              .map(
                  name ->
                      "the AWS profile `%s` gives no credentials: %s"
                          .formatted(name, e.getMessage()))
              .orElse(NO_CREDENTIALS));
    }
    return with(found, credentials, builder -> {});
  }

  /** What differs where it is not the real AWS. */
  @FunctionalInterface
  interface Setting {
    void applyTo(AwsClientBuilder<?, ?> builder);
  }

  /** Access with credentials that are at hand. */
  static AwsAccess with(Region region, AwsCredentialsProvider credentials, Setting setting) {
    SdkHttpClient http =
        UrlConnectionHttpClient.builder().connectionTimeout(CONNECT).socketTimeout(READ).build();
    Region global = Region.of(Clients.partition(region) + "-global");
    Caller caller;
    try (StsClient sts = built(StsClient.builder().region(region), http, credentials, setting)) {
      caller = caller(sts);
    }
    return new AwsAccess(
        region,
        caller,
        built(S3Client.builder().region(region), http, credentials, setting),
        built(CodePipelineClient.builder().region(region), http, credentials, setting),
        built(IamClient.builder().region(global), http, credentials, setting),
        http);
  }

  private static <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C built(
      B builder, SdkHttpClient http, AwsCredentialsProvider credentials, Setting setting) {
    setting.applyTo(builder);
    return builder
        .httpClient(http)
        .credentialsProvider(credentials)
        .overrideConfiguration(ClientOverrideConfiguration.builder().apiCallTimeout(MOST).build())
        .build();
  }

  private static Caller caller(StsClient sts) {
    try {
      GetCallerIdentityResponse identity = sts.getCallerIdentity();
      return new Caller(identity.account(), identity.arn());
    } catch (SdkException e) {
      throw AwsFailure.of(
          e, "ask AWS whose the credentials are", "that they are whole and have not expired");
    }
  }

  static Region region(
      Optional<String> profile, Optional<String> region, Map<String, String> environment) {
    return region
        .or(
            () ->
                Stream.of("AWS_REGION", "AWS_DEFAULT_REGION")
                    .map(environment::get)
                    .filter(name -> name != null && !name.isEmpty())
                    .findFirst())
        .map(Region::of)
        .or(() -> ofProfile(profile))
        .orElseThrow(
            () ->
                AwsFailure.setting(
                    "there is no Region: give --region, or set AWS_REGION, or the profile's region"));
  }

  private static Optional<Region> ofProfile(Optional<String> profile) {
    Supplier<AwsProfileRegionProvider> provider =
        profile
            .<Supplier<AwsProfileRegionProvider>>map(
                name -> () -> new AwsProfileRegionProvider(null, name))
            .orElse(AwsProfileRegionProvider::new);
    try {
      return Optional.ofNullable(provider.get().getRegion());
    } catch (SdkClientException e) {
      // There is no such profile, or no Region in it.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    s3.close();
    pipelines.close();
    iam.close();
    http.close();
  }
}
