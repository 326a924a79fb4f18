package dev.policygate.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Bundles as administrators upload them. */
final class Bundles {

  /** What the gate lets pass. */
  static final String HARMLESS =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "ec2:RunInstances", "Resource": "*"}]}
      """;

  /** What it never does. */
  static final String EVERYTHING =
      """
      {"Version": "2012-10-17",
       "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]}
      """;

  private Bundles() {}

  /** A bundle of the policy with that name. */
  static byte[] of(String name, String policy) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      put(zip, "metadata.json", "{\"PolicyName\": \"%s\"}".formatted(name));
      put(zip, "policy.json", policy);
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
