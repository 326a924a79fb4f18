package dev.policygate.catalog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PackTest {

  private static final int BOUND = 400_000;
  private static final Path TABLES = Path.of("../scripts/catalog-tables");

  private final Catalog catalog = Catalog.bundled();

  @Test
  void staysSmall() throws IOException {
    try (InputStream in = Pack.class.getResourceAsStream("catalog.bin")) {
      assertThat(in).isNotNull();
      assertThat(in.readAllBytes()).hasSizeBetween(300_000, BOUND);
    }
  }

  /**
   * The script takes the digest from the source, before packing; here it is taken from what the
   * library reads. Equal digests mean that not one fact was lost, added or changed on the way.
   */
  @Test
  void saysOfEveryServiceWhatTheSourceSays() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    for (String prefix : catalog.services()) {
      for (String line : lines(catalog.service(prefix).orElseThrow())) {
        digest.update((line.stripTrailing() + "\n").getBytes(ISO_8859_1));
      }
    }
    assertThat(HexFormat.of().formatHex(digest.digest())).isEqualTo(Pack.read().digest());
  }

  @Test
  void holdsTheGlobalKeysOfTheTable() throws IOException {
    assertThat(catalog.globalConditionKeys())
        .map(PackTest::row)
        .containsExactlyElementsOf(rows("global-condition-keys.tsv"));
  }

  @Test
  void holdsThePartitionsOfTheTable() throws IOException {
    assertThat(catalog.partitions())
        .map(partition -> partition.name() + "\t" + String.join(" ", partition.regions()))
        .containsExactlyElementsOf(rows("partitions.tsv"));
  }

  /** As {@code scripts/catalog --show} prints it. */
  private static List<String> lines(Service service) {
    List<String> lines = new ArrayList<>();
    lines.add("service\t%s\t%s".formatted(service.prefix(), service.name()));
    for (ConditionKey key : service.conditionKeys()) {
      lines.add("key\t%s\t%s\t%s".formatted(key.name(), types(key), values(key)));
    }
    for (ResourceType type : service.resourceTypes()) {
      String arns = type.arns().stream().map(ArnTemplate::text).collect(Collectors.joining(" "));
      lines.add("resource\t%s\t%s\t%s".formatted(type.name(), arns, names(type.conditionKeys())));
    }
    for (Action action : service.actions()) {
      assertThat(action.service()).isEqualTo(service.prefix());
      lines.add(
          "action\t%s\t%s\t%s"
              .formatted(action.name(), action.accessLevel(), names(action.conditionKeys())));
      for (ActionResource taken : action.resourceTypes()) {
        lines.add(
            "takes\t%s\t%s\t%s"
                .formatted(
                    taken.type().name(),
                    taken.required() ? "required" : "optional",
                    names(taken.conditionKeys())));
      }
    }
    return lines;
  }

  private static String row(GlobalConditionKey global) {
    String presence =
        switch (global.presence()) {
          case ALWAYS -> "always";
          case MOST_ACTIONS -> "most";
          case SOMETIMES -> "sometimes";
        };
    return "%s\t%s\t%s\t%s%s"
        .formatted(
            global.key().name(),
            types(global.key()),
            values(global.key()),
            presence,
            global.sensitive() ? "\tsensitive" : "");
  }

  private static String types(ConditionKey key) {
    return key.types().stream()
        .map(type -> type.name().toUpperCase(Locale.ROOT))
        .collect(Collectors.joining(" "));
  }

  private static String values(ConditionKey key) {
    return key.multivalued() ? "many" : "one";
  }

  private static String names(List<ConditionKey> keys) {
    return keys.stream().map(ConditionKey::name).collect(Collectors.joining(" "));
  }

  private static List<String> rows(String table) throws IOException {
    return Files.readAllLines(TABLES.resolve(table)).stream()
        .filter(line -> !line.isEmpty() && !line.startsWith("#"))
        .toList();
  }
}
