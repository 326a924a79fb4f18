package dev.policygate.local;

import java.util.Map;
import java.util.Optional;

/** Work that a function was asked to do, and what it said about it. */
final class Job {
  private final String id = Ids.uuid();
  private final String account;
  private Optional<Result> result = Optional.empty();

  /**
   * @param account the account of the pipeline, whose callers alone may report
   */
  Job(String account) {
    this.account = account;
  }

  /** What became of a job. */
  sealed interface Result {
    /** How {@code InvalidJobState} names it. */
    String word();
  }

  record Succeeded(Details details, Map<String, String> outputVariables) implements Result {
    @Override
    public String word() {
      return "Succeeded";
    }
  }

  /** Done for now; the function wants to be called again. */
  record Continued(Details details, String token) implements Result {
    @Override
    public String word() {
      return "Succeeded";
    }
  }

  record Failed(String type, String message, Optional<String> externalId) implements Result {
    @Override
    public String word() {
      return "Failed";
    }
  }

  record TimedOut() implements Result {
    @Override
    public String word() {
      return "TimedOut";
    }
  }

  /** Its execution was stopped without waiting for it. */
  record Abandoned() implements Result {
    @Override
    public String word() {
      return "Failed";
    }
  }

  /** What a function may tell about its work. */
  record Details(
      Optional<String> summary, Optional<String> externalId, Optional<Integer> percentComplete) {
    static final Details NONE = new Details(Optional.empty(), Optional.empty(), Optional.empty());
  }

  String id() {
    return id;
  }

  String account() {
    return account;
  }

  Optional<Result> result() {
    return result;
  }

  void end(Result newResult) {
    if (result.isPresent()) {
      throw new IllegalStateException("A job ends once");
    }
    result = Optional.of(newResult);
  }
}
