package dev.policygate.cli;

import dev.policygate.finding.Finding;
import dev.policygate.report.TextReport;

/**
 * Answers one question about access.
 *
 * @param field where JSON says that an input is unusable: {@code result} or {@code decision}
 */
record Single(Console console, String field, Format format) {

  /** Finds the answer. */
  @FunctionalInterface
  interface Answerer {
    Answer answer(Documents documents, Format format) throws UnusableException;
  }

  /** Answers on standard output; that an input cannot be used is in JSON an answer, too. */
  Status run(Answerer answerer) {
    Documents documents = new Documents(console);
    try {
      Answer answer = answerer.answer(documents, format);
      console.out().print(answer.output());
      return answer.status();
    } catch (UnusableException e) {
      if (format == Format.TEXT) {
        for (Finding finding : e.findings()) {
          console.err().print(TextReport.describe(finding, documents.texts()));
        }
        console.err().println("policygate: there is no answer, since a policy cannot be used");
        return Status.UNUSABLE;
      }
      Answer answer = Answer.unusable(field, e.problem(), Status.UNUSABLE);
      console.out().print(answer.output());
      return answer.status();
    }
  }
}
