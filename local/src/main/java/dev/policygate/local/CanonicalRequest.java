package dev.policygate.local;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The one form of a request that signature version 4 signs, however the request was written. */
final class CanonicalRequest {
  private CanonicalRequest() {}

  static String of(HttpRequest request, SignatureClaim claim) {
    String headers =
        claim.signedHeaders().stream()
            .map(name -> name + ":" + value(request, name) + "\n")
            .collect(Collectors.joining());
    return String.join(
        "\n",
        request.method(),
        Percent.encodePath(request.path()),
        query(request),
        headers,
        String.join(";", claim.signedHeaders()),
        request
            .header(SignedPayload.HASH_HEADER)
            .orElseGet(() -> request.body().hexDigest("SHA-256")));
  }

  private static String value(HttpRequest request, String name) {
    return request.headers().getOrDefault(name, List.of()).stream()
        .map(value -> value.strip().replaceAll(" +", " "))
        .collect(Collectors.joining(","));
  }

  private static String query(HttpRequest request) {
    List<Map.Entry<String, String>> encoded = new ArrayList<>();
    for (var pair : request.query()) {
      encoded.add(Map.entry(Percent.encode(pair.getKey()), Percent.encode(pair.getValue())));
    }
    encoded.sort(
        Comparator.comparing(Map.Entry<String, String>::getKey).thenComparing(Map.Entry::getValue));
    return encoded.stream()
        .map(pair -> pair.getKey() + "=" + pair.getValue())
        .collect(Collectors.joining("&"));
  }
}
