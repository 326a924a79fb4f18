package dev.policygate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Lambda's Runtime API, as a runtime interface client asks it for work.
 *
 * @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/runtimes-api.html">Lambda Developer
 *     Guide, Runtime API</a>
 */
final class RuntimeApi implements AutoCloseable {

  private static final String ROOT = "/2018-06-01/runtime/";

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final BlockingQueue<Invocation> waiting = new LinkedBlockingQueue<>();
  private final Map<String, Invocation> invocations = new ConcurrentHashMap<>();
  private final CompletableFuture<Init> initialized = new CompletableFuture<>();

  /**
   * How the runtime's start ended.
   *
   * @param problem what broke, or nothing
   * @param nanoTime when, by {@link System#nanoTime}
   */
  record Init(String problem, long nanoTime) {}

  /** How an invocation ended. */
  sealed interface Answer {}

  record Response(String body) implements Answer {}

  /** What the runtime says of what left the handler. */
  record Failure(String body) implements Answer {}

  private record Invocation(
      String id,
      String functionArn,
      String event,
      Instant deadline,
      CompletableFuture<Answer> answer) {}

  RuntimeApi() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.setExecutor(executor);
    server.createContext(ROOT, this::handle);
    server.start();
  }

  /** As {@code AWS_LAMBDA_RUNTIME_API} names it. */
  String address() {
    return "%s:%d".formatted(server.getAddress().getHostString(), server.getAddress().getPort());
  }

  /** Is completed when the runtime asks for its first work, or says what broke. */
  CompletableFuture<Init> initialized() {
    return initialized;
  }

  /** Hands an event to the runtime. */
  CompletableFuture<Answer> invoke(String functionArn, String event, Duration time) {
    Invocation invocation =
        new Invocation(
            UUID.randomUUID().toString(),
            functionArn,
            event,
            Instant.now().plus(time),
            new CompletableFuture<>());
    invocations.put(invocation.id(), invocation);
    waiting.add(invocation);
    return invocation.answer();
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (path.equals("invocation/next")) {
        initialized.complete(new Init("", System.nanoTime()));
        offer(exchange, waiting.take());
        return;
      }
      if (path.equals("init/error")) {
        initialized.complete(new Init(body, System.nanoTime()));
      } else {
        String[] parts = path.split("/", -1);
        Invocation invocation = invocations.remove(parts[1]);
        if (invocation != null) {
          invocation
              .answer()
              .complete(parts[2].equals("response") ? new Response(body) : new Failure(body));
        }
      }
      exchange.sendResponseHeaders(202, -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      exchange.close();
    }
  }

  private static void offer(HttpExchange exchange, Invocation invocation) throws IOException {
    var headers = exchange.getResponseHeaders();
    headers.set("Content-Type", "application/json");
    headers.set("Lambda-Runtime-Aws-Request-Id", invocation.id());
    headers.set("Lambda-Runtime-Invoked-Function-Arn", invocation.functionArn());
    headers.set("Lambda-Runtime-Deadline-Ms", Long.toString(invocation.deadline().toEpochMilli()));
    byte[] event = invocation.event().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, event.length);
    exchange.getResponseBody().write(event);
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
