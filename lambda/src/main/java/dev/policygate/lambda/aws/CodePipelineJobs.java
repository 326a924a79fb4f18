package dev.policygate.lambda.aws;

import dev.policygate.lambda.JobReporter;
import dev.policygate.lambda.JobResult;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.codepipeline.CodePipelineClient;
import software.amazon.awssdk.services.codepipeline.model.InvalidJobStateException;

/** Results of jobs, told to CodePipeline. */
public final class CodePipelineJobs implements JobReporter {

  private final CodePipelineClient codePipeline;
  private final Consumer<AwsRequestOverrideConfiguration.Builder> credentials;

  /** Reports with the credentials of a session. */
  CodePipelineJobs(
      CodePipelineClient codePipeline,
      Consumer<AwsRequestOverrideConfiguration.Builder> credentials) {
    this.codePipeline = codePipeline;
    this.credentials = credentials;
  }

  /** Reports with the function's own credentials. */
  public CodePipelineJobs(CodePipelineClient codePipeline) {
    this(codePipeline, _ -> {});
  }

  @Override
  public Receipt report(String jobId, JobResult result) {
    try {
      switch (result) {
        case JobResult.Succeeded(var summary, var outputVariables) ->
            codePipeline.putJobSuccessResult(
                request ->
                    request
                        .jobId(jobId)
                        .executionDetails(details -> details.summary(summary))
                        .outputVariables(outputVariables)
                        .overrideConfiguration(credentials));
        case JobResult.Failed(var type, var message) ->
            codePipeline.putJobFailureResult(
                request ->
                    request
                        .jobId(jobId)
                        .failureDetails(details -> details.type(type.text()).message(message))
                        .overrideConfiguration(credentials));
      }
      return Receipt.TAKEN;
    } catch (InvalidJobStateException e) {
      // Also what a repeated report meets when the answer to the first was lost.
      return Receipt.LATE;
    } catch (SdkException e) {
      throw AwsTrouble.of(
          e,
          "report the result of the job " + jobId,
          "that the role may codepipeline:PutJobSuccessResult and codepipeline:PutJobFailureResult, and"
              + " that the job is of the role's account");
    }
  }
}
