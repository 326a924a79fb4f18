package dev.policygate.cli;

import dev.policygate.lambda.aws.Documents;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyScopeType;
import software.amazon.awssdk.services.iam.model.Tag;

/**
 * The gate's policies in an account, as IAM has them.
 *
 * @param path under which they are
 */
record AccountPolicies(IamClient iam, String path) {

  private static final String CHECK =
      "that you may iam:ListPolicies, iam:GetPolicy and iam:GetPolicyVersion";

  /**
   * A policy under the gate's path.
   *
   * @param version the default one
   * @param description empty when there is none
   * @param document the text of the default version
   */
  record GatePolicy(
      String name,
      String arn,
      String version,
      String description,
      Map<String, String> tags,
      String document) {
    public GatePolicy {
      tags = Map.copyOf(tags);
    }

    /** Whether the gate has created it, and not somebody under its path. */
    boolean isTheGates() {
      return "true".equals(tags.get("policy-gate:managed"));
    }

    /** The digest of the bundle that was submitted last. */
    String bundle() {
      return tags.getOrDefault("policy-gate:bundle", "");
    }
  }

  /** The ARNs of all policies under the path. */
  List<String> arns() {
    try {
      return iam
          .listPoliciesPaginator(request -> request.scope(PolicyScopeType.LOCAL).pathPrefix(path))
          .policies()
          .stream()
          .map(Policy::arn)
          .sorted()
          .toList();
    } catch (SdkException e) {
      throw AwsFailure.of(e, "list the policies under " + path, CHECK);
    }
  }

  /** A policy as it is now; empty when it is gone. */
  Optional<GatePolicy> read(String arn) {
    try {
      Policy policy = iam.getPolicy(request -> request.policyArn(arn)).policy();
      return document(arn, policy.defaultVersionId())
          .map(
              document ->
                  new GatePolicy(
                      policy.policyName(),
                      arn,
                      policy.defaultVersionId(),
                      Objects.toString(policy.description(), ""),
                      policy.tags().stream().collect(Collectors.toMap(Tag::key, Tag::value)),
                      document));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of(e, "read the policy " + arn, CHECK);
    }
  }

  /** The text of a version; empty when it is not there, or not yet. */
  Optional<String> document(String arn, String version) {
    try {
      return Optional.of(
          Documents.decoded(
              iam.getPolicyVersion(request -> request.policyArn(arn).versionId(version))
                  .policyVersion()
                  .document()));
    } catch (NoSuchEntityException e) {
      return Optional.empty();
    } catch (SdkException e) {
      throw AwsFailure.of(e, "read version %s of the policy %s".formatted(version, arn), CHECK);
    }
  }
}
