package dev.policygate.local;

import java.util.List;
import java.util.Optional;

/**
 * The part of a list that one answer holds.
 *
 * @param next where the next answer goes on; empty at the end
 */
record JsonPage<T>(List<T> items, Optional<String> next) {

  static <T> JsonPage<T> of(List<T> all, JsonInput input, int most) {
    int size = input.number("maxResults", 1, most).orElse(most);
    int from =
        input.optional("nextToken", Constraint.length(1, 2048)).map(JsonPage::read).orElse(0);
    if (from > all.size()) {
      throw invalid();
    }
    int to = Math.min(all.size(), from + size);
    return new JsonPage<>(
        all.subList(from, to),
        to < all.size() ? Optional.of(Integer.toString(to)) : Optional.empty());
  }

  JsonFields token(JsonFields output) {
    return output.text("nextToken", next);
  }

  private static int read(String token) {
    try {
      return Integer.parseUnsignedInt(token);
    } catch (NumberFormatException e) {
      throw invalid();
    }
  }

  private static AwsError invalid() {
    return new AwsError(400, "InvalidNextTokenException", "The next token is invalid");
  }
}
