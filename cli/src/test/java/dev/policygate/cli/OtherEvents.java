package dev.policygate.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.CloudFormationCustomResourceEvent;
import com.amazonaws.services.lambda.runtime.events.SNSEvent;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.events.ScheduledEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;

/** Events by which other services invoke functions, as AWS's own library of them has them. */
final class OtherEvents {

  /** In each of them. */
  static final String CANARY = "CANARY-2b6c";

  private OtherEvents() {}

  static List<Object> all() {
    return List.of(message(), news(), schedule(), resource());
  }

  /** The event in JSON, with members named as the services name them. */
  static String asLambdaSendsIt(Object event) {
    ByteArrayOutputStream sent = new ByteArrayOutputStream();
    serializer(event.getClass()).toJson(event, sent);
    return sent.toString(UTF_8);
  }

  @SuppressWarnings("unchecked")
  private static PojoSerializer<Object> serializer(Class<?> type) {
    return (PojoSerializer<Object>)
        LambdaEventSerializers.serializerFor(type, OtherEvents.class.getClassLoader());
  }

  private static SQSEvent message() {
    SQSEvent.SQSMessage message = new SQSEvent.SQSMessage();
    message.setBody(CANARY);
    message.setEventSource("aws:sqs");
    SQSEvent event = new SQSEvent();
    event.setRecords(List.of(message));
    return event;
  }

  private static SNSEvent news() {
    return new SNSEvent()
        .withRecords(
            List.of(new SNSEvent.SNSRecord().withSns(new SNSEvent.SNS().withMessage(CANARY))));
  }

  private static ScheduledEvent schedule() {
    ScheduledEvent event = new ScheduledEvent();
    event.setSource("aws.codepipeline");
    event.setDetailType("CodePipeline Action Execution State Change");
    event.setDetail(Map.of("pipeline", CANARY));
    return event;
  }

  private static CloudFormationCustomResourceEvent resource() {
    return CloudFormationCustomResourceEvent.builder()
        .withRequestType("Create")
        .withResponseUrl("https://example.com/" + CANARY)
        .build();
  }
}
