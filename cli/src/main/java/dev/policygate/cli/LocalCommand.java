package dev.policygate.cli;

import dev.policygate.local.Credentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/** {@code policygate local}: keeps the embedded AWS running, to look around in it. */
final class LocalCommand {

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "local [--port N]",
              "Keeps the embedded AWS running, with a security account and a sandbox whose pipeline"
                  + " waits"
                  + " for s3://%s/%s. Prints what to export for the AWS CLI and the SDKs, then `ready`; ends"
                      .formatted(Scene.BUCKET, Scene.SOURCE_KEY)
                  + " on SIGTERM.")
          .value("port", "N", "to listen on; 4599 unless given, 0 picks one");

  private static final String DEFAULT_PORT = "4599";

  private final Console console;

  LocalCommand(Console console) {
    this.console = console;
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    parsed.get().nothingElse();
    int port = port(parsed.get().value("port").orElse(DEFAULT_PORT));
    try (Scene scene = Scene.set(port, _ -> {}, new InProcess(console.err()))) {
      print(scene);
      CountDownLatch stopped = new CountDownLatch(1);
      Runtime.getRuntime().addShutdownHook(new Thread(stopped::countDown));
      stopped.await();
      return Status.YES;
    } catch (BindException e) {
      throw new UsageException(
          "cannot listen on port %d (%s); choose another one with --port, or 0 for any that is free"
              .formatted(port, e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException("the embedded AWS does not start", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Status.YES;
    }
  }

  private static int port(String text) {
    try {
      int port = Integer.parseInt(text);
      if (port >= 0 && port <= 65_535) {
        return port;
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException("`%s` is no port".formatted(text));
  }

  private void print(Scene scene) {
    console.out().println("# the administrator of the sandbox, account " + Scene.SANDBOX);
    print(scene.aws().account(Scene.SANDBOX).administrator(), "");
    console.out().println("# the administrator of the security account, " + Scene.SECURITY);
    print(scene.aws().account(Scene.SECURITY).administrator(), "SECURITY_");
    console.out().println("export AWS_ENDPOINT_URL=" + scene.aws().endpoint());
    console.out().println("export AWS_REGION=" + scene.aws().region());
    console.out().println("export AWS_DEFAULT_REGION=" + scene.aws().region());
    console.out().println("export POLICY_GATE_BUCKET=" + Scene.BUCKET);
    console.out().println("export POLICY_GATE_PIPELINE=" + Scene.PIPELINE);
    console.out().println("ready");
    console.out().flush();
  }

  private void print(Credentials credentials, String prefix) {
    console
        .out()
        .println("export %sAWS_ACCESS_KEY_ID=%s".formatted(prefix, credentials.accessKeyId()));
    console
        .out()
        .println(
            "export %sAWS_SECRET_ACCESS_KEY=%s".formatted(prefix, credentials.secretAccessKey()));
  }
}
