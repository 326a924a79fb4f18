package dev.policygate.local;

/** One AWS service: how its requests are read, and its answers and errors written. */
interface Service {

  /** The service's name, as signatures spell it. */
  String name();

  Dialect dialect();

  /** The operation that {@code request} is for, known or not. */
  String operation(HttpRequest request);

  /** Performs a call whose caller is known; what the caller may not do ends in an error. */
  Answer perform(Call call);

  Answer refuse(AwsError error, HttpRequest request, String requestId);

  /** A call whose signature is verified. */
  record Call(HttpRequest request, Caller caller, String requestId) {}
}
