package dev.policygate.cli;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import dev.policygate.lambda.Pause;
import dev.policygate.lambda.PolicyChecker;
import dev.policygate.local.JobInvoker;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Runs the function in this process.
 *
 * @param log takes what the function writes
 * @param pause between two looks at what a write to IAM has done
 */
record InProcess(PrintStream log, Pause pause) implements FunctionHost {

  /** With the pauses that it makes on Lambda. */
  InProcess(PrintStream log) {
    this(log, Pause.untilIamShows());
  }

  @Override
  public JobInvoker start(Deployment deployment) {
    PolicyChecker function =
        new PolicyChecker(
            deployment.environment(), deployment.profiles(), log, InstantSource.system(), pause);
    return event ->
        function.handleRequest(
            new ByteArrayInputStream(event),
            OutputStream.nullOutputStream(),
            new FunctionContext(deployment.functionArn()));
  }

  /** What Lambda tells a function about its invocation. */
  record FunctionContext(String arn) implements Context {
    @Override
    public String getAwsRequestId() {
      return "00000000-0000-0000-0000-000000000000";
    }

    @Override
    public String getLogGroupName() {
      return "/aws/lambda/" + getFunctionName();
    }

    @Override
    public String getLogStreamName() {
      return "local";
    }

    @Override
    public String getFunctionName() {
      return arn.substring(arn.lastIndexOf(':') + 1);
    }

    @Override
    public String getFunctionVersion() {
      return "$LATEST";
    }

    @Override
    public String getInvokedFunctionArn() {
      return arn;
    }

    @Override
    public @Nullable CognitoIdentity getIdentity() {
      return null;
    }

    @Override
    public @Nullable ClientContext getClientContext() {
      return null;
    }

    @Override
    public int getRemainingTimeInMillis() {
      return 60_000;
    }

    @Override
    public int getMemoryLimitInMB() {
      return 1024;
    }

    @Override
    public LambdaLogger getLogger() {
      throw new UnsupportedOperationException("the function writes to its own log");
    }
  }
}
