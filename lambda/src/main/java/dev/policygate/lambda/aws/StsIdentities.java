package dev.policygate.lambda.aws;

import dev.policygate.lambda.CallerIdentity;
import dev.policygate.lambda.Credentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;

/** Whose credentials are: STS tells, and nothing can forbid that it does. */
public final class StsIdentities implements CallerIdentity.Source {

  private final StsClient sts;

  public StsIdentities(StsClient sts) {
    this.sts = sts;
  }

  @Override
  public CallerIdentity of(Credentials credentials) {
    try {
      GetCallerIdentityResponse identity =
          sts.getCallerIdentity(
              request -> request.overrideConfiguration(Sessions.with(credentials)));
      return new CallerIdentity(identity.account(), identity.arn());
    } catch (SdkException e) {
      throw AwsTrouble.of(
          e,
          "find out whose the job's artifact credentials are",
          "that CodePipeline itself started the function, with credentials that have not expired");
    }
  }
}
