package dev.policygate.local;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An account, as its owner prepares it: what is done here asks for no permission, but must be as
 * well formed as in a call. Otherwise it ends in an {@link IllegalArgumentException} with AWS's
 * words.
 */
public final class Account {
  private static final String ADMINISTRATOR = "administrator";

  private final Parts parts;

  Account(Parts parts) {
    this.parts = parts;
  }

  record Parts(
      IamAccount iamAccount,
      StateLock lock,
      IamSupport iam,
      KeyRing keys,
      Sts sts,
      S3Store store,
      S3Buckets buckets,
      Pipelines pipelines) {}

  public String id() {
    return parts.iamAccount().id();
  }

  /** Long-term keys of the user {@code administrator}, who may do everything in the account. */
  public Credentials administrator() {
    return prepare(
        () -> {
          IamEntity.User user =
              parts
                  .iamAccount()
                  .entity(IamEntity.Kind.USER, ADMINISTRATOR)
                  .map(IamEntity.User.class::cast)
                  .orElseGet(this::createAdministrator);
          return user.accessKeys().getFirst().credentials();
        });
  }

  /** Creates a role and returns its ARN. */
  public String createRole(String name, String trustPolicy) {
    return prepare(
        () -> {
          IamEntity.Role role =
              new IamEntity.Role(
                  id(),
                  "/",
                  Constraint.ENTITY_NAME.check("roleName", name),
                  parts.iam().now(),
                  trustPolicy,
                  Optional.empty(),
                  3600);
          IamRoles.add(parts.iam(), parts.iamAccount(), role);
          return role.arn();
        });
  }

  /** Gives a role an inline policy. */
  public void putRolePolicy(String roleName, String policyName, String document) {
    arrange(() -> IamGrants.putInline(parts.iam(), role(roleName), policyName, document));
  }

  /** Attaches a managed policy to a role. */
  public void attachRolePolicy(String roleName, String policyArn) {
    arrange(() -> IamGrants.attach(role(roleName), policy(policyArn)));
  }

  /** Limits a role by a boundary. */
  public void putRolePermissionsBoundary(String roleName, String policyArn) {
    arrange(() -> role(roleName).limit(Optional.of(policy(policyArn))));
  }

  /** Creates a managed policy and returns its ARN. */
  public String createPolicy(String path, String name, String document, Map<String, String> tags) {
    return prepare(
        () -> {
          ManagedPolicy policy =
              new ManagedPolicy(
                  id(),
                  Constraint.POLICY_PATH.check("path", path),
                  Constraint.POLICY_NAME.check("policyName", name),
                  Optional.empty(),
                  IamPolicies.requirePublishable(parts.iam(), document),
                  parts.iam().now());
          policy.tags().putAll(tags);
          IamPolicies.add(parts.iamAccount(), policy);
          return policy.arn();
        });
  }

  /** Sets the service control policies above the account, level by level; none lifts them. */
  public void serviceControlPolicies(List<List<String>> levels) {
    arrange(
        () -> {
          levels.forEach(level -> level.forEach(parts.iam()::requireWellFormed));
          parts.iamAccount().control(levels);
        });
  }

  /**
   * Credentials as Lambda gives them to a function: of a session of its role, which must trust
   * {@code lambda.amazonaws.com}.
   */
  public Credentials functionCredentials(String roleArn, String functionArn) {
    return prepare(
        () ->
            parts
                .sts()
                .assumeForService(
                    new Principal.AwsService("lambda.amazonaws.com"),
                    roleArn,
                    functionArn.substring(functionArn.lastIndexOf(':') + 1),
                    Map.of(),
                    Map.of("lambda:SourceFunctionArn", List.of(functionArn)))
                .credentials());
  }

  /**
   * Creates a KMS key and returns its ARN.
   *
   * @param alias the alias, without {@code alias/}
   */
  public String createKey(String alias, String keyPolicy) {
    return prepare(
        () -> {
          IamSupport.refuseIfMalformed(
              PolicyGrammar.RESOURCE
                  .malformed(keyPolicy)
                  .or(
                      () ->
                          ResourcePolicies.unknownPrincipal(keyPolicy, parts.iam().directory())
                              .map(who -> "Policy contains an invalid principal: " + who)));
          return parts.store().keys().create(id(), alias, keyPolicy).arn();
        });
  }

  /**
   * Creates a bucket that keeps versions.
   *
   * @param keyArn the key of KMS that encrypts what is put into it without a word about that
   */
  public void createBucket(String name, Optional<String> keyArn) {
    arrange(
        () -> {
          Optional<KmsKeys.Key> key = keyArn.map(arn -> parts.store().key(Optional.of(arn), id()));
          Bucket bucket = parts.buckets().create(id(), name);
          bucket.version(Bucket.Versioning.ENABLED);
          key.ifPresent(found -> bucket.encrypt(new Encryption.Kms(found, false)));
        });
  }

  /** Gives a bucket of this account its policy. */
  public void putBucketPolicy(String bucketName, String policy) {
    arrange(
        () -> {
          Bucket bucket = parts.store().bucket(bucketName);
          if (!bucket.account().equals(id())) {
            throw new IllegalArgumentException("The bucket is not of account " + id());
          }
          parts.buckets().putPolicy(bucket, policy);
        });
  }

  /** Registers a pipeline of this account, whose function {@code invoker} stands for. */
  public void registerPipeline(Pipeline pipeline, JobInvoker invoker) {
    arrange(() -> parts.pipelines().register(id(), pipeline, invoker));
  }

  private IamEntity.User createAdministrator() {
    IamEntity.User user = new IamEntity.User(id(), "/", ADMINISTRATOR, parts.iam().now());
    user.attached().add(AwsManagedPolicies.ADMINISTRATOR_ACCESS);
    parts.iamAccount().add(user);
    IamUsers.issueKey(parts.keys(), id(), user);
    return user;
  }

  private IamEntity role(String name) {
    return parts
        .iamAccount()
        .entity(IamEntity.Kind.ROLE, name)
        .orElseThrow(() -> new IllegalArgumentException("There is no role " + name));
  }

  private ManagedPolicy policy(String arn) {
    return parts
        .iamAccount()
        .policy(arn)
        .orElseThrow(() -> new IllegalArgumentException("There is no policy " + arn));
  }

  private void arrange(Runnable work) {
    prepare(
        () -> {
          work.run();
          return true;
        });
  }

  private <T> T prepare(Supplier<T> work) {
    try {
      return parts.lock().hold(work);
    } catch (AwsError e) {
      throw new IllegalArgumentException(e.message(), e);
    }
  }
}
