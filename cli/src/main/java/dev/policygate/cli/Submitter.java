package dev.policygate.cli;

/** Uploads what was checked, and sees how it ends. */
final class Submitter {

  private final AwsAccess aws;
  private final SubmitOptions options;
  private final Progress progress;
  private final Pace pace;
  private final Destination destination;

  /**
   * Finds out where uploads go.
   *
   * @throws AwsFailure when the account has no such pipeline, or does not tell
   */
  Submitter(AwsAccess aws, SubmitOptions options, Progress progress, Pace pace) {
    this.aws = aws;
    this.options = options;
    this.progress = progress;
    this.pace = pace;
    this.destination = Destination.of(aws, options.pipeline(), options.bucket());
  }

  Destination destination() {
    return destination;
  }

  /**
   * Submits and waits.
   *
   * @throws AwsFailure when AWS does not let it be done
   */
  Ending submit(byte[] archive) {
    Watch watch =
        Watch.over(new CodePipelineExecutions(aws.pipelines(), options.pipeline()), progress, pace);
    String version = destination.upload(aws, archive);
    progress.line("upload", "%s, version %s".formatted(destination, version));
    return watch.follow(version, options.timeout());
  }
}
