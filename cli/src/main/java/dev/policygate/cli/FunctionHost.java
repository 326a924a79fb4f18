package dev.policygate.cli;

import dev.policygate.local.JobInvoker;
import dev.policygate.profile.Profiles;
import java.util.Map;

/** Where the function of a scene runs. */
@FunctionalInterface
interface FunctionHost {

  /**
   * What is run.
   *
   * @param environment as Lambda sets it, with credentials of the function's role
   */
  record Deployment(String functionArn, Map<String, String> environment, Profiles profiles) {
    public Deployment {
      environment = Map.copyOf(environment);
    }

    @Override
    public String toString() {
      return "Deployment[" + functionArn + "]";
    }
  }

  /** Starts the function; what is returned hands it its jobs. */
  JobInvoker start(Deployment deployment);
}
