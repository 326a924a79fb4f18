package dev.policygate.cli;

import java.time.Duration;
import java.util.Optional;

/**
 * What commands that submit have in common: whose account, which pipeline, how long.
 *
 * @param bucket the one that is meant, where that is to be made sure
 * @param timeout for one submission
 */
record SubmitOptions(
    Optional<String> awsProfile,
    Optional<String> region,
    String pipeline,
    Optional<String> bucket,
    Duration timeout) {

  private static final String PIPELINE = "policy-gate";

  /** Longer than a job of CodePipeline's may take, with one before it. */
  private static final int TIMEOUT_SECONDS = 45 * 60;

  private static final int MOST_SECONDS = 7 * 24 * 60 * 60;

  static Arguments.Syntax add(Arguments.Syntax syntax) {
    return syntax
        .value("aws-profile", "NAME", "of ~/.aws/config; as the AWS CLI chooses unless given")
        .value("region", "REGION", "of the gate; as the AWS CLI chooses unless given")
        .value("pipeline", "NAME", PIPELINE + " unless given")
        .value("bucket", "NAME", "fail unless the pipeline takes its uploads from this one")
        .value("timeout", "SECONDS", "for the pipeline; " + TIMEOUT_SECONDS + " unless given")
        .value("profile", "NAME|FILE", "to check by; the preset sandbox unless given")
        .value("account", "ID", "whose profile of the file it is");
  }

  static SubmitOptions of(Arguments arguments) {
    return new SubmitOptions(
        arguments.value("aws-profile"),
        arguments.value("region"),
        arguments.value("pipeline").orElse(PIPELINE),
        arguments.value("bucket"),
        arguments
            .value("timeout")
            .map(SubmitOptions::seconds)
            .orElse(Duration.ofSeconds(TIMEOUT_SECONDS)));
  }

  private static Duration seconds(String text) {
    try {
      int seconds = Integer.parseInt(text);
      if (seconds > 0 && seconds <= MOST_SECONDS) {
        return Duration.ofSeconds(seconds);
      }
    } catch (NumberFormatException e) {
      // Said below.
    }
    throw new UsageException("`%s` is no timeout; give seconds".formatted(text));
  }

  /** Opens the account, and says whose it is. */
  AwsAccess open(AwsAccess.Opener opener, Progress progress) {
    AwsAccess aws = opener.open(awsProfile, region);
    progress.line(
        "account",
        "%s in %s, as %s".formatted(aws.caller().account(), aws.region(), aws.caller().arn()));
    return aws;
  }
}
