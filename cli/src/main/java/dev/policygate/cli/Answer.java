package dev.policygate.cli;

import dev.policygate.report.AccessJson;

/**
 * What a command about access has to say.
 *
 * @param output all of it, to its last line's end
 */
record Answer(Status status, String output) {

  /**
   * There is no answer, since an input cannot be used.
   *
   * @param field what the contract calls the answer: {@code result} or {@code decision}
   */
  static Answer unusable(String field, String error, Status status) {
    return new Answer(status, AccessJson.unusable(field, error));
  }
}
