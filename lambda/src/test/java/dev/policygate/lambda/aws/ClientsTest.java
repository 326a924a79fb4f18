package dev.policygate.lambda.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.regions.Region;

class ClientsTest {

  private static final Map<String, String> LAMBDA =
      Map.of(
          "AWS_REGION", "eu-central-1",
          "AWS_ACCESS_KEY_ID", "id",
          "AWS_SECRET_ACCESS_KEY", "secret",
          "AWS_SESSION_TOKEN", "token");

  private static Clients with(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(LAMBDA);
    environment.putAll(more);
    return Clients.of(environment);
  }

  @Test
  void callsTheRealAwsUnlessToldOtherwise() {
    Clients clients = Clients.of(LAMBDA);
    assertThat(clients.s3().serviceClientConfiguration().endpointOverride()).isEmpty();
    assertThat(clients.s3().serviceClientConfiguration().region()).isEqualTo(Region.EU_CENTRAL_1);
    assertThat(clients.iam().serviceClientConfiguration().region()).isEqualTo(Region.AWS_GLOBAL);
  }

  @Test
  void callsAllServicesAtOneEndpoint() {
    Clients clients = with(Map.of("AWS_ENDPOINT_URL", "http://all:1"));
    assertThat(clients.s3().serviceClientConfiguration().endpointOverride())
        .contains(URI.create("http://all:1"));
    assertThat(clients.sts().serviceClientConfiguration().endpointOverride())
        .contains(URI.create("http://all:1"));
    assertThat(clients.writingIam().serviceClientConfiguration().endpointOverride())
        .contains(URI.create("http://all:1"));
  }

  @Test
  void callsOneServiceElsewhere() {
    Clients clients =
        with(
            Map.of(
                "AWS_ENDPOINT_URL", "http://all:1",
                "AWS_ENDPOINT_URL_CODEPIPELINE", "http://pipelines:2",
                "AWS_ENDPOINT_URL_S3", ""));
    assertThat(clients.codePipeline().serviceClientConfiguration().endpointOverride())
        .contains(URI.create("http://pipelines:2"));
    assertThat(clients.s3().serviceClientConfiguration().endpointOverride())
        .contains(URI.create("http://all:1"));
  }

  @Test
  void sendsAWriteOnce() {
    Clients clients = Clients.of(LAMBDA);
    assertThat(
            clients
                .writingIam()
                .serviceClientConfiguration()
                .overrideConfiguration()
                .retryStrategy()
                .orElseThrow()
                .maxAttempts())
        .isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AWS_REGION", "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"})
  void saysWhatIsNotSet(String name) {
    assertThatIllegalStateException()
        .isThrownBy(() -> with(Map.of(name, "")))
        .withMessage(
            name + " is not set: Lambda sets it, and whoever runs the function elsewhere must too");
  }

  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws, aws-global",
    "cn-north-1, aws-cn, aws-cn-global",
    "us-gov-west-1, aws-us-gov, aws-us-gov-global",
    "xx-new-1, aws, aws-global"
  })
  void knowsPartitions(String region, String partition, String global) {
    assertThat(Clients.partition(Region.of(region))).isEqualTo(partition);
    assertThat(with(Map.of("AWS_REGION", region)).iam().serviceClientConfiguration().region().id())
        .isEqualTo(global);
  }
}
