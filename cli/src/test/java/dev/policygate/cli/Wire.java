package dev.policygate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is between the function and the embedded AWS: it remembers all that passes, and can answer a
 * call with an error that quotes the whole request, credentials included, as AWS does where a
 * signature does not match.
 */
final class Wire implements AutoCloseable {

  private static final Pattern QUERY_ACTION = Pattern.compile("(?:^|&)Action=(\\w+)");
  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 ([0-9]{3})");
  private static final Set<String> OF_THE_CONNECTION =
      Set.of("connection", "content-length", "date", "transfer-encoding");

  private final HttpServer server;
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private final List<String> passed = new ArrayList<>();
  private Optional<URI> aws = Optional.empty();
  private Optional<Quotation> quotation = Optional.empty();

  /**
   * An error for every call of an operation, with the request as its message.
   *
   * @param whole the request line, the headers and the body; or the body alone
   */
  record Quotation(String operation, int status, String code, boolean whole) {}

  Wire() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.setExecutor(executor);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Leads to {@code destination} from now on; returns where the wire begins. */
  synchronized URI to(URI destination) {
    aws = Optional.of(destination);
    return URI.create(
        "http://%s:%d"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  synchronized void answerWith(Optional<Quotation> newQuotation) {
    quotation = newQuotation;
  }

  /** All answers so far. */
  synchronized String answers() {
    return String.join("\n", passed);
  }

  private synchronized Optional<Quotation> quotationFor(String operation) {
    return quotation.filter(quoting -> quoting.operation().equals(operation));
  }

  private synchronized void remember(byte[] answer) {
    passed.add(new String(answer, StandardCharsets.UTF_8));
  }

  private void handle(HttpExchange call) throws IOException {
    try (call) {
      byte[] body = call.getRequestBody().readAllBytes();
      String operation = operation(call, body);
      Optional<Quotation> quoting = quotationFor(operation);
      if (quoting.isPresent()) {
        byte[] answer = quoted(call, body, quoting.get());
        call.sendResponseHeaders(quoting.get().status(), answer.length);
        call.getResponseBody().write(answer);
      } else {
        pass(call, body);
      }
    }
  }

  private static String operation(HttpExchange call, byte[] body) {
    String target = call.getRequestHeaders().getFirst("X-Amz-Target");
    if (target != null) {
      return target.substring(target.indexOf('.') + 1);
    }
    Matcher action = QUERY_ACTION.matcher(new String(body, StandardCharsets.UTF_8));
    return action.find() ? action.group(1) : "GetObject";
  }

  private static byte[] quoted(HttpExchange call, byte[] body, Quotation quoting)
      throws IOException {
    ByteArrayOutputStream request = new ByteArrayOutputStream();
    if (quoting.whole()) {
      writeHead(call, request);
    }
    request.write(body);
    String message =
        request.toString(StandardCharsets.UTF_8).replace("&", "&amp;").replace("<", "&lt;");
    String answer;
    if (call.getRequestHeaders().containsKey("X-Amz-Target")) {
      call.getResponseHeaders().set("x-amzn-ErrorType", quoting.code());
      answer =
          "{\"__type\": \"%s\", \"message\": \"%s\"}"
              .formatted(
                  quoting.code(),
                  message.replace("\\", "\\\\").replace("\"", "\\\"").replace("\r\n", "\\n"));
    } else {
      String error =
          "<Error><Code>%s</Code><Message>%s</Message></Error>".formatted(quoting.code(), message);
      answer =
          call.getRequestMethod().equals("GET")
              ? error
              : "<ErrorResponse>" + error + "</ErrorResponse>";
    }
    return answer.getBytes(StandardCharsets.UTF_8);
  }

  /** By a bare socket, as the host that was signed must be sent on, which no client does. */
  private void pass(HttpExchange call, byte[] body) throws IOException {
    URI destination;
    synchronized (this) {
      destination = aws.orElseThrow();
    }
    byte[] answer;
    try (Socket socket = new Socket(destination.getHost(), destination.getPort())) {
      writeHead(call, socket.getOutputStream());
      socket.getOutputStream().write(body);
      answer = socket.getInputStream().readAllBytes();
    }
    remember(answer);
    String head = new String(answer, StandardCharsets.ISO_8859_1);
    int end = head.indexOf("\r\n\r\n");
    Matcher status = STATUS.matcher(head);
    if (end < 0 || !status.lookingAt()) {
      return;
    }
    head.substring(0, end)
        .lines()
        .skip(1)
        .map(line -> line.split(": ", 2))
        .filter(header -> !OF_THE_CONNECTION.contains(header[0].toLowerCase(Locale.ROOT)))
        .forEach(header -> call.getResponseHeaders().add(header[0], header[1]));
    int length = answer.length - end - 4;
    call.sendResponseHeaders(Integer.parseInt(status.group(1)), length == 0 ? -1 : length);
    call.getResponseBody().write(answer, end + 4, length);
  }

  private static void writeHead(HttpExchange call, OutputStream to) throws IOException {
    StringBuilder head = new StringBuilder();
    head.append(call.getRequestMethod()).append(' ').append(call.getRequestURI().toASCIIString());
    head.append(" HTTP/1.1\r\n");
    call.getRequestHeaders()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("Connection")) {
                values.forEach(
                    value -> head.append(name).append(": ").append(value).append("\r\n"));
              }
            });
    head.append("Connection: close\r\n\r\n");
    to.write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
