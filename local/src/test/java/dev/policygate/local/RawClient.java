package dev.policygate.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.checksums.DefaultChecksumAlgorithm;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;

/**
 * Requests signed by the SDK's signer and then sent as they are, or changed on the way.
 *
 * @param payload how the signer is to treat the payload
 */
record RawClient(
    URI endpoint,
    AwsCredentialsIdentity credentials,
    String service,
    String region,
    Optional<Clock> clock,
    Payload payload) {

  /** The ways to sign a payload. */
  enum Payload {
    SIGNED,
    UNSIGNED,
    SIGNED_CHUNKS,
    SIGNED_CHUNKS_AND_TRAILER,
    UNSIGNED_CHUNKS_AND_TRAILER
  }

  /** What came back. */
  record Answered(int status, String body) {}

  /** A signed request on its way. */
  record Sent(String method, URI uri, Map<String, List<String>> headers, String body) {

    Sent withHeader(String name, String value) {
      Map<String, List<String>> more = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      more.putAll(headers);
      more.put(name, List.of(value));
      return new Sent(method, uri, more, body);
    }

    Sent withoutHeader(String name) {
      Map<String, List<String>> less = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
      less.putAll(headers);
      less.remove(name);
      return new Sent(method, uri, less, body);
    }

    Sent withBody(UnaryOperator<String> change) {
      return new Sent(method, uri, headers, change.apply(body));
    }

    Sent to(URI newUri) {
      return new Sent(method, newUri, headers, body);
    }
  }

  static RawClient of(Clients clients, String service) {
    return new RawClient(
        clients.endpoint(),
        clients.credentials(),
        service,
        "us-east-1",
        Optional.empty(),
        Payload.SIGNED);
  }

  RawClient with(AwsCredentialsIdentity newCredentials) {
    return new RawClient(endpoint, newCredentials, service, region, clock, payload);
  }

  RawClient in(String newRegion) {
    return new RawClient(endpoint, credentials, service, newRegion, clock, payload);
  }

  RawClient at(Clock newClock) {
    return new RawClient(endpoint, credentials, service, region, Optional.of(newClock), payload);
  }

  RawClient signing(Payload newPayload) {
    return new RawClient(endpoint, credentials, service, region, clock, newPayload);
  }

  Answered call(String method, String path, Map<String, String> headers, String body) {
    return call(method, path, headers, body, sent -> sent);
  }

  /** Signs a request, lets {@code change} have it, and sends it. */
  Answered call(
      String method,
      String path,
      Map<String, String> headers,
      String body,
      UnaryOperator<Sent> change) {
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(method))
            // The signer leaves payloads unsigned over TLS only. What it signs is the same.
            .uri(URI.create(endpoint.toString().replace("http:", "https:") + path));
    headers.forEach(request::putHeader);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(SignRequest.builder(credentials).applyMutation(settings(request, body)).build());
    return send(change.apply(sent(signed)));
  }

  private Consumer<SignRequest.Builder<AwsCredentialsIdentity>> settings(
      SdkHttpRequest.Builder request, String body) {
    boolean s3 = service.equals("s3");
    boolean trailer =
        payload == Payload.SIGNED_CHUNKS_AND_TRAILER
            || payload == Payload.UNSIGNED_CHUNKS_AND_TRAILER;
    return sign -> {
      sign.request(request.build())
          .payload(ContentStreamProvider.fromUtf8String(body))
          .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
          .putProperty(AwsV4HttpSigner.REGION_NAME, region)
          .putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !s3)
          .putProperty(AwsV4HttpSigner.NORMALIZE_PATH, !s3)
          .putProperty(
              AwsV4HttpSigner.PAYLOAD_SIGNING_ENABLED,
              payload != Payload.UNSIGNED && payload != Payload.UNSIGNED_CHUNKS_AND_TRAILER)
          .putProperty(
              AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, payload == Payload.SIGNED_CHUNKS || trailer);
      if (trailer) {
        sign.putProperty(AwsV4HttpSigner.CHECKSUM_ALGORITHM, DefaultChecksumAlgorithm.CRC32);
      }
      clock.ifPresent(given -> sign.putProperty(AwsV4HttpSigner.SIGNING_CLOCK, given));
    };
  }

  private static Sent sent(SignedRequest signed) {
    try {
      SdkHttpRequest request = signed.request();
      String body =
          signed.payload().isEmpty()
              ? ""
              : new String(
                  signed.payload().get().newStream().readAllBytes(), StandardCharsets.UTF_8);
      URI uri = URI.create(request.getUri().toString().replace("https:", "http:"));
      return new Sent(request.method().name(), uri, request.headers(), body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Answered send(Sent sent) {
    var request =
        java.net.http.HttpRequest.newBuilder(sent.uri())
            .method(sent.method(), BodyPublishers.ofString(sent.body()));
    sent.headers()
        .forEach(
            (name, values) -> {
              // The client writes these itself.
              if (!name.equalsIgnoreCase("host") && !name.equalsIgnoreCase("content-length")) {
                values.forEach(value -> request.header(name, value));
              }
            });
    try (HttpClient client = HttpClient.newHttpClient()) {
      var response = client.send(request.build(), BodyHandlers.ofString());
      return new Answered(response.statusCode(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  static Clock clockAt(Instant instant) {
    return Clock.fixed(instant, ZoneOffset.UTC);
  }
}
