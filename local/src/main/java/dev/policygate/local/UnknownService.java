package dev.policygate.local;

import java.util.Map;

/** Stands in for every service that is not here, and refuses whatever is asked of it. */
final class UnknownService implements Service {
  private final String name;

  UnknownService(String name) {
    this.name = name;
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
    return request.header("x-amz-target").orElse("");
  }

  @Override
  public Answer perform(Call call) {
    throw CommonError.UNKNOWN_OPERATION.because(
        "The embedded AWS does not know the service " + name);
  }

  @Override
  public Answer refuse(AwsError error, HttpRequest request, String requestId) {
    // Nobody knows in which protocol: forms are answered with XML, and most others speak JSON.
    boolean form =
        request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    Service alike =
        form ? new QueryService(name, "", Map.of()) : new JsonService(name, "", Map.of());
    return alike.refuse(error, request, requestId);
  }
}
