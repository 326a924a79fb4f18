package dev.policygate.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bundles as administrators upload them. */
final class Bundles {

  private Bundles() {}

  /** One that the gate lets pass: it allows one action of EC2. */
  static byte[] harmless(String name, String action) {
    return of(name, statement("", action));
  }

  /** One that allows everything. */
  static byte[] everything(String name) {
    return of(name, statement("", "*"));
  }

  static String statement(String sid, String action) {
    return """
    {"Version": "2012-10-17",
     "Statement": [{"Sid": "%s", "Effect": "Allow", "Action": "%s", "Resource": "*"}]}
    """
        .formatted(sid, action)
        .replace("\"Sid\": \"\", ", "");
  }

  static byte[] of(String name, String policy) {
    return zip(
        Map.of("metadata.json", "{\"PolicyName\": \"%s\"}".formatted(name), "policy.json", policy));
  }

  static byte[] of(String name, String policy, String description) {
    return zip(
        Map.of(
            "metadata.json",
            "{\"PolicyName\": \"%s\", \"PolicyDescription\": \"%s\"}".formatted(name, description),
            "policy.json",
            policy));
  }

  /** Files by their names. */
  static byte[] zip(Map<String, String> files) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (var file : new TreeMap<>(files).entrySet()) {
        put(zip, file.getKey(), file.getValue());
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, String text) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(text.getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }
}
