package dev.policygate.bundle;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.RuleInfo;

/** A finding whose place is not known yet: an archive does not know what it is called. */
record Problem(RuleInfo rule, String message, String fix) {

  /** The command that makes an archive as it must be; an existing one would only be added to. */
  static final String ZIP_IT_RIGHT =
      "remove the archive, then run `zip -j policy.zip policy.json metadata.json`";

  /** A problem of an archive, which is mended by making it again. */
  static Problem ofArchive(RuleInfo rule, String message) {
    return new Problem(rule, message, ZIP_IT_RIGHT);
  }

  Finding at(Location location) {
    return rule.at(location, message, fix);
  }
}
