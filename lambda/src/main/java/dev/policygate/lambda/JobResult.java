package dev.policygate.lambda;

import dev.policygate.report.JobMessage;
import java.util.Map;

/** What CodePipeline is told. */
public sealed interface JobResult {

  /**
   * The policy is there.
   *
   * @param summary one line
   * @param outputVariables for later actions of the pipeline
   */
  record Succeeded(String summary, Map<String, String> outputVariables) implements JobResult {
    public Succeeded {
      outputVariables = Map.copyOf(outputVariables);
    }
  }

  /**
   * The policy was not created or changed.
   *
   * @param message for whoever started the pipeline; longer than CodePipeline takes, it is cut
   */
  record Failed(FailureType type, String message) implements JobResult {
    public Failed {
      message = JobMessage.limited(message);
    }
  }
}
