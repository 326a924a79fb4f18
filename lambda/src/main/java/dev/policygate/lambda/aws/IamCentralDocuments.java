package dev.policygate.lambda.aws;

import dev.policygate.guardrail.CentralDenies;
import dev.policygate.lambda.CentralDocuments;
import dev.policygate.lambda.Trouble;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.PolicyParser;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;

/** The central denies, kept for a while as they seldom change. */
public final class IamCentralDocuments implements CentralDocuments {

  /** How long a change may take to be seen by a function that is warm. */
  static final Duration KEPT = Duration.ofMinutes(5);

  private final IamClient iam;
  private final String partition;
  private final InstantSource clock;
  private final Map<String, Kept> kept = new HashMap<>();

  private record Kept(CentralDenies denies, Instant until) {}

  public IamCentralDocuments(IamClient iam, String partition, InstantSource clock) {
    this.iam = iam;
    this.partition = partition;
    this.clock = clock;
  }

  @Override
  public synchronized CentralDenies denies(String account, String policyName) {
    String arn = "arn:%s:iam::%s:policy/%s".formatted(partition, account, policyName);
    Kept found = kept.get(arn);
    if (found == null || !clock.instant().isBefore(found.until())) {
      found = new Kept(read(arn), clock.instant().plus(KEPT));
      kept.put(arn, found);
    }
    return found.denies();
  }

  private CentralDenies read(String arn) {
    String text;
    try {
      String version = iam.getPolicy(request -> request.policyArn(arn)).policy().defaultVersionId();
      text =
          Documents.decoded(
              iam.getPolicyVersion(request -> request.policyArn(arn).versionId(version))
                  .policyVersion()
                  .document());
    } catch (SdkException e) {
      throw AwsTrouble.of(
          e,
          "read the central denies " + arn,
          "that the policy exists in the security account and that the function's role may"
              + " iam:GetPolicy and iam:GetPolicyVersion on it");
    }
    if (!(PolicyParser.parse(text, arn) instanceof ParseResult.Parsed(var policy))) {
      throw Trouble.configuration(
          "the central denies %s are no valid policy; check its default version".formatted(arn));
    }
    return switch (CentralDenies.of(policy)) {
      case CentralDenies.Fit(var denies) -> denies;
      case CentralDenies.Unfit(var problems) ->
          throw Trouble.configuration(
              "the central denies %s cannot be appended: %s"
                  .formatted(arn, String.join("; ", problems)));
    };
  }
}
