package dev.policygate.lambda.aws;

import dev.policygate.lambda.Credentials;
import dev.policygate.lambda.PolicyStore;
import dev.policygate.lambda.Trouble;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.DeleteConflictException;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.iam.model.LimitExceededException;
import software.amazon.awssdk.services.iam.model.MalformedPolicyDocumentException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** The managed policies of an account, by IAM. */
final class IamPolicies implements PolicyStore {

  private static final String CHECK = "what the session's role and session policy allow on it";

  private final IamClient reading;
  private final IamClient writing;
  private final Consumer<AwsRequestOverrideConfiguration.Builder> session;

  /**
   * The policies of the account that credentials are of.
   *
   * @param writing sends each request once
   */
  IamPolicies(IamClient reading, IamClient writing, Credentials credentials) {
    this.reading = reading;
    this.writing = writing;
    this.session = Sessions.with(credentials);
  }

  @Override
  public Optional<Stored> find(String arn) {
    try {
      Policy policy =
          reading
              .getPolicy(request -> request.policyArn(arn).overrideConfiguration(session))
              .policy();
      return Optional.of(
          new Stored(
              policy.arn(),
              policy.policyName(),
              policy.path(),
              policy.defaultVersionId(),
              policy.permissionsBoundaryUsageCount() == null
                  ? 0
                  : policy.permissionsBoundaryUsageCount(),
              policy.description() == null ? "" : policy.description(),
              policy.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value))));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsTrouble.of(e, "read the policy " + arn, CHECK);
    }
  }

  @Override
  public Optional<String> document(String arn, String version) {
    try {
      String document =
          reading
              .getPolicyVersion(
                  request ->
                      request.policyArn(arn).versionId(version).overrideConfiguration(session))
              .policyVersion()
              .document();
      return Optional.of(Documents.decoded(document));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsTrouble.of(e, "read version %s of the policy %s".formatted(version, arn), CHECK);
    }
  }

  @Override
  public List<Version> versions(String arn) {
    try {
      return reading
          .listPolicyVersions(request -> request.policyArn(arn).overrideConfiguration(session))
          .versions()
          .stream()
          .sorted(Comparator.comparingInt(IamPolicies::number).reversed())
          .map(version -> new Version(version.versionId(), version.isDefaultVersion()))
          .toList();
    } catch (NoSuchEntityException e) {
      return List.of();
    } catch (SdkException e) {
      throw AwsTrouble.of(e, "list the versions of the policy " + arn, CHECK);
    }
  }

  /** Version ids count up from {@code v1} and are never given again. */
  private static int number(PolicyVersion version) {
    return Integer.parseInt(version.versionId().substring(1).replaceAll("\\..*", ""));
  }

  @Override
  public Written create(
      String name, String path, String description, String document, Map<String, String> tags) {
    return written(
        "create the policy " + name,
        () -> {
          writing.createPolicy(
              request ->
                  request
                      .policyName(name)
                      .path(path)
                      .description(description.isEmpty() ? null : description)
                      .policyDocument(document)
                      .tags(tagsOf(tags))
                      .overrideConfiguration(session));
          return new Done();
        });
  }

  @Override
  public Written addVersion(String arn, String document) {
    return written(
        "add a version to the policy " + arn,
        () ->
            new Added(
                writing
                    .createPolicyVersion(
                        request ->
                            request
                                .policyArn(arn)
                                .policyDocument(document)
                                .setAsDefault(true)
                                .overrideConfiguration(session))
                    .policyVersion()
                    .versionId()));
  }

  @Override
  public Written removeVersion(String arn, String version) {
    return written(
        "remove version %s of the policy %s".formatted(version, arn),
        () -> {
          writing.deletePolicyVersion(
              request -> request.policyArn(arn).versionId(version).overrideConfiguration(session));
          return new Done();
        });
  }

  @Override
  public Written tag(String arn, Map<String, String> tags) {
    return written(
        "tag the policy " + arn,
        () -> {
          writing.tagPolicy(
              request -> request.policyArn(arn).tags(tagsOf(tags)).overrideConfiguration(session));
          return new Done();
        });
  }

  private static List<Tag> tagsOf(Map<String, String> tags) {
    return tags.entrySet().stream()
        .map(tag -> Tag.builder().key(tag.getKey()).value(tag.getValue()).build())
        .toList();
  }

  private static Written written(String doing, Supplier<Written> write) {
    try {
      return write.get();
    } catch (EntityAlreadyExistsException e) {
      return new Exists();
    } catch (NoSuchEntityException e) {
      return new Missing();
    } catch (DeleteConflictException e) {
      // The version has become the default one meanwhile.
      return new Unknown(AwsTrouble.code(e));
    } catch (LimitExceededException e) {
      return new LimitReached(AwsTrouble.message(e));
    } catch (MalformedPolicyDocumentException e) {
      throw Trouble.ofTheBundle("IAM refuses the policy: " + AwsTrouble.message(e));
    } catch (SdkException e) {
      if (AwsTrouble.isRefusal(e)) {
        throw AwsTrouble.of(e, doing, CHECK);
      }
      return new Unknown(AwsTrouble.code(e));
    }
  }
}
