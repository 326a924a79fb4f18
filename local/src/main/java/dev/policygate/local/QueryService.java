package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** A service that takes forms and answers with XML: IAM and STS. */
final class QueryService implements Service {
  private static final String CONTENT_TYPE = "text/xml";

  private final String name;
  private final String version;
  private final String namespace;
  private final Map<String, Operation> operations;

  QueryService(String name, String version, Map<String, Operation> operations) {
    this.name = name;
    this.version = version;
    this.namespace = "https://%s.amazonaws.com/doc/%s/".formatted(name, version);
    this.operations = Map.copyOf(operations);
  }

  /**
   * An operation.
   *
   * @param parameters the parameters it knows; others are refused
   * @param work does the work and writes the result's elements
   */
  record Operation(Set<String> parameters, BiConsumer<QueryCall, Xml> work) {}

  static Operation operation(BiConsumer<QueryCall, Xml> work, String... parameters) {
    return new Operation(Set.of(parameters), work);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Dialect dialect() {
    return Dialect.QUERY;
  }

  @Override
  public String operation(HttpRequest request) {
    return parameters(request).getOrDefault("Action", "");
  }

  @Override
  public Answer perform(Call call) {
    Map<String, String> parameters = parameters(call.request());
    String action = parameters.getOrDefault("Action", "");
    Operation operation = operations.get(action);
    if (operation == null || !version.equals(parameters.get("Version"))) {
      throw CommonError.UNKNOWN_OPERATION.because(
          "Could not find operation %s for version %s: the embedded AWS does not know it"
              .formatted(action, parameters.getOrDefault("Version", "NO_VERSION_SPECIFIED")));
    }
    for (String parameter : parameters.keySet()) {
      String base = parameter.replaceFirst("\\..*", "");
      if (!Set.of("Action", "Version").contains(base) && !operation.parameters().contains(base)) {
        throw CommonError.INVALID_INPUT.because(
            "The embedded AWS does not know the parameter %s of %s".formatted(base, action));
      }
    }
    Xml result = new Xml();
    operation.work().accept(new QueryCall(parameters, call.caller()), result);
    String document =
        Xml.document(
            action + "Response",
            namespace,
            xml -> {
              if (!result.isEmpty()) {
                xml.element(action + "Result", inner -> inner.append(result));
              }
              xml.element("ResponseMetadata", inner -> inner.text("RequestId", call.requestId()));
            });
    return Answer.of(200, CONTENT_TYPE, Bytes.of(document))
        .with(Map.of("x-amzn-RequestId", call.requestId()));
  }

  @Override
  public Answer refuse(AwsError error, HttpRequest request, String requestId) {
    ErrorCode.Specific code = error.in(Dialect.QUERY);
    String document =
        Xml.document(
            "ErrorResponse",
            namespace,
            xml ->
                xml.element(
                        "Error",
                        inner ->
                            inner
                                .text("Type", code.status() < 500 ? "Sender" : "Receiver")
                                .text("Code", code.code())
                                .text("Message", error.message()))
                    .text("RequestId", requestId));
    return Answer.of(code.status(), CONTENT_TYPE, Bytes.of(document))
        .with(Map.of("x-amzn-RequestId", requestId));
  }

  private static Map<String, String> parameters(HttpRequest request) {
    Map<String, String> parameters = new LinkedHashMap<>();
    request.query().forEach(pair -> parameters.put(pair.getKey(), pair.getValue()));
    HttpRequest.parameters(request.body().text())
        .forEach(pair -> parameters.put(pair.getKey(), pair.getValue()));
    return parameters;
  }
}
