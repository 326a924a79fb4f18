package dev.policygate.lambda;

import java.util.Map;

/** What became of a policy in the account. */
public sealed interface Publication {

  String policyArn();

  /** Its default version. */
  String version();

  /** What else the submitter should know, as the rest of a sentence; or nothing. */
  String note();

  /** In one line, for whoever submitted it. */
  String summary();

  /** As the output variable {@code Outcome} says. */
  String outcome();

  /** What CodePipeline is told of it. */
  default JobResult.Succeeded result() {
    return new JobResult.Succeeded(
        summary() + note(),
        Map.of("PolicyArn", policyArn(), "PolicyVersionId", version(), "Outcome", outcome()));
  }

  /** It was not there and is now. */
  record Created(String policyArn, String version) implements Publication {
    @Override
    public String note() {
      return "";
    }

    @Override
    public String summary() {
      return "Created " + policyArn;
    }

    @Override
    public String outcome() {
      return "Created";
    }
  }

  /** It has a new default version. */
  record Updated(String policyArn, String version, String note) implements Publication {
    @Override
    public String summary() {
      return "Updated %s to %s".formatted(policyArn, version);
    }

    @Override
    public String outcome() {
      return "Updated";
    }
  }

  /** It was there as submitted. */
  record Unchanged(String policyArn, String version, String note) implements Publication {
    @Override
    public String summary() {
      return "Unchanged: %s %s is what was submitted".formatted(policyArn, version);
    }

    @Override
    public String outcome() {
      return "Unchanged";
    }
  }
}
