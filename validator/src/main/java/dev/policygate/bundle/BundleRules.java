package dev.policygate.bundle;

import dev.policygate.finding.RuleInfo;
import dev.policygate.policy.SyntaxRules;
import java.util.List;

/**
 * The rules by which a submission is refused before anybody asks what its policy allows.
 *
 * <p>What is wrong with {@code metadata.json} as a JSON text, and could be so with any, speaks by
 * the ids of {@link SyntaxRules}.
 */
public final class BundleRules {

  static final RuleInfo ARCHIVE_AMBIGUOUS =
      RuleInfo.error("ArchiveAmbiguous", "Two readers could see different files in the archive");
  static final RuleInfo ARCHIVE_DAMAGED =
      RuleInfo.error("ArchiveDamaged", "The archive is not what it says about itself");
  static final RuleInfo ARCHIVE_ENCRYPTED =
      RuleInfo.error("ArchiveEncrypted", "The archive is encrypted");
  static final RuleInfo ARCHIVE_NOT_A_ZIP =
      RuleInfo.error("ArchiveNotAZip", "The file is no ZIP archive");
  static final RuleInfo ARCHIVE_UNSUPPORTED =
      RuleInfo.error("ArchiveUnsupported", "The archive uses what no bundle needs");
  static final RuleInfo BUNDLE_ENTRY_DUPLICATE =
      RuleInfo.error("BundleEntryDuplicate", "Two files of the bundle have one name");
  static final RuleInfo BUNDLE_ENTRY_MISSING =
      RuleInfo.error("BundleEntryMissing", "A file that every bundle holds is missing");
  static final RuleInfo BUNDLE_ENTRY_UNEXPECTED =
      RuleInfo.error("BundleEntryUnexpected", "The bundle holds more than its two files");
  static final RuleInfo BUNDLE_TOO_LARGE =
      RuleInfo.error("BundleTooLarge", "The bundle is larger than any bundle has to be");
  static final RuleInfo INVALID_METADATA =
      RuleInfo.error("InvalidMetadata", "The metadata is not what a policy can be created from");
  static final RuleInfo NOT_UTF8 = RuleInfo.error("NotUtf8", "The text is not UTF-8");

  /** Said by whoever opens files: the library itself is handed what they hold. */
  public static final RuleInfo UNREADABLE_INPUT =
      RuleInfo.error("UnreadableInput", "The input cannot be opened");

  static final RuleInfo DUPLICATE_KEY = ofSyntax("DuplicateKey");
  static final RuleInfo INVALID_JSON = ofSyntax("InvalidJson");
  static final RuleInfo NESTING_TOO_DEEP = ofSyntax("NestingTooDeep");
  static final RuleInfo TRAILING_CONTENT = ofSyntax("TrailingContent");
  static final RuleInfo WRONG_TYPE = ofSyntax("WrongType");

  private static final List<RuleInfo> ALL =
      List.of(
          ARCHIVE_AMBIGUOUS,
          ARCHIVE_DAMAGED,
          ARCHIVE_ENCRYPTED,
          ARCHIVE_NOT_A_ZIP,
          ARCHIVE_UNSUPPORTED,
          BUNDLE_ENTRY_DUPLICATE,
          BUNDLE_ENTRY_MISSING,
          BUNDLE_ENTRY_UNEXPECTED,
          BUNDLE_TOO_LARGE,
          INVALID_METADATA,
          NOT_UTF8,
          UNREADABLE_INPUT);

  private BundleRules() {}

  /** All that are not already among the {@link SyntaxRules}, sorted by id. */
  public static List<RuleInfo> all() {
    return ALL;
  }

  private static RuleInfo ofSyntax(String id) {
    for (RuleInfo rule : SyntaxRules.all()) {
      if (rule.id().equals(id)) {
        return rule;
      }
    }
    throw new IllegalStateException("no syntax rule " + id);
  }
}
