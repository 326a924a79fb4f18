package dev.policygate.local;

import static dev.policygate.local.Documents.allow;
import static dev.policygate.local.Documents.policy;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;

/**
 * A pipeline as the gate has it: in the sandbox, its function in the security account, each role
 * with no more than it needs. The jobs that the function is given wait in a queue for the test.
 */
final class GatePipeline implements AutoCloseable {
  static final String BUCKET = "gate-artifacts";
  static final String NAME = "PolicyGate";
  static final String PIPELINE_ROLE = "arn:aws:iam::222222222222:role/pipeline";
  static final String ACTION_ROLE = "arn:aws:iam::111111111111:role/action";

  private final Recorder recorder = new Recorder();
  private final BlockingQueue<Job> jobs = new LinkedBlockingQueue<>();
  private final TwoAccounts accounts;
  private final String key;

  GatePipeline() {
    this(pipeline -> pipeline);
  }

  GatePipeline(UnaryOperator<Pipeline> change) {
    this(change, Optional.empty());
  }

  /**
   * @param invoker what stands for the function in place of the queue
   */
  GatePipeline(UnaryOperator<Pipeline> change, Optional<JobInvoker> invoker) {
    accounts = new TwoAccounts(b -> b.timeline(recorder));
    Account sandbox = accounts.sandbox();
    Account security = accounts.security();
    sandbox.createRole("pipeline", Documents.trust("\"Service\": \"codepipeline.amazonaws.com\""));
    security.createRole("action", Documents.trust("\"AWS\": \"" + PIPELINE_ROLE + "\""));
    key =
        sandbox.createKey(
            "codepipeline-policy-crossaccounts",
            policy(
                allowTo("222222222222", "kms:*", "*"), allowTo(ACTION_ROLE, "kms:Decrypt", "*")));
    sandbox.createBucket(BUCKET, Optional.of(key));
    sandbox.putBucketPolicy(
        BUCKET, policy(allowTo(ACTION_ROLE, "s3:GetObject", "arn:aws:s3:::" + BUCKET + "/*")));
    sandbox.putRolePolicy(
        "pipeline",
        "run",
        policy(
            allow("s3:GetBucketVersioning", "arn:aws:s3:::" + BUCKET),
            allow("s3:GetObjectVersion", "arn:aws:s3:::" + BUCKET + "/policy.zip"),
            allow("s3:PutObject", "arn:aws:s3:::" + BUCKET + "/" + NAME + "/*"),
            allow("kms:*", key),
            allow("sts:AssumeRole", ACTION_ROLE)));
    security.putRolePolicy(
        "action",
        "invoke",
        policy(
            allow(
                "lambda:InvokeFunction",
                "arn:aws:lambda:us-east-1:111111111111:function:PolicyChecker"),
            allow("s3:GetObject", "arn:aws:s3:::" + BUCKET + "/*"),
            allow("kms:Decrypt", key)));
    Pipeline pipeline =
        Pipeline.of(
                NAME,
                PIPELINE_ROLE,
                Pipeline.Source.of(BUCKET, "policy.zip"),
                BUCKET,
                Pipeline.Invoke.of("PolicyChecker").as(ACTION_ROLE))
            .encryptedWith(key);
    sandbox.registerPipeline(
        change.apply(pipeline), invoker.orElse(event -> jobs.add(Job.read(event))));
  }

  /** A job that the function was given. */
  record Job(String event, Json.Struct json) {
    static Job read(byte[] event) {
      String text = new String(event, StandardCharsets.UTF_8);
      try {
        return new Job(text, (Json.Struct) Json.parse(text));
      } catch (Json.SyntaxError e) {
        throw new AssertionError(e);
      }
    }

    String id() {
      return at("CodePipeline.job", "id");
    }

    /** The text at a path of members. */
    String at(String... path) {
      Json value = json;
      for (String name : path) {
        value = ((Json.Struct) value).at(name).orElseThrow();
      }
      return ((Json.Text) value).value();
    }
  }

  /** The next job that the function is given. */
  Job nextJob() {
    try {
      Job job = jobs.poll(30, TimeUnit.SECONDS);
      if (job == null) {
        throw new AssertionError("There is no job: " + recorder.events());
      }
      return job;
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean hasJob() {
    return !jobs.isEmpty();
  }

  /** Uploads the source, and returns its version. */
  String upload(String content) {
    return accounts
        .administrator()
        .s3()
        .putObject(b -> b.bucket(BUCKET).key("policy.zip"), RequestBody.fromString(content))
        .versionId();
  }

  /** The clients of a job's artifact credentials. */
  Clients artifactClients(Job job) {
    String[] path = {"CodePipeline.job", "data", "artifactCredentials"};
    return new Clients(
        accounts.aws().endpoint(),
        AwsSessionCredentials.create(
            job.at(path[0], path[1], path[2], "accessKeyId"),
            job.at(path[0], path[1], path[2], "secretAccessKey"),
            job.at(path[0], path[1], path[2], "sessionToken")));
  }

  CodePipelineClient codePipeline() {
    return accounts.administrator().codePipeline();
  }

  TwoAccounts accounts() {
    return accounts;
  }

  Recorder recorder() {
    return recorder;
  }

  String key() {
    return key;
  }

  @Override
  public void close() {
    accounts.close();
  }

  private static String allowTo(String principal, String action, String resource) {
    return """
    {"Effect": "Allow", "Principal": {"AWS": "%s"}, "Action": "%s", "Resource": "%s"}
    """
        .formatted(principal, action, resource);
  }
}
