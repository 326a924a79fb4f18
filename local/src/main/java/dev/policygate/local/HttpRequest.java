package dev.policygate.local;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One request as it came in, read whole; header names are in lower case.
 *
 * @param rawPath the path as sent, still percent-encoded
 * @param query the query's names and values, decoded, in their order
 */
record HttpRequest(
    String method,
    String rawPath,
    List<Map.Entry<String, String>> query,
    Map<String, List<String>> headers,
    Bytes body) {

  /** What a request may hold; far more than any bundle, far less than the heap. */
  private static final int LARGEST_BODY = 64 << 20;

  static HttpRequest read(HttpExchange exchange) throws IOException {
    Map<String, List<String>> headers = new TreeMap<>();
    exchange
        .getRequestHeaders()
        .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), List.copyOf(values)));
    try (InputStream in = exchange.getRequestBody()) {
      byte[] body = in.readNBytes(LARGEST_BODY + 1);
      if (body.length > LARGEST_BODY) {
        throw new IOException("The request's body is larger than " + LARGEST_BODY + " bytes");
      }
      var uri = exchange.getRequestURI();
      return new HttpRequest(
          exchange.getRequestMethod(),
          uri.getRawPath().isEmpty() ? "/" : uri.getRawPath(),
          parameters(uri.getRawQuery() == null ? "" : uri.getRawQuery()),
          headers,
          new Bytes(body));
    }
  }

  /** The pairs of a query string or of a form. */
  static List<Map.Entry<String, String>> parameters(String encoded) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    for (String pair : encoded.split("&", -1)) {
      if (!pair.isEmpty()) {
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        parameters.add(Map.entry(Percent.decodeForm(name), Percent.decodeForm(value)));
      }
    }
    return parameters;
  }

  Optional<String> header(String name) {
    List<String> values = headers.get(name);
    return values == null ? Optional.empty() : Optional.of(String.join(",", values));
  }

  Optional<String> queryValue(String name) {
    return query.stream().filter(p -> p.getKey().equals(name)).map(Map.Entry::getValue).findFirst();
  }

  String path() {
    return Percent.decode(rawPath);
  }

  /** The same request with {@code body} and the headers that came after it. */
  HttpRequest withPayload(Bytes decoded, Map<String, String> trailers) {
    Map<String, List<String>> all = new TreeMap<>(headers);
    trailers.forEach((name, value) -> all.put(name, List.of(value)));
    return new HttpRequest(method, rawPath, query, all, decoded);
  }
}
