package dev.policygate.bundle;

import dev.policygate.finding.Finding;
import java.util.List;

/** What a submission turned out to be. */
public sealed interface BundleResult {

  /** What was read, also where it was refused: a report shows the lines of its findings. */
  Texts texts();

  /** A bundle, read without a doubt. */
  record Read(Bundle bundle, Texts texts) implements BundleResult {}

  /**
   * An archive, a folder or a text that is not what a bundle is.
   *
   * @param findings all that is wrong as far as it could be read, in order
   */
  record Refused(List<Finding> findings, Texts texts) implements BundleResult {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * No archive at all, or a file in it is no JSON.
   *
   * @param findings also what is wrong with the file that could be read, in order
   */
  record Unreadable(List<Finding> findings, Texts texts) implements BundleResult {
    public Unreadable {
      findings = List.copyOf(findings);
    }
  }
}
