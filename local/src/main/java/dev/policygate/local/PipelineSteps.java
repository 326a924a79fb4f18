package dev.policygate.local;

import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * What CodePipeline does in an account, always as one of the pipeline's roles: every step asks for
 * the permissions that it needs on AWS.
 */
final class PipelineSteps {
  private static final Principal.AwsService CODEPIPELINE =
      new Principal.AwsService("codepipeline.amazonaws.com");

  private final Sts sts;
  private final Guard guard;
  private final S3Store store;
  private final S3Objects objects;
  private final InstantSource clock;
  private final String region;

  PipelineSteps(
      Sts sts, Guard guard, S3Store store, S3Objects objects, InstantSource clock, String region) {
    this.sts = sts;
    this.guard = guard;
    this.store = store;
    this.objects = objects;
    this.clock = clock;
    this.region = region;
  }

  InstantSource clock() {
    return clock;
  }

  /** Copies the source into the artifact bucket; {@code run} tells what was copied. */
  void fetchSource(PipelineState state, Execution execution, ActionRun run) {
    Pipeline pipeline = state.pipeline();
    Pipeline.Source source = pipeline.source();
    Caller role = role(state, source.roleArn()).caller();
    Bucket bucket = store.bucket(source.bucket());
    store.require(role, S3Store.on(bucket, "GetBucketVersioning"));
    if (bucket.versioning() != Bucket.Versioning.ENABLED) {
      throw new AwsError(
          400, "ConfigurationError", "The bucket %s is not versioned".formatted(source.bucket()));
    }
    String versionId =
        execution
            .trigger()
            .versionId()
            .or(() -> bucket.current(source.key()).map(Bucket.Version::id))
            .orElse("");
    Bucket.Version version = objects.get(role, bucket, source.key(), Optional.of(versionId));
    String key = artifactKey(pipeline, source);
    objects.put(
        role,
        store.bucket(pipeline.artifactBucket()),
        new S3Objects.Upload(
            key,
            version.content(),
            Map.of("Content-Type", "application/zip"),
            artifactEncryption(state)));
    run.found(
        new Execution.Revision(
            version.id(), "Amazon S3 version id: " + version.id(), version.modified()),
        new Execution.Artifact(source.artifact(), pipeline.artifactBucket(), key),
        Map.of(
            "BucketName", source.bucket(),
            "ObjectKey", source.key(),
            "VersionId", version.id(),
            "ETag", version.etag()));
  }

  /** The event for the function, if the role of the action may invoke it. */
  byte[] prepareJob(
      PipelineState state, Job job, Execution.Artifact artifact, Optional<String> token) {
    Pipeline.Invoke invoke = state.pipeline().invoke();
    KeyRing.Key role = role(state, invoke.roleArn());
    String account = role.caller().accountId();
    guard.require(
        role.caller(),
        Wish.to(
            "lambda:InvokeFunction",
            "arn:aws:lambda:%s:%s:function:%s".formatted(region, account, invoke.function()),
            account));
    return JobEvent.write(job, state.pipeline(), artifact, role.credentials(), token);
  }

  /** A session of the action's role, or of the pipeline's where the action has none. */
  private KeyRing.Key role(PipelineState state, Optional<String> actionRole) {
    String sessionName = Long.toString(clock.millis());
    KeyRing.Key pipelineRole =
        sts.assumeForService(
            CODEPIPELINE,
            state.pipeline().roleArn(),
            sessionName,
            Map.of("aws:SourceArn", state.arn(), "aws:SourceAccount", state.account()),
            Map.of());
    return actionRole
        .map(role -> sts.assume(pipelineRole.caller(), role, sessionName))
        .orElse(pipelineRole);
  }

  private Optional<Encryption> artifactEncryption(PipelineState state) {
    Optional<String> name = state.pipeline().artifactKey();
    return name.map(_ -> new Encryption.Kms(store.key(name, state.account()), false));
  }

  /** Where CodePipeline would put the copy: names cut short, and something random. */
  private static String artifactKey(Pipeline pipeline, Pipeline.Source source) {
    int dot = source.key().lastIndexOf('.');
    return "%s/%s/%s%s"
        .formatted(
            shorten(pipeline.name(), 20),
            shorten(source.artifact(), 10),
            Ids.artifact(),
            dot < 0 ? "" : source.key().substring(dot));
  }

  private static String shorten(String name, int length) {
    return name.substring(0, Math.min(length, name.length()));
  }
}
