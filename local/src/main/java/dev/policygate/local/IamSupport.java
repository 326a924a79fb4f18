package dev.policygate.local;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What IAM's operations share: finding things, asking for permission, judging documents. */
final class IamSupport {
  private static final Pattern POLICY_ARN =
      Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):policy/.+");

  /** The actions for which IAM knows whose boundary is in force, by its reference. */
  private static final Pattern TELLS_BOUNDARY =
      Pattern.compile("(Attach|Detach|Put|Delete)(User|Role)(Policy|PermissionsBoundary)");

  private final Directory directory;
  private final Guard guard;
  private final PolicyChecker checker;
  private final InstantSource clock;
  private final ReadLag lag;
  private final Consumer<IamEntity> onGone;

  /**
   * @param onGone is told of users and roles that are deleted
   */
  IamSupport(
      Directory directory,
      Guard guard,
      PolicyChecker checker,
      InstantSource clock,
      ReadLag lag,
      Consumer<IamEntity> onGone) {
    this.directory = directory;
    this.guard = guard;
    this.checker = checker;
    this.clock = clock;
    this.lag = lag;
    this.onGone = onGone;
  }

  /** The caller's account. */
  IamAccount account(QueryCall call) {
    return directory.of(call.caller());
  }

  Directory directory() {
    return directory;
  }

  Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.SECONDS);
  }

  ReadLag lag() {
    return lag;
  }

  void require(QueryCall call, Wish wish) {
    guard.require(call.caller(), wish);
  }

  /** The policy that {@code PolicyArn} names, for a caller who may do {@code action} with it. */
  ManagedPolicy policy(QueryCall call, String action, UnaryOperator<Wish> more) {
    String arn = policyArn(call.required("PolicyArn", Constraint.ARN));
    Optional<ManagedPolicy> policy = account(call).policy(arn);
    Wish wish =
        onPolicy(call, action, arn).onTagged(policy.map(ManagedPolicy::tags).orElse(Map.of()));
    require(call, more.apply(wish));
    return policy.orElseThrow(() -> noPolicy(arn));
  }

  /** As {@link #policy}, for calls that only read: they may come too early. */
  ManagedPolicy readPolicy(QueryCall call, String action) {
    ManagedPolicy policy = policy(call, action, wish -> wish);
    if (lag.hides(policy.arn())) {
      throw noPolicy(policy.arn());
    }
    return policy;
  }

  /** As {@link #policy}, for calls that change it: AWS's own policies cannot be changed. */
  ManagedPolicy ownPolicy(QueryCall call, String action, UnaryOperator<Wish> more) {
    ManagedPolicy policy = policy(call, action, more);
    if (AwsManagedPolicies.ALL.contains(policy)) {
      throw CommonError.ACCESS_DENIED.because("Policy is outside your own account.");
    }
    return policy;
  }

  /** The policy with this ARN, to be attached to somebody of the caller's account. */
  ManagedPolicy attachable(QueryCall call, String arn) {
    return account(call)
        .policy(policyArn(arn))
        .orElseThrow(
            () -> noSuchEntity("Policy %s does not exist or is not attachable.".formatted(arn)));
  }

  /** The user or role that the call names, for a caller who may do {@code action} with it. */
  IamEntity entity(QueryCall call, IamEntity.Kind kind, String action, UnaryOperator<Wish> more) {
    String name = call.required(kind.word + "Name", Constraint.ENTITY_NAME);
    IamAccount account = account(call);
    Optional<IamEntity> entity = account.entity(kind, name);
    String arn =
        entity
            .map(IamEntity::arn)
            .orElse("arn:aws:iam::%s:%s/%s".formatted(account.id(), kind.resource, name));
    Wish wish =
        Wish.to("iam:" + action, arn, account.id())
            .shownAs(kind.resource + " " + name)
            .onTagged(entity.map(IamEntity::tags).orElse(Map.of()));
    if (TELLS_BOUNDARY.matcher(action).matches()) {
      wish =
          wish.with(
              "iam:PermissionsBoundary",
              entity.flatMap(IamEntity::boundary).map(ManagedPolicy::arn));
    }
    require(call, more.apply(wish));
    return entity.orElseThrow(
        () -> noSuchEntity("The %s with name %s cannot be found.".formatted(kind.resource, name)));
  }

  Wish onPolicy(QueryCall call, String action, String arn) {
    String owner = Directory.accountOf(arn).orElse(call.caller().accountId());
    return Wish.to("iam:" + action, arn, owner).shownAs("policy " + arn);
  }

  /** Makes every policy that names {@code gone} remember it by its unique id alone. */
  void forget(IamEntity gone) {
    onGone.accept(gone);
  }

  String requireWellFormed(String document) {
    refuseIfMalformed(checker.malformed(document));
    return document;
  }

  /** Ends the call when there is a reason why a document is no policy. */
  static void refuseIfMalformed(Optional<String> reason) {
    if (reason.isPresent()) {
      throw new AwsError(400, "MalformedPolicyDocument", reason.get());
    }
  }

  /**
   * Ends the call unless the caller may create something and give it {@code tags}.
   *
   * @param what {@code Policy}, {@code Role} or {@code User}
   */
  void requireToCreate(QueryCall call, String what, Wish wish, Map<String, String> tags) {
    require(call, wish.settingTags(tags));
    if (!tags.isEmpty()) {
      require(call, wish.settingTags(tags).instead("iam:Tag" + what));
    }
  }

  /** Ends the call when {@code documents} hold more than {@code quota} characters in all. */
  static void requireWithin(int quota, Iterable<String> documents, String message) {
    long size = 0;
    for (String document : documents) {
      size += document.chars().filter(c -> !Character.isWhitespace(c)).count();
    }
    if (size > quota) {
      throw limitExceeded(message);
    }
  }

  static AwsError limitExceeded(String message) {
    return new AwsError(409, "LimitExceeded", message);
  }

  static AwsError alreadyExists(String message) {
    return new AwsError(409, "EntityAlreadyExists", message);
  }

  static AwsError deleteConflict(String message) {
    return new AwsError(409, "DeleteConflict", message);
  }

  static AwsError noSuchEntity(String message) {
    return new AwsError(404, "NoSuchEntity", message);
  }

  static AwsError noPolicy(String arn) {
    return noSuchEntity("Policy " + arn + " was not found.");
  }

  private static String policyArn(String arn) {
    if (!POLICY_ARN.matcher(arn).matches()) {
      throw new AwsError(400, "InvalidInput", "ARN " + arn + " is not valid.");
    }
    return arn;
  }
}
