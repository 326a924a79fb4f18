package dev.policygate.infra;

import static dev.policygate.infra.Template.at;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.testcontainers.junit.jupiter.Container;
import org.testcontainers.junit.jupiter.Testcontainers;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/**
 * The same sightings as in {@link EventRulesTest}, asked of LocalStack's EventBridge, an engine of
 * its own. {@link DeployIT} shows that it is given these patterns.
 */
@Testcontainers(disabledWithoutDocker = true)
class EventRulesIT {

  /** LocalStack reads the account and the service here, and checks no signature. */
  private static final String CREDENTIAL =
      "AWS4-HMAC-SHA256 Credential=%s/20260101/%s/events/aws4_request, SignedHeaders=host, Signature=0"
          .formatted(Stacks.SECURITY, Stack.REGION);

  @Container
  private static final LocalStackContainer LOCAL_STACK =
      new LocalStackContainer(DockerImageName.parse("localstack/localstack:4.14.0"))
          .withServices("events");

  static Stream<Sighting> sightings() {
    return Sighting.all();
  }

  @ParameterizedTest
  @MethodSource("sightings")
  void seesWhatItShould(Sighting sighting) throws Exception {
    assertThat(isSeen(sighting.pattern(), sighting.event())).isEqualTo(sighting.isSeen());
  }

  private static boolean isSeen(String pattern, String event)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(LOCAL_STACK.getEndpoint())
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "AWSEvents.TestEventPattern")
            .header("Authorization", CREDENTIAL)
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    JsonText.of(Map.of("EventPattern", pattern, "Event", event))))
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var answer = client.send(request, BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      return (boolean) at(Template.parse(answer.body()), "Result");
    }
  }
}
