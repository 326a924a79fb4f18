package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.Map;

/** What goes back to a client; {@code body} is left out for HEAD, its length is not. */
record Answer(int status, Map<String, String> headers, Bytes body) {

  static Answer of(int status, String contentType, Bytes body) {
    return new Answer(status, Map.of("Content-Type", contentType), body);
  }

  static Answer empty(int status) {
    return new Answer(status, Map.of(), Bytes.NONE);
  }

  Answer with(Map<String, String> more) {
    Map<String, String> all = new LinkedHashMap<>(headers);
    all.putAll(more);
    return new Answer(status, all, body);
  }
}
