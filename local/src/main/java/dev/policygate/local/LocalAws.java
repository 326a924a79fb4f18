package dev.policygate.local;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An AWS of one process: IAM, STS, S3 and CodePipeline, over HTTP on this machine alone.
 *
 * <p>Signatures are verified and permissions asked for as on AWS. What it does not know it refuses;
 * it never answers with a success it did not earn.
 */
public final class LocalAws implements AutoCloseable {
  private final HttpServer server;
  private final ExecutorService executor;
  private final World world;

  private LocalAws(HttpServer server, ExecutorService executor, World world) {
    this.server = server;
    this.executor = executor;
    this.world = world;
  }

  /** Settings for an embedded AWS whose permissions {@code authorizer} decides. */
  public static Builder builder(Authorizer authorizer) {
    return new Builder(authorizer);
  }

  /** Where clients find it, whatever service they are for. */
  public URI endpoint() {
    InetSocketAddress address = server.getAddress();
    return URI.create("http://%s:%d".formatted(address.getHostString(), address.getPort()));
  }

  /** The one Region there is. */
  public String region() {
    return world.region();
  }

  /** The account with this id of 12 digits, which comes into being when first named. */
  public Account account(String id) {
    return world.account(id);
  }

  /** What goes wrong from now on. */
  public Faults faults() {
    return world.faults();
  }

  /** Stops listening and forgets everything; calls under way are cut off. */
  @Override
  public void close() {
    world.close();
    server.stop(0);
    executor.shutdownNow();
  }

  /** Settings of an embedded AWS. */
  public static final class Builder {
    private final Authorizer authorizer;
    private PolicyChecker policyChecker = PolicyGrammar.IDENTITY;
    private Timeline timeline = _ -> {};
    private InstantSource clock = InstantSource.system();
    private String region = "us-east-1";
    private boolean secureTransport = true;
    private Optional<String> organization = Optional.empty();
    private int port;

    private Builder(Authorizer authorizer) {
      this.authorizer = authorizer;
    }

    /** Judges the policies of identities; by default, by a simple grammar. */
    public Builder policyChecker(PolicyChecker newPolicyChecker) {
      policyChecker = newPolicyChecker;
      return this;
    }

    /** Hears of every call and of every step of a pipeline. */
    public Builder timeline(Timeline newTimeline) {
      timeline = newTimeline;
      return this;
    }

    /** Tells the time by which sessions end and signatures grow old. */
    public Builder clock(InstantSource newClock) {
      clock = newClock;
      return this;
    }

    /** The one Region there is; by default {@code us-east-1}. */
    public Builder region(String newRegion) {
      region = newRegion;
      return this;
    }

    /** What {@code aws:SecureTransport} says: by default true, as if it were HTTPS. */
    public Builder secureTransport(boolean newSecureTransport) {
      secureTransport = newSecureTransport;
      return this;
    }

    /** Puts all accounts into the organization with this id, {@code o-…}. */
    public Builder organization(String id) {
      organization = Optional.of(id);
      return this;
    }

    /** The port to listen on; 0, the default, picks one that is free. */
    public Builder port(int newPort) {
      port = newPort;
      return this;
    }

    /** Starts to listen; fails when the port is taken. */
    public LocalAws start() throws IOException {
      World world =
          new World(
              authorizer,
              policyChecker,
              timeline,
              clock,
              new Guard.Surroundings(region, secureTransport, organization));
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
      ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
      server.setExecutor(executor);
      server.createContext("/", world.front());
      server.start();
      return new LocalAws(server, executor, world);
    }
  }
}
