package dev.policygate.local;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Puts the parts together. */
final class World implements AutoCloseable {
  private final StateLock lock = new StateLock();
  private final Directory directory = new Directory();
  private final KeyRing keys = new KeyRing();
  private final ReadLag lag = new ReadLag();
  private final Faults faults = new Faults(lag);
  private final KmsKeys kms;
  private final String region;
  private final IamSupport iam;
  private final S3Store store;
  private final S3Buckets buckets;
  private final Sts sts;
  private final Pipelines pipelines;
  private final Front front;

  World(
      Authorizer authorizer,
      PolicyChecker checker,
      Timeline timeline,
      InstantSource clock,
      Guard.Surroundings surroundings) {
    region = surroundings.region();
    kms = new KmsKeys(region);
    Guard guard = new Guard(authorizer, directory, clock, surroundings);
    iam = new IamSupport(directory, guard, checker, clock, lag, this::forget);
    sts = new Sts(directory, guard, keys, checker, clock);
    store = new S3Store(guard, kms, region);
    buckets = new S3Buckets(store, directory, clock);
    S3Objects objects = new S3Objects(store, clock);
    Announcer announcer = new Announcer(timeline, clock);
    PipelineSteps steps = new PipelineSteps(sts, guard, store, objects, clock, region);
    pipelines = new Pipelines(lock, clock, region, steps, announcer);
    objects.listen(pipelines::stored);
    Map<String, Service> services =
        Map.of(
            "iam", iamService(),
            "sts", sts.service(),
            "s3", s3Service(objects),
            "codepipeline", codePipelineService(guard));
    Authenticator authenticator =
        new Authenticator(
            keys,
            clock,
            region,
            identity -> lock.hold(() -> directory.entityOf(identity).isPresent()));
    front = new Front(services, authenticator, faults, lock, announcer);
  }

  Front front() {
    return front;
  }

  Faults faults() {
    return faults;
  }

  String region() {
    return region;
  }

  Account account(String id) {
    IamAccount account = lock.hold(() -> directory.open(id));
    return new Account(new Account.Parts(account, lock, iam, keys, sts, store, buckets, pipelines));
  }

  @Override
  public void close() {
    pipelines.close();
  }

  private Service iamService() {
    Map<String, QueryService.Operation> operations = new HashMap<>();
    operations.putAll(new IamPolicies(iam).operations());
    operations.putAll(new IamPolicyVersions(iam).operations());
    operations.putAll(new IamRoles(iam).operations());
    operations.putAll(new IamUsers(iam, keys).operations());
    for (IamEntity.Kind kind : IamEntity.Kind.values()) {
      operations.putAll(new IamGrants(iam, kind).operations());
    }
    return new QueryService("iam", "2010-05-08", operations);
  }

  private Service s3Service(S3Objects objects) {
    List<S3Service.Route> routes = new ArrayList<>();
    routes.addAll(buckets.routes());
    routes.addAll(objects.routes());
    routes.addAll(new S3Listings(store).routes());
    return new S3Service(routes);
  }

  private Service codePipelineService(Guard guard) {
    Map<String, JsonService.Operation> operations = new HashMap<>();
    operations.putAll(new CodePipelineJobs(pipelines, guard).operations());
    operations.putAll(new CodePipelineReads(pipelines, guard, region).operations());
    operations.putAll(new CodePipelineControls(pipelines, guard, region).operations());
    return new JsonService("codepipeline", "CodePipeline_20150709", operations);
  }

  /** Makes every policy that names a user or role remember it by its unique id alone. */
  private void forget(IamEntity gone) {
    String arn = gone.arn();
    String id = gone.id();
    for (IamAccount account : directory.all()) {
      for (IamEntity entity : account.entities(IamEntity.Kind.ROLE)) {
        if (entity instanceof IamEntity.Role role) {
          role.trust(ResourcePolicies.forget(role.trustPolicy(), arn, id));
        }
      }
    }
    for (Bucket bucket : store.buckets()) {
      bucket.policy().ifPresent(policy -> bucket.govern(ResourcePolicies.forget(policy, arn, id)));
    }
    for (KmsKeys.Key key : kms.all()) {
      key.govern(ResourcePolicies.forget(key.policy(), arn, id));
    }
  }
}
