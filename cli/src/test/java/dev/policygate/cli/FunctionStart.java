package dev.policygate.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Measures the packaged function under Lambda's own client, a new process each time: how long until
 * it asks for work, how long its first job takes and its later ones, and how much memory it needs.
 * {@code scripts/measure-function} runs it.
 */
final class FunctionStart {

  private static final int LATER_JOBS = 10;
  private static final long KIB_PER_MIB = 1024;

  private FunctionStart() {}

  /**
   * One process.
   *
   * @param init from its start until it asks for work
   * @param later the median of its later jobs
   * @param peakMib its largest resident set
   */
  private record Sample(Cost init, Cost first, double later, double peakMib) {}

  /** Milliseconds on the clock, and of processors: the latter hardly depends on what else runs. */
  private record Cost(double wall, double cpu) {}

  /**
   * Prints a table for each way to start.
   *
   * @param args how many processes of each
   */
  public static void main(String[] args) throws Exception {
    int runs = Integer.parseInt(args[0]);
    Map<String, List<String>> ways = new LinkedHashMap<>();
    ways.put("as Lambda starts it", PackagedFunction.AS_LAMBDA);
    ways.put("the same, on one core", onOneCore(PackagedFunction.AS_LAMBDA));
    ways.put("the JVM's own defaults", PackagedFunction.java());
    Map<String, List<Sample>> samples = new LinkedHashMap<>();
    // The first round warms the embedded AWS and does not count.
    for (int run = 0; run <= runs; run++) {
      for (var way : ways.entrySet()) {
        Sample sample = measure(way.getValue());
        if (run > 0) {
          samples.computeIfAbsent(way.getKey(), _ -> new ArrayList<>()).add(sample);
        }
      }
    }
    System.out.println(
        "| started | init ms | init CPU ms | first job ms | first job CPU ms | later job ms | peak"
            + " MiB |");
    System.out.println("| --- | --- | --- | --- | --- | --- | --- |");
    samples.forEach(
        (way, measured) ->
            System.out.printf(
                "| %s | %s | %s | %s | %s | %s | %s |%n",
                way,
                spread(measured.stream().map(sample -> sample.init().wall())),
                spread(measured.stream().map(sample -> sample.init().cpu())),
                spread(measured.stream().map(sample -> sample.first().wall())),
                spread(measured.stream().map(sample -> sample.first().cpu())),
                spread(measured.stream().map(Sample::later)),
                spread(measured.stream().map(Sample::peakMib))));
    System.exit(0);
  }

  private static List<String> onOneCore(List<String> java) {
    return Stream.concat(Stream.of("taskset", "-c", "0"), java.stream()).toList();
  }

  private static Sample measure(List<String> java) throws Exception {
    Path folder = Files.createTempDirectory("function-start");
    List<Double> jobs = Collections.synchronizedList(new ArrayList<>());
    try (PackagedFunction function = new PackagedFunction(folder, java);
        Rehearsal rehearsal =
            Rehearsal.of(
                _ ->
                    deployment -> {
                      var invoker = function.start(deployment);
                      return event -> {
                        long begin = System.nanoTime();
                        invoker.invoke(event);
                        jobs.add(millis(Duration.ofNanos(System.nanoTime() - begin)));
                      };
                    })) {
      Cost init = new Cost(millis(function.awaitInit()), cpu(function));
      double afterFirst = init.cpu();
      for (int job = 0; job <= LATER_JOBS; job++) {
        String outcome =
            rehearsal.submit(Bundles.harmless("Team" + job, "ec2:RunInstances")).outcome();
        if (!outcome.equals("Created")) {
          throw new IllegalStateException("not created: " + function.output());
        }
        if (job == 0) {
          afterFirst = cpu(function);
        }
      }
      return new Sample(
          init,
          new Cost(jobs.getFirst(), afterFirst - init.cpu()),
          median(jobs.subList(1, jobs.size())),
          peakMib(function.process().pid()));
    } finally {
      delete(folder);
    }
  }

  private static double cpu(PackagedFunction function) {
    return millis(function.process().info().totalCpuDuration().orElseThrow());
  }

  private static double peakMib(long pid) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("/proc/%d/status".formatted(pid)))) {
      String peak = lines.filter(line -> line.startsWith("VmHWM:")).findFirst().orElseThrow();
      return Double.parseDouble(peak.replaceAll("[^0-9]", "")) / KIB_PER_MIB;
    }
  }

  private static double millis(Duration time) {
    return time.toNanos() / 1e6;
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static String spread(Stream<Double> values) {
    List<Double> sorted = values.sorted().toList();
    return String.format(
        Locale.ROOT, "%.0f (%.0f to %.0f)", median(sorted), sorted.getFirst(), sorted.getLast());
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted(Collections.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
