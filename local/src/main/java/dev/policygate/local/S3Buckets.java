package dev.policygate.local;

import static dev.policygate.local.S3Service.Level.BUCKET;
import static dev.policygate.local.S3Service.Level.SERVICE;
import static dev.policygate.local.S3Service.route;

import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** S3's operations on buckets. */
final class S3Buckets {
  private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  private final S3Store store;
  private final Directory directory;
  private final InstantSource clock;

  S3Buckets(S3Store store, Directory directory, InstantSource clock) {
    this.store = store;
    this.directory = directory;
    this.clock = clock;
  }

  List<S3Service.Route> routes() {
    return List.of(
        route("ListBuckets", "GET", SERVICE, "", this::list),
        route("CreateBucket", "PUT", BUCKET, "", this::create),
        route("HeadBucket", "HEAD", BUCKET, "", this::head),
        route("GetBucketLocation", "GET", BUCKET, "location", this::getLocation),
        route("PutBucketVersioning", "PUT", BUCKET, "versioning", this::putVersioning),
        route("GetBucketVersioning", "GET", BUCKET, "versioning", this::getVersioning),
        route("PutBucketPolicy", "PUT", BUCKET, "policy", this::putPolicy),
        route("GetBucketPolicy", "GET", BUCKET, "policy", this::getPolicy),
        route("PutBucketEncryption", "PUT", BUCKET, "encryption", this::putEncryption),
        route("GetBucketEncryption", "GET", BUCKET, "encryption", this::getEncryption));
  }

  /** Makes a bucket, without asking for permission. */
  Bucket create(String account, String name) {
    if (!NAME.matcher(name).matches()) {
      throw new AwsError(400, "InvalidBucketName", "The specified bucket is not valid.");
    }
    Optional<Bucket> existing = store.find(name);
    if (existing.isPresent()) {
      throw existing.get().account().equals(account)
          ? new AwsError(
              409,
              "BucketAlreadyOwnedByYou",
              "Your previous request to create the named bucket succeeded and you already own it.")
          : new AwsError(409, "BucketAlreadyExists", "The requested bucket name is not available.");
    }
    Bucket bucket = new Bucket(name, account, clock.instant().truncatedTo(ChronoUnit.SECONDS));
    store.add(bucket);
    return bucket;
  }

  /** Gives a bucket its policy, without asking for permission. */
  void putPolicy(Bucket bucket, String policy) {
    PolicyGrammar.RESOURCE
        .malformed(policy)
        .or(
            () ->
                ResourcePolicies.unknownPrincipal(policy, directory)
                    .map(_ -> "Invalid principal in policy"))
        .or(
            () ->
                ResourcePolicies.resourceOutside(policy, bucket.arn())
                    .map(_ -> "Policy has invalid resource"))
        .ifPresent(
            reason -> {
              throw new AwsError(400, "MalformedPolicy", reason);
            });
    bucket.govern(policy);
  }

  private Answer list(S3Call call) {
    String account = call.caller().accountId();
    store.require(call.caller(), Wish.to("s3:ListAllMyBuckets", "arn:aws:s3:::*", account));
    return xml(
        "ListAllMyBucketsResult",
        xml ->
            xml.element("Owner", owner -> owner.text("ID", canonicalUser(account)))
                .element(
                    "Buckets",
                    list ->
                        store.buckets().stream()
                            .filter(bucket -> bucket.account().equals(account))
                            .forEach(
                                bucket ->
                                    list.element(
                                        "Bucket",
                                        inner ->
                                            inner
                                                .text("Name", bucket.name())
                                                .text("CreationDate", bucket.created().toString())
                                                .text("BucketRegion", store.region())))));
  }

  private Answer create(S3Call call) {
    String account = call.caller().accountId();
    store.require(
        call.caller(), Wish.to("s3:CreateBucket", "arn:aws:s3:::" + call.bucket(), account));
    String wanted =
        XmlInput.read(call.request().body())
            .only("CreateBucketConfiguration/LocationConstraint")
            .text("CreateBucketConfiguration/LocationConstraint")
            .orElse("us-east-1");
    if (!wanted.equals(store.region())) {
      throw new AwsError(
          400,
          "IllegalLocationConstraintException",
          "The %s location constraint is incompatible for the region specific endpoint this request"
                  .formatted(wanted)
              + " was sent to.");
    }
    create(account, call.bucket());
    return Answer.empty(200).with(Map.of("Location", "/" + call.bucket()));
  }

  private Answer head(S3Call call) {
    permitted(call, "ListBucket");
    return Answer.empty(200).with(Map.of("x-amz-bucket-region", store.region()));
  }

  private Answer getLocation(S3Call call) {
    permitted(call, "GetBucketLocation");
    String region = store.region().equals("us-east-1") ? "" : store.region();
    return Answer.of(
        200,
        S3Service.XML,
        Bytes.of(
            Xml.document(
                "LocationConstraint", S3Service.NAMESPACE, xml -> xml.characters(region))));
  }

  private Answer putVersioning(S3Call call) {
    Bucket bucket = permitted(call, "PutBucketVersioning");
    String status =
        XmlInput.read(call.request().body())
            .only("VersioningConfiguration/Status")
            .text("VersioningConfiguration/Status")
            .orElse("");
    bucket.version(
        switch (status) {
          case "Enabled" -> Bucket.Versioning.ENABLED;
          case "Suspended" -> Bucket.Versioning.SUSPENDED;
          default -> throw XmlInput.malformed();
        });
    return Answer.empty(200);
  }

  private Answer getVersioning(S3Call call) {
    Bucket.Versioning versioning = permitted(call, "GetBucketVersioning").versioning();
    return xml(
        "VersioningConfiguration",
        xml ->
            xml.text(
                "Status",
                switch (versioning) {
                  case NEVER -> Optional.empty();
                  case ENABLED -> Optional.of("Enabled");
                  case SUSPENDED -> Optional.of("Suspended");
                }));
  }

  private Answer putPolicy(S3Call call) {
    putPolicy(permitted(call, "PutBucketPolicy"), call.request().body().text());
    return Answer.empty(204);
  }

  private Answer getPolicy(S3Call call) {
    String policy =
        permitted(call, "GetBucketPolicy")
            .policy()
            .orElseThrow(
                () -> new AwsError(404, "NoSuchBucketPolicy", "The bucket policy does not exist"));
    return Answer.of(200, "application/json", Bytes.of(policy));
  }

  private Answer putEncryption(S3Call call) {
    Bucket bucket = permitted(call, "PutEncryptionConfiguration");
    String rule = "ServerSideEncryptionConfiguration/Rule/";
    String byDefault = rule + "ApplyServerSideEncryptionByDefault/";
    XmlInput input =
        XmlInput.read(call.request().body())
            .only(
                byDefault + "SSEAlgorithm",
                byDefault + "KMSMasterKeyID",
                rule + "BucketKeyEnabled");
    boolean bucketKey = input.text(rule + "BucketKeyEnabled").filter("true"::equals).isPresent();
    Optional<String> keyName = input.text(byDefault + "KMSMasterKeyID");
    bucket.encrypt(
        switch (input.text(byDefault + "SSEAlgorithm").orElse("")) {
          case "AES256" -> new Encryption.S3Managed();
          case "aws:kms" -> new Encryption.Kms(store.key(keyName, bucket.account()), bucketKey);
          default -> throw XmlInput.malformed();
        });
    return Answer.empty(200);
  }

  private Answer getEncryption(S3Call call) {
    Encryption encryption = permitted(call, "GetEncryptionConfiguration").encryption();
    return xml(
        "ServerSideEncryptionConfiguration",
        xml ->
            xml.element(
                "Rule",
                rule ->
                    rule.element(
                            "ApplyServerSideEncryptionByDefault",
                            byDefault -> {
                              switch (encryption) {
                                case Encryption.S3Managed _ ->
                                    byDefault.text("SSEAlgorithm", "AES256");
                                case Encryption.Kms(var key, _) ->
                                    byDefault
                                        .text("SSEAlgorithm", "aws:kms")
                                        .text("KMSMasterKeyID", key.arn());
                              }
                            })
                        .text(
                            "BucketKeyEnabled",
                            encryption instanceof Encryption.Kms(_, var bucketKey) && bucketKey)));
  }

  private Bucket permitted(S3Call call, String action) {
    Bucket bucket = store.bucket(call);
    store.require(call.caller(), S3Store.on(bucket, action));
    return bucket;
  }

  static Answer xml(String root, Consumer<Xml> content) {
    return Answer.of(
        200, S3Service.XML, Bytes.of(Xml.document(root, S3Service.NAMESPACE, content)));
  }

  private static String canonicalUser(String account) {
    return Bytes.of(account).hexDigest("SHA-256");
  }
}
