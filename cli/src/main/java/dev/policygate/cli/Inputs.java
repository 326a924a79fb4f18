package dev.policygate.cli;

import dev.policygate.bundle.Bundle;
import dev.policygate.bundle.BundleReader;
import dev.policygate.bundle.BundleResult;
import dev.policygate.bundle.BundleRules;
import dev.policygate.bundle.Metadata;
import dev.policygate.bundle.Texts;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what {@code check} and its like are given: bundles as folder or archive, and bare policies.
 */
final class Inputs {

  // Plain files, not those of java.nio.file: a JVM that has just started pays for what these bring.

  /** Larger than any archive or policy that is accepted. */
  private static final int MOST_BYTES = 4 << 20;

  private static final byte[] NOTHING = {};

  /** Stands for what the JVM could not make out of an argument. */
  private static final char UNDECODED = '\uFFFD';

  private final Console console;

  Inputs(Console console) {
    this.console = console;
  }

  /** What an input turned out to be. */
  sealed interface Input {

    /** Why it cannot be used; nothing where it can. */
    List<Finding> findings();

    /** The files that findings point into, by name. */
    Map<String, String> texts();
  }

  /** A policy, with what it is to be called if it came in a bundle. */
  record Usable(Policy policy, Optional<Metadata> metadata, Map<String, String> texts)
      implements Input {
    @Override
    public List<Finding> findings() {
      return List.of();
    }
  }

  /** No valid policy, or no valid bundle. */
  record Refused(List<Finding> findings, Map<String, String> texts) implements Input {}

  /** What cannot be opened, or is no JSON, or no archive. */
  record Unreadable(List<Finding> findings, Map<String, String> texts) implements Input {}

  /**
   * Reads one input, whatever it holds.
   *
   * @param name a path, or {@code -} for standard input
   */
  Input read(String name) {
    try {
      if (name.equals("-")) {
        return ofBytes(console.in().readNBytes(MOST_BYTES), name);
      }
      File file = new File(name);
      if (file.isDirectory()) {
        return ofBundle(BundleReader.readFiles(filesOf(file), name));
      }
      if (!file.exists()) {
        return unreadable(
            name,
            name.indexOf(UNDECODED) < 0
                ? "there is no such file"
                : "its name is not of the locale's encoding; give what it says as `-`");
      }
      if (!file.isFile() && !isHandedOver(name)) {
        return unreadable(name, "it is no file and may never end; give what it says as `-`");
      }
      try (InputStream in = new FileInputStream(file)) {
        return ofBytes(in.readNBytes(MOST_BYTES), name);
      }
    } catch (IOException e) {
      return unreadable(name, "it cannot be read (" + e.getMessage() + ")");
    }
  }

  /** Whether it is a pipe or the like that a shell hands over: those have a writer. */
  private static boolean isHandedOver(String name) {
    return name.startsWith("/dev/") || name.startsWith("/proc/");
  }

  private static Input unreadable(String name, String problem) {
    return new Unreadable(
        List.of(BundleRules.UNREADABLE_INPUT.at(Location.of(name), problem)), Map.of());
  }

  /**
   * What lies in a folder, by name: the two files of a bundle with what they say, all others empty.
   * The name of a folder ends with a slash, as in an archive.
   */
  static Map<String, byte[]> filesOf(File folder) throws IOException {
    String[] names = folder.list();
    if (names == null) {
      throw new IOException("the folder cannot be listed");
    }
    Arrays.sort(names);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (String name : names) {
      File file = new File(folder, name);
      if (file.isDirectory()) {
        files.put(name + "/", NOTHING);
      } else if (isOfABundle(name) && file.isFile()) {
        try (InputStream in = new FileInputStream(file)) {
          files.put(name, in.readNBytes(MOST_BYTES));
        }
      } else {
        files.put(name, NOTHING);
      }
    }
    return files;
  }

  static boolean isOfABundle(String name) {
    return name.equals(Bundle.POLICY_FILE) || name.equals(Bundle.METADATA_FILE);
  }

  private static Input ofBytes(byte[] bytes, String name) {
    boolean archive =
        name.toLowerCase(java.util.Locale.ROOT).endsWith(".zip")
            || (bytes.length > 1 && bytes[0] == 'P' && bytes[1] == 'K');
    if (archive) {
      return ofBundle(BundleReader.read(bytes, name));
    }
    // What is refused for its size has no line to show, and would be kept until the last verdict.
    Map<String, String> texts =
        bytes.length > BundleReader.MAX_POLICY_BYTES
            ? Map.of()
            : Map.of(name, new String(bytes, StandardCharsets.UTF_8));
    ParseResult parsed = BundleReader.readPolicy(bytes, name);
    if (parsed instanceof ParseResult.Parsed(var policy)) {
      return new Usable(policy, Optional.empty(), texts);
    }
    if (parsed instanceof ParseResult.Refused(var findings)) {
      return new Refused(findings, texts);
    }
    return new Unreadable(List.of(((ParseResult.Unreadable) parsed).finding()), texts);
  }

  static Input ofBundle(BundleResult result) {
    if (result instanceof BundleResult.Read(var bundle, Texts texts)) {
      return new Usable(bundle.policy(), Optional.of(bundle.metadata()), texts.byFile());
    }
    if (result instanceof BundleResult.Refused(var findings, Texts texts)) {
      return new Refused(findings, texts.byFile());
    }
    BundleResult.Unreadable unreadable = (BundleResult.Unreadable) result;
    return new Unreadable(unreadable.findings(), unreadable.texts().byFile());
  }
}
