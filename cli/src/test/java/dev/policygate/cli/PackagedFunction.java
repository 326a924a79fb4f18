package dev.policygate.cli;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.api.client.AWSLambda;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import dev.policygate.local.JobInvoker;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import software.amazon.awssdk.utilslite.SdkInternalThreadLocal;

/**
 * Runs the function as Lambda does: the packaged archive, unpacked, in a JVM of its own that starts
 * AWS's runtime interface client. Nothing else is on that JVM's class path.
 */
final class PackagedFunction implements FunctionHost, AutoCloseable {

  private static final Path ARCHIVE = Path.of("..", "lambda", "target", "policy-checker.zip");
  private static final String HANDLER = "dev.policygate.lambda.PolicyChecker::handleRequest";
  private static final String NO_ACCOUNTS = "\"accounts\":{}";
  private static final String ACCOUNTS =
      """
      "accounts": {
        "222222222222": {
          "actionRole": "arn:aws:iam::111111111111:role/policy-gate-action-role-222222222222"
        }
      }\
      """;
  private static final Duration TIME = Duration.ofSeconds(60);

  /** As Lambda starts its java25 runtime. */
  static final List<String> AS_LAMBDA = java("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final List<String> java;
  private final Path task;
  private final Path output;
  private final RuntimeApi api;
  private String functionArn = "";
  private Optional<Process> process = Optional.empty();
  private long started;

  /** A function that runs as on Lambda. */
  PackagedFunction(Path folder) throws IOException {
    this(folder, AS_LAMBDA);
  }

  /**
   * The function as this build packages it.
   *
   * @param java the command that starts a JVM, with its options
   */
  PackagedFunction(Path folder, List<String> java) throws IOException {
    this(folder, java, ARCHIVE);
  }

  /**
   * Unpacks a function into {@code folder} and registers the sandbox in its profiles.
   *
   * @param java the command that starts a JVM, with its options
   * @param archive as it is uploaded
   */
  PackagedFunction(Path folder, List<String> java, Path archive) throws IOException {
    this.java = List.copyOf(java);
    task = Files.createDirectory(folder.resolve("task"));
    output = folder.resolve("output.txt");
    api = new RuntimeApi();
    unpack(archive);
    Path profiles = task.resolve("profiles.json");
    String shipped = Files.readString(profiles);
    if (!shipped.contains(NO_ACCOUNTS)) {
      throw new AssertionError("The shipped profiles register accounts");
    }
    Files.writeString(profiles, shipped.replace(NO_ACCOUNTS, ACCOUNTS));
  }

  /** The command for a JVM of the kind that runs the tests. */
  static List<String> java(String... options) {
    return Stream.concat(
            Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()),
            Stream.of(options))
        .toList();
  }

  @Override
  public JobInvoker start(Deployment deployment) {
    functionArn = deployment.functionArn();
    List<String> command = new ArrayList<>(java);
    command.addAll(List.of("-cp", runtimeClassPath(), AWSLambda.class.getName(), HANDLER));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(task.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    Map<String, String> environment = builder.environment();
    environment.clear();
    environment.putAll(deployment.environment());
    environment.putAll(
        Map.of(
            "AWS_LAMBDA_RUNTIME_API",
            api.address(),
            "_HANDLER",
            HANDLER,
            "LAMBDA_TASK_ROOT",
            task.toString(),
            "AWS_LAMBDA_FUNCTION_NAME",
            "PolicyChecker",
            "AWS_LAMBDA_FUNCTION_VERSION",
            "$LATEST",
            "AWS_LAMBDA_FUNCTION_MEMORY_SIZE",
            "1024",
            "AWS_LAMBDA_LOG_GROUP_NAME",
            "/aws/lambda/PolicyChecker",
            "AWS_LAMBDA_LOG_STREAM_NAME",
            "test",
            // Whoever runs the tests may have settings of AWS; Lambda has none.
            "AWS_CONFIG_FILE",
            task.resolve("none").toString(),
            "AWS_SHARED_CREDENTIALS_FILE",
            task.resolve("none").toString()));
    started = System.nanoTime();
    try {
      process = Optional.of(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return event -> {
      if (invoke(event) instanceof RuntimeApi.Failure(var body)) {
        throw new InvocationFailed(body);
      }
    };
  }

  /** The runtime said that the invocation failed. */
  static final class InvocationFailed extends Exception {
    private static final long serialVersionUID = 1;

    InvocationFailed(String body) {
      super(body);
    }
  }

  RuntimeApi.Answer invoke(byte[] event) throws Exception {
    var answer = api.invoke(functionArn, new String(event, StandardCharsets.UTF_8), TIME);
    var death = process.orElseThrow().onExit();
    CompletableFuture.anyOf(answer, death).get(TIME.toSeconds(), TimeUnit.SECONDS);
    if (!answer.isDone()) {
      throw new AssertionError(
          "The process ended with %d: %s".formatted(death.get().exitValue(), output()));
    }
    return answer.get();
  }

  /**
   * Waits until the function is ready for its first event.
   *
   * @return the time from the start of its process on
   */
  Duration awaitInit() throws Exception {
    RuntimeApi.Init init = api.initialized().get(TIME.toSeconds(), TimeUnit.SECONDS);
    if (!init.problem().isEmpty()) {
      throw new AssertionError("The function does not start: " + init.problem());
    }
    return Duration.ofNanos(init.nanoTime() - started);
  }

  ProcessHandle process() {
    return process.orElseThrow().toHandle();
  }

  /** All that the process has written. */
  String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void unpack(Path archive) throws IOException {
    if (!Files.isRegularFile(archive)) {
      throw new AssertionError("There is no %s: `mvn package` makes it".formatted(archive));
    }
    try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
      for (ZipEntry entry : zip.stream().toList()) {
        Path target = task.resolve(entry.getName()).normalize();
        if (entry.isDirectory()) {
          Files.createDirectories(target);
        } else {
          Files.createDirectories(target.resolveSibling("."));
          Files.copy(zip.getInputStream(entry), target);
        }
      }
    }
  }

  /** What Lambda has on the class path: the client and what it needs itself. */
  private static String runtimeClassPath() {
    return Stream.of(
            AWSLambda.class, PojoSerializer.class, LambdaLogger.class, SdkInternalThreadLocal.class)
        .map(PackagedFunction::jarOf)
        .distinct()
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static String jarOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    process.ifPresent(Process::destroyForcibly);
    api.close();
  }
}
