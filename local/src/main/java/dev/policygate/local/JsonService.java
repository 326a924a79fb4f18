package dev.policygate.local;

import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/** A service that speaks JSON 1.1: CodePipeline. */
final class JsonService implements Service {
  private static final String CONTENT_TYPE = "application/x-amz-json-1.1";
  private static final String TARGET = "x-amz-target";

  private final String name;
  private final String targetPrefix;
  private final Map<String, Operation> operations;

  JsonService(String name, String targetPrefix, Map<String, Operation> operations) {
    this.name = name;
    this.targetPrefix = targetPrefix + ".";
    this.operations = Map.copyOf(operations);
  }

  /**
   * An operation.
   *
   * @param members the members of the input it knows; others are refused
   * @param work does the work and returns the output
   */
  record Operation(Set<String> members, BiFunction<Caller, JsonInput, JsonFields> work) {}

  static Operation operation(BiFunction<Caller, JsonInput, JsonFields> work, String... members) {
    return new Operation(Set.of(members), work);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dialect dialect() {
    return Dialect.JSON;
  }

  @Override
  public String operation(HttpRequest request) {
    String target = request.header(TARGET).orElse("");
    return target.startsWith(targetPrefix) ? target.substring(targetPrefix.length()) : target;
  }

  @Override
  public Answer perform(Call call) {
    String target = call.request().header(TARGET).orElse("");
    Operation operation = operations.get(operation(call.request()));
    if (operation == null || !target.startsWith(targetPrefix)) {
      throw CommonError.UNKNOWN_OPERATION.because(
          "The embedded AWS does not know the operation " + target);
    }
    JsonInput input = JsonInput.read(call.request().body().text()).only(operation.members());
    JsonFields output = operation.work().apply(call.caller(), input);
    return Answer.of(200, CONTENT_TYPE, Bytes.of(output.build().write()))
        .with(Map.of("x-amzn-RequestId", call.requestId()));
  }

  @Override
  public Answer refuse(AwsError error, HttpRequest request, String requestId) {
    ErrorCode.Specific code = error.in(Dialect.JSON);
    Json.Struct body =
        new JsonFields().text("__type", code.code()).text("message", error.message()).build();
    return Answer.of(code.status(), CONTENT_TYPE, Bytes.of(body.write()))
        .with(Map.of("x-amzn-RequestId", requestId));
  }
}
