package dev.policygate.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Prints what a program that has just started pays for the catalogue, in microseconds. One fresh
 * process for each figure: see {@code docs/catalogue.md} for the command.
 */
final class LoadTime {

  private LoadTime() {}

  /**
   * Takes the prefixes of services, in the order in which they are to be read; {@code *} is all.
   */
  @SuppressWarnings("SystemOut" /* it is a program */)
  public static void main(String[] prefixes) throws IOException {
    // What the first look into a jar costs is not the catalogue's: every program pays it once.
    try (InputStream other = Catalog.class.getResourceAsStream("Catalog.class")) {
      if (other == null) {
        throw new IllegalStateException("no class file");
      }
      other.readAllBytes();
    }
    long start = System.nanoTime();
    Catalog catalog = Catalog.bundled();
    StringBuilder line = new StringBuilder();
    append(line, "open", start);
    for (String prefix : prefixes) {
      long before = System.nanoTime();
      if (prefix.equals("*")) {
        for (String each : catalog.services()) {
          catalog.service(each);
        }
        append(line, "all", before);
      } else if (prefix.equals("aws")) {
        Optional<GlobalConditionKey> key = catalog.globalConditionKey("aws:PrincipalArn");
        append(line, key.isPresent() ? "global keys" : "no global keys", before);
      } else {
        Optional<Service> service = catalog.service(prefix);
        append(line, service.isPresent() ? prefix : "no ".concat(prefix), before);
      }
    }
    System.out.println(line);
  }

  private static void append(StringBuilder line, String what, long since) {
    line.append(what).append(' ').append((System.nanoTime() - since) / 1_000).append("  ");
  }
}
