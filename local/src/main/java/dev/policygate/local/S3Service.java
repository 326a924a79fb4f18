package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** S3: finds the operation that method, address and query mean. */
final class S3Service implements Service {
  static final String NAMESPACE = "http://s3.amazonaws.com/doc/2006-03-01/";
  static final String XML = "application/xml";

  /** The headers whose meaning is known; any other {@code x-amz-} header is refused. */
  private static final Pattern KNOWN_HEADERS =
      Pattern.compile(
          "x-amz-(date|content-sha256|security-token|user-agent|expected-bucket-owner|te|trailer"
              + "|decoded-content-length|sdk-checksum-algorithm|checksum-(mode|type"
              + "|crc32|crc32c|crc64nvme|sha1|sha256)|meta-.+|trailer-signature"
              + "|server-side-encryption(-aws-kms-key-id|-bucket-key-enabled)?)");

  private static final Pattern CONDITIONAL_HEADERS =
      Pattern.compile("if-(match|none-match|modified-since|unmodified-since)");

  private final List<Route> routes;

  S3Service(List<Route> routes) {
    this.routes = List.copyOf(routes);
  }

  /** What an operation is about. */
  enum Level {
    SERVICE,
    BUCKET,
    OBJECT;

    static Level of(S3Address address) {
      return address.bucket().isEmpty() ? SERVICE : address.key().isEmpty() ? BUCKET : OBJECT;
    }
  }

  /**
   * An operation and the requests that mean it.
   *
   * @param subresource the query parameter that makes the request this one; empty when none does
   * @param query the other query parameters it knows
   */
  record Route(
      String operation,
      String method,
      Level level,
      String subresource,
      Set<String> query,
      Function<S3Call, Answer> work) {

    boolean fits(HttpRequest request, Level requested) {
      Set<String> names = names(request);
      return request.method().equals(method)
          && requested == level
          && (subresource.isEmpty() || names.remove(subresource))
          && query.containsAll(names);
    }
  }

  static Route route(
      String operation,
      String method,
      Level level,
      String subresource,
      Function<S3Call, Answer> work,
      String... query) {
    return new Route(operation, method, level, subresource, Set.of(query), work);
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Dialect dialect() {
    return Dialect.S3;
  }

  @Override
  public String operation(HttpRequest request) {
    Level level = Level.of(S3Address.of(request));
    return route(request, level)
        .map(Route::operation)
        .orElseGet(() -> request.method() + " " + level + names(request));
  }

  @Override
  public Answer perform(Call call) {
    HttpRequest request = call.request();
    S3Address address = S3Address.of(request);
    Route route =
        route(request, Level.of(address))
            .orElseThrow(
                () ->
                    CommonError.UNKNOWN_OPERATION.because(
                        "The embedded AWS does not know this operation of S3"));
    requireKnownHeaders(request);
    Answer answer =
        route.work().apply(new S3Call(request, call.caller(), address.bucket(), address.key()));
    return answer.with(Map.of("x-amz-request-id", call.requestId()));
  }

  @Override
  public Answer refuse(AwsError error, HttpRequest request, String requestId) {
    ErrorCode.Specific code = error.in(Dialect.S3);
    String document =
        Xml.document(
            "Error",
            "",
            xml ->
                xml.text("Code", code.code())
                    .text("Message", error.message())
                    .text("Resource", request.path())
                    .text("RequestId", requestId)
                    .text("HostId", requestId));
    Map<String, String> headers = new LinkedHashMap<>(error.headers());
    headers.put("x-amz-request-id", requestId);
    return Answer.of(code.status(), XML, bodyFor(request, document)).with(headers);
  }

  private static Bytes bodyFor(HttpRequest request, String document) {
    return request.method().equals("HEAD") ? Bytes.NONE : Bytes.of(document);
  }

  private Optional<Route> route(HttpRequest request, Level level) {
    return routes.stream().filter(route -> route.fits(request, level)).findFirst();
  }

  /** The names in the query, but for the one in which SDKs repeat the operation's name. */
  private static Set<String> names(HttpRequest request) {
    Set<String> names = new TreeSet<>();
    request.query().forEach(pair -> names.add(pair.getKey()));
    names.remove("x-id");
    return names;
  }

  private static void requireKnownHeaders(HttpRequest request) {
    for (String header : request.headers().keySet()) {
      boolean meaningful =
          header.startsWith("x-amz-") || CONDITIONAL_HEADERS.matcher(header).matches();
      if (meaningful && !KNOWN_HEADERS.matcher(header).matches()) {
        throw CommonError.UNKNOWN_OPERATION.because(
            "A header you provided implies functionality that is not implemented: " + header);
      }
    }
  }
}
