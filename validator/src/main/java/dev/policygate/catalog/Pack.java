package dev.policygate.catalog;

import dev.policygate.catalog.GlobalConditionKey.Presence;
import dev.policygate.resource.BundledResources;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * The resource that {@code scripts/catalog} writes, which also describes its form: an index of the
 * services, a few tables, and a Deflate block for each service. Only what is asked for is read.
 *
 * <p>Plain loops throughout: this runs once, before anything is compiled, while a person waits.
 */
final class Pack {

  /**
   * A key prefix that is no service's, and the service that documents it: {@code saml}, {@code
   * sts}.
   */
  record Stray(String keyPrefix, String service) {}

  private static final String RESOURCE = "catalog/catalog.bin";
  private static final int MAGIC = 0x50474331;
  private static final int START = 8;
  private static final int INDEX = 24;
  private static final int ENTRY = 12;
  private static final Presence[] PRESENCES = Presence.values();

  private final byte[] bytes;
  private final int size;
  private final String date;
  private final Catalog.Source source;
  private final String digest;

  private Pack(byte[] bytes) {
    this.bytes = bytes;
    size = int32(bytes, START);
    Cursor head = new Cursor(bytes, INDEX + size * ENTRY);
    date = head.text();
    source = new Catalog.Source(head.text(), head.text(), head.text());
    digest = head.text();
  }

  static Pack read() {
    byte[] bytes = BundledResources.required(RESOURCE);
    if (bytes.length < START || int32(bytes, 0) != MAGIC) {
      throw new IllegalStateException(RESOURCE + " is of another version than this program");
    }
    if (bytes.length < int32(bytes, 4)) {
      throw new IllegalStateException(RESOURCE + " is cut short");
    }
    return new Pack(bytes);
  }

  String date() {
    return date;
  }

  Catalog.Source source() {
    return source;
  }

  /** SHA-256 of the text that {@code scripts/catalog --show} prints of all services. */
  String digest() {
    return digest;
  }

  List<String> prefixes() {
    String[] prefixes = new String[size];
    for (int i = 0; i < size; i++) {
      prefixes[i] = prefix(i);
    }
    return List.of(prefixes);
  }

  /** Where the service of that prefix stands in the index; negative where there is none. */
  int find(String prefix) {
    int low = 0;
    int high = size - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int order = prefix(middle).compareTo(prefix);
      if (order == 0) {
        return middle;
      }
      if (order < 0) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return -1;
  }

  Service service(int index) {
    String prefix = prefix(index);
    int start = entry(index, 4);
    int end = index + 1 < size ? entry(index + 1, 4) : bytes.length;
    byte[] block = new byte[entry(index, 8)];
    Inflater inflater = new Inflater(true);
    try {
      inflater.setInput(bytes, start, end - start);
      if (inflater.inflate(block) != block.length) {
        throw new IllegalStateException(RESOURCE + " is broken at " + prefix);
      }
    } catch (DataFormatException e) {
      throw new IllegalStateException(RESOURCE + " is broken at " + prefix, e);
    } finally {
      inflater.end();
    }
    return ServiceReader.read(prefix, block);
  }

  List<Stray> strays() {
    Cursor table = new Cursor(bytes, int32(bytes, 12));
    Stray[] strays = new Stray[table.number()];
    for (int i = 0; i < strays.length; i++) {
      strays[i] = new Stray(table.text(), table.text());
    }
    return List.of(strays);
  }

  List<GlobalConditionKey> globalKeys() {
    Cursor table = new Cursor(bytes, int32(bytes, 16));
    GlobalConditionKey[] keys = new GlobalConditionKey[table.number()];
    for (int i = 0; i < keys.length; i++) {
      ConditionKey key = table.conditionKey();
      int bits = table.number();
      keys[i] = new GlobalConditionKey(key, PRESENCES[bits >> 1], (bits & 1) != 0);
    }
    return List.of(keys);
  }

  List<AwsPartition> partitions() {
    Cursor table = new Cursor(bytes, int32(bytes, 20));
    AwsPartition[] partitions = new AwsPartition[table.number()];
    for (int i = 0; i < partitions.length; i++) {
      partitions[i] = new AwsPartition(table.text(), table.texts());
    }
    return List.of(partitions);
  }

  private String prefix(int index) {
    return new Cursor(bytes, entry(index, 0)).text();
  }

  private int entry(int index, int field) {
    return int32(bytes, INDEX + index * ENTRY + field);
  }

  private static int int32(byte[] bytes, int at) {
    return (bytes[at] << 24)
        | ((bytes[at + 1] & 0xFF) << 16)
        | ((bytes[at + 2] & 0xFF) << 8)
        | (bytes[at + 3] & 0xFF);
  }
}
