package dev.policygate.bundle;

import dev.policygate.finding.Finding;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** A bundle that is good, and what a test wants to know of a result. */
final class Samples {

  static final String POLICY =
      """
      {
        "Version": "2012-10-17",
        "Statement": {
          "Effect": "Allow",
          "Action": "s3:GetObject",
          "Resource": "arn:aws:s3:::team-a-reports/*"
        }
      }
      """;

  static final String METADATA =
      """
      {
        "PolicyName": "ReportsReader",
        "PolicyDescription": "Reads the reports of team A",
        "Team": "team-a"
      }
      """;

  /** What is said of the good bundle. */
  static final String READ = "read ReportsReader";

  private Samples() {}

  /** What is said of the good archive after something was forged in it. */
  static String after(Consumer<ForgedArchive> forgery) {
    ForgedArchive archive = ForgedArchive.ofBundle();
    forgery.accept(archive);
    return report(read(archive));
  }

  static String ambiguous(String message) {
    return "refused\nArchiveAmbiguous policy.zip:1:1 " + message;
  }

  static String damaged(String message) {
    return "refused\nArchiveDamaged policy.zip:1:1 " + message;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static BundleResult read(ForgedArchive archive) {
    return read(archive.build());
  }

  static BundleResult read(byte[] archive) {
    return BundleReader.read(archive, "policy.zip");
  }

  /** The verdict, and below it each finding as {@code Rule file:line:column message}. */
  static String report(BundleResult result) {
    return switch (result) {
      case BundleResult.Read(var bundle, _) -> "read " + bundle.metadata().policyName().value();
      case BundleResult.Refused(var findings, _) -> "refused" + lines(findings);
      case BundleResult.Unreadable(var findings, _) -> "unreadable" + lines(findings);
    };
  }

  private static String lines(List<Finding> findings) {
    StringBuilder lines = new StringBuilder();
    for (Finding finding : findings) {
      lines
          .append('\n')
          .append(finding.rule())
          .append(' ')
          .append(finding.location().file())
          .append(':')
          .append(finding.location().line())
          .append(':')
          .append(finding.location().column())
          .append(' ')
          .append(finding.message());
    }
    return lines.toString();
  }
}
