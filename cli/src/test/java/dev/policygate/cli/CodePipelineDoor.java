package dev.policygate.cli;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * Stands before the embedded CodePipeline and lets in who has credentials of another AWS: it finds
 * out whose they are, and hands each call on as the same role of the embedded AWS.
 */
final class CodePipelineDoor implements AutoCloseable {

  private static final Pattern ACCESS_KEY = Pattern.compile("Credential=([^/]+)/");
  private static final int FORBIDDEN = 403;

  private final HttpServer server;
  private final SdkHttpClient http = UrlConnectionHttpClient.create();
  private final URI codePipeline;
  private final Function<AwsSessionCredentials, Optional<AwsSessionCredentials>> exchange;

  /**
   * Opens the door.
   *
   * @param codePipeline where the embedded one is
   * @param exchange the embedded credentials for foreign ones, whose secret is not known; empty
   *     when nobody has them
   */
  CodePipelineDoor(
      URI codePipeline, Function<AwsSessionCredentials, Optional<AwsSessionCredentials>> exchange)
      throws IOException {
    this.codePipeline = codePipeline;
    this.exchange = exchange;
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 0);
    server.createContext("/", this::handle);
    server.start();
  }

  URI endpoint() {
    return URI.create(
        "http://%s:%d"
            .formatted(server.getAddress().getHostString(), server.getAddress().getPort()));
  }

  private void handle(HttpExchange call) throws IOException {
    byte[] body = call.getRequestBody().readAllBytes();
    Optional<AwsSessionCredentials> credentials = credentials(call).flatMap(exchange);
    if (credentials.isEmpty()) {
      call.sendResponseHeaders(FORBIDDEN, -1);
    } else {
      HttpExecuteResponse answer = handOn(call, body, credentials.get());
      byte[] text = answer.responseBody().orElseThrow().readAllBytes();
      answer
          .httpResponse()
          .firstMatchingHeader("x-amzn-ErrorType")
          .ifPresent(error -> call.getResponseHeaders().set("x-amzn-ErrorType", error));
      call.sendResponseHeaders(answer.httpResponse().statusCode(), text.length);
      call.getResponseBody().write(text);
    }
    call.close();
  }

  private static Optional<AwsSessionCredentials> credentials(HttpExchange call) {
    Matcher key =
        ACCESS_KEY.matcher(String.valueOf(call.getRequestHeaders().getFirst("Authorization")));
    String token = call.getRequestHeaders().getFirst("X-Amz-Security-Token");
    return key.find() && token != null
        ? Optional.of(AwsSessionCredentials.create(key.group(1), "unknown", token))
        : Optional.empty();
  }

  private HttpExecuteResponse handOn(
      HttpExchange call, byte[] body, AwsSessionCredentials credentials) throws IOException {
    SdkHttpRequest request =
        SdkHttpRequest.builder()
            .uri(codePipeline)
            .method(SdkHttpMethod.POST)
            .putHeader("Content-Type", call.getRequestHeaders().getFirst("Content-Type"))
            .putHeader("X-Amz-Target", call.getRequestHeaders().getFirst("X-Amz-Target"))
            .build();
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(
                sign ->
                    sign.identity(credentials)
                        .request(request)
                        .payload(ContentStreamProvider.fromByteArray(body))
                        .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, "codepipeline")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "us-east-1"));
    return http.prepareRequest(
            HttpExecuteRequest.builder()
                .request(signed.request())
                .contentStreamProvider(signed.payload().orElseThrow())
                .build())
        .call();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
