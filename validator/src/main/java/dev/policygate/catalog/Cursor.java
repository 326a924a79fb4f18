package dev.policygate.catalog;

import java.nio.charset.StandardCharsets;
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
    int left = bits & (MULTIVALUED - 1);
    ConditionKey.DataType[] types = new ConditionKey.DataType[Integer.bitCount(left)];
    for (int i = 0; i < types.length; i++) {
      types[i] = TYPES[Integer.numberOfTrailingZeros(left)];
      left &= left - 1;
    }
    return new ConditionKey(name, List.of(types), (bits & MULTIVALUED) != 0);
  }
}
