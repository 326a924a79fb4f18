package dev.policygate.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;

class BundleArchiveTest {

  private static final byte[] POLICY =
      bytes(
          "{\"Version\": \"2012-10-17\", \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:*\", \"Resource\": \"*\"}}");
  private static final byte[] METADATA = bytes("{\"PolicyName\": \"Team\"}");

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] archive(String first, String second) {
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : new String[] {first, second}) {
      files.put(name, name.equals("policy.json") ? POLICY : METADATA);
    }
    return BundleArchive.of(files);
  }

  @Test
  void isABundle() {
    assertThat(BundleReader.read(archive("policy.json", "metadata.json"), "policy.zip"))
        .isInstanceOf(BundleResult.Read.class);
  }

  @Test
  void isTheSameWhateverTheOrderTheZoneAndTheDay() throws Exception {
    TimeZone zone = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
      byte[] there = archive("policy.json", "metadata.json");
      TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
      assertThat(archive("metadata.json", "policy.json")).isEqualTo(there);
      assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(there)))
          .isEqualTo("012e49ef608f7d28459044b9d03c56269a50ebb2a002b49726870d7f952ce0f0");
    } finally {
      TimeZone.setDefault(zone);
    }
  }
}
