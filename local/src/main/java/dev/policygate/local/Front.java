package dev.policygate.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Takes every request, finds its service, and sees to it that exactly one answer goes back. */
final class Front implements HttpHandler {
  private static final System.Logger LOGGER = System.getLogger(Front.class.getName());

  private final Map<String, Service> services;
  private final Authenticator authenticator;
  private final Faults faults;
  private final StateLock lock;
  private final Announcer announcer;

  Front(
      Map<String, Service> services,
      Authenticator authenticator,
      Faults faults,
      StateLock lock,
      Announcer announcer) {
    this.services = Map.copyOf(services);
    this.authenticator = authenticator;
    this.faults = faults;
    this.lock = lock;
    this.announcer = announcer;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try {
      HttpRequest request = HttpRequest.read(exchange);
      Optional<Answer> answer = answer(request);
      if (answer.isPresent()) {
        send(exchange, request.method(), answer.get());
        return;
      }
    } catch (IOException e) {
      exchange.close();
      throw e;
    }
    // No answer: the connection closes without a word, as it does when a network breaks.
    exchange.close();
  }

  private Optional<Answer> answer(HttpRequest request) {
    Service service = serviceOf(request);
    Exchange exchange = new Exchange(service, service.operation(request), Ids.uuid());
    Optional<Caller> caller = Optional.empty();
    try {
      var authenticated = authenticator.authenticate(request, service.dialect());
      caller = Optional.of(authenticated.caller());
      return perform(exchange, authenticated.request(), authenticated.caller());
    } catch (AwsError e) {
      return Optional.of(refuse(exchange, request, caller, e));
    } catch (RuntimeException e) {
      // Messages may hold anything, even secrets: only the place is told.
      LOGGER.log(
          System.Logger.Level.ERROR,
          "{0} in {1} at {2}",
          e.getClass().getName(),
          exchange.operation(),
          e.getStackTrace().length == 0 ? "?" : e.getStackTrace()[0]);
      AwsError failure =
          CommonError.INTERNAL_FAILURE.because(
              "The embedded AWS failed: " + e.getClass().getSimpleName());
      return Optional.of(refuse(exchange, request, caller, failure));
    }
  }

  /** What is known of a call before anybody looks at who makes it. */
  private record Exchange(Service service, String operation, String requestId) {}

  private Optional<Answer> perform(Exchange exchange, HttpRequest request, Caller caller) {
    Service service = exchange.service();
    Optional<Fault> fault = faults.meet(service.name(), exchange.operation(), caller);
    boolean lost = false;
    switch (fault.orElse(new Fault.Delay(Duration.ZERO))) {
      case Fault.Refusal(var status, var code, var message) ->
          throw new AwsError(status, code, message);
      case Fault.CommonRefusal(var error) ->
          throw error.because("The embedded AWS was told to fail this call");
      case Fault.LostRequest() -> {
        lock.hold(() -> announce(exchange, Optional.of(caller), 0, Optional.empty()));
        return Optional.empty();
      }
      case Fault.LostAnswer() -> lost = true;
      case Fault.Delay(var time) -> pause(time);
    }
    boolean answerIsLost = lost;
    return lock.hold(
        () -> {
          Answer answer = service.perform(new Service.Call(request, caller, exchange.requestId()));
          announce(
              exchange, Optional.of(caller), answerIsLost ? 0 : answer.status(), Optional.empty());
          return answerIsLost ? Optional.<Answer>empty() : Optional.of(answer);
        });
  }

  private Answer refuse(
      Exchange exchange, HttpRequest request, Optional<Caller> caller, AwsError error) {
    Answer answer = exchange.service().refuse(error, request, exchange.requestId());
    String code = error.in(exchange.service().dialect()).code();
    lock.hold(() -> announce(exchange, caller, answer.status(), Optional.of(code)));
    return answer;
  }

  private void announce(
      Exchange exchange, Optional<Caller> caller, int status, Optional<String> error) {
    announcer.answered(exchange.service(), exchange.operation(), caller, status, error);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The service that the signature is for; unsigned requests are told apart by their form. */
  private Service serviceOf(HttpRequest request) {
    String name;
    try {
      name = SignatureClaim.of(request).map(SignatureClaim::service).orElse("");
    } catch (AwsError e) {
      // The service will find the same, and say it in its own way.
      name = "";
    }
    if (name.isEmpty()) {
      name =
          request.header("x-amz-target").isPresent()
              ? "codepipeline"
              : request.header("content-type").orElse("").startsWith("application/x-www-form")
                  ? "iam"
                  : "s3";
    }
    Service known = services.get(name);
    return known == null ? new UnknownService(name) : known;
  }

  private static void send(HttpExchange exchange, String method, Answer answer) throws IOException {
    answer.headers().forEach(exchange.getResponseHeaders()::set);
    int size = answer.body().size();
    if (method.equals("HEAD") || size == 0) {
      if (method.equals("HEAD")) {
        exchange.getResponseHeaders().set("Content-Length", Integer.toString(size));
      }
      exchange.sendResponseHeaders(answer.status(), -1);
      return;
    }
    exchange.sendResponseHeaders(answer.status(), size);
    try (OutputStream out = exchange.getResponseBody()) {
      answer.body().writeTo(out);
    }
  }
}
