package dev.policygate.catalog;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads what {@code scripts/catalog} writes: numbers as LEB128, texts with their length. */
final class Cursor {

  private static final ConditionKey.DataType[] TYPES = ConditionKey.DataType.values();
  private static final int MULTIVALUED = 1 << TYPES.length;

  private final byte[] bytes;
  private int at;

  Cursor(byte[] bytes, int at) {
    this.bytes = bytes;
    this.at = at;
  }

  int number() {
    int next = bytes[at++];
    int number = next & 0x7F;
    for (int shift = 7; next < 0; shift += 7) {
      next = bytes[at++];
      number |= (next & 0x7F) << shift;
    }
    return number;
  }

  String text() {
    int length = number();
    at += length;
    return new String(bytes, at - length, length, StandardCharsets.ISO_8859_1);
  }

  List<String> texts() {
    String[] texts = new String[number()];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = text();
    }
    return List.of(texts);
  }

  ConditionKey conditionKey() {
    String name = text();
    int bits = number();
    List<ConditionKey.DataType> types = new ArrayList<>(1);
    for (int i = 0; i < TYPES.length; i++) {
      if ((bits & (1 << i)) != 0) {
        types.add(TYPES[i]);
      }
    }
    return new ConditionKey(name, types, (bits & MULTIVALUED) != 0);
  }
}
