package dev.policygate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A sample policy and the report that is expected of it.
 *
 * @param name its place below the folder of samples
 * @param input a bundle as folder or archive, or a bare policy; it may be missing
 * @param report {@code NAME.expected.json} beside it; it may be missing
 */
record Sample(String name, Path input, Path report) {

  private static final String REPORT = ".expected.json";
  private static final String POLICY = "policy.json";

  /** All of them below a folder, sorted by name. */
  static List<Sample> below(Path folder) throws IOException {
    Map<String, Sample> samples = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted().toList()) {
        add(file, folder, samples);
      }
    }
    return List.copyOf(samples.values());
  }

  private static void add(Path file, Path folder, Map<String, Sample> samples) {
    String name = String.valueOf(file.getFileName());
    if (Files.isDirectory(file)) {
      if (Files.exists(file.resolve(POLICY)) && !file.equals(folder)) {
        put(file, name, folder, samples);
      }
    } else if (Files.exists(file.resolveSibling(POLICY)) && !folder.equals(file.getParent())) {
      // A file of a bundle.
      return;
    } else if (name.endsWith(REPORT)) {
      String base = name.substring(0, name.length() - REPORT.length());
      if (Stream.of("", ".zip", ".json")
          .noneMatch(e -> Files.exists(file.resolveSibling(base + e)))) {
        put(file.resolveSibling(base), base, folder, samples);
      }
    } else if (name.endsWith(".zip") || name.endsWith(".json")) {
      put(file, name.substring(0, name.lastIndexOf('.')), folder, samples);
    }
  }

  private static void put(Path input, String base, Path folder, Map<String, Sample> samples) {
    String name = folder.relativize(input).toString();
    samples.put(name, new Sample(name, input, input.resolveSibling(base + REPORT)));
  }
}
