package dev.policygate.local;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * The part of a list that one answer holds.
 *
 * @param marker where the next answer goes on; empty at the end
 */
record Page<T>(List<T> items, Optional<String> marker) {

  /** The part of {@code all} that {@code call} asks for; {@code key} tells its items apart. */
  static <T> Page<T> of(Collection<T> all, Function<T, String> key, QueryCall call) {
    int most = call.number("MaxItems", 1, 1000, 100);
    List<T> rest =
        call.optional("Marker", Constraint.MARKER)
            .map(marker -> after(marker, List.copyOf(all), key))
            .orElse(List.copyOf(all));
    return rest.size() <= most
        ? new Page<>(rest, Optional.empty())
        : new Page<>(rest.subList(0, most), Optional.of(encode(key.apply(rest.get(most - 1)))));
  }

  void write(Xml xml) {
    xml.text("IsTruncated", marker.isPresent()).text("Marker", marker);
  }

  private static <T> List<T> after(String marker, List<T> all, Function<T, String> key) {
    for (int i = 0; i < all.size(); i++) {
      if (encode(key.apply(all.get(i))).equals(marker)) {
        return all.subList(i + 1, all.size());
      }
    }
    throw CommonError.INVALID_INPUT.because("Invalid Marker.");
  }

  private static String encode(String key) {
    return Base64.getUrlEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
  }
}
