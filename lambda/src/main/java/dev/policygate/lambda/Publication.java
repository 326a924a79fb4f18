package dev.policygate.lambda;

/** What became of a policy in the account. */
public sealed interface Publication {

  String policyArn();

  /** Its default version. */
  String version();

  /** In one line, for whoever submitted it. */
  String summary();

  /** As the output variable {@code Outcome} says. */
  String outcome();

  /** It was not there and is now. */
  record Created(String policyArn, String version) implements Publication {
    @Override
    public String summary() {
      return "Created " + policyArn;
    }

    @Override
    public String outcome() {
      return "Created";
    }
  }

  /**
   * It has a new default version.
   *
   * @param note what else the submitter should know, or nothing
   */
  record Updated(String policyArn, String version, String note) implements Publication {
    @Override
    public String summary() {
      return "Updated %s to %s%s".formatted(policyArn, version, note);
    }

    @Override
    public String outcome() {
      return "Updated";
    }
  }

  /**
   * It was there as submitted.
   *
   * @param note what else the submitter should know, or nothing
   */
  record Unchanged(String policyArn, String version, String note) implements Publication {
    @Override
    public String summary() {
      return "Unchanged: %s %s is what was submitted%s".formatted(policyArn, version, note);
    }

    @Override
    public String outcome() {
      return "Unchanged";
    }
  }
}
