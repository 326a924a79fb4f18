package dev.policygate.bundle;

import static dev.policygate.bundle.Bundle.METADATA_FILE;
import static dev.policygate.bundle.Bundle.POLICY_FILE;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Asks of the names in a submission that they are the two of a bundle, and these only once. */
final class EntryNames {

  private static final List<String> EXPECTED = List.of(POLICY_FILE, METADATA_FILE);
  private static final String MAC_FOLDER = "__MACOSX/";
  private static final String MAC_VIEW = ".DS_Store";

  private final List<String> names;
  private final Container container;
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> meant = new HashSet<>();

  private EntryNames(List<String> names, Container container) {
    this.names = names;
    this.container = container;
  }

  /** All that is wrong with {@code names}. */
  static List<Problem> check(List<String> names, Container container) {
    return new EntryNames(names, container).check();
  }

  /** Whether macOS adds an entry of that name by itself; what is in it is nobody's concern. */
  static boolean isIgnored(String name) {
    return (name.startsWith(MAC_FOLDER) || name.equals(MAC_VIEW)) && pathProblem(name).isEmpty();
  }

  private List<Problem> check() {
    Map<String, String> seen = new HashMap<>();
    for (String name : names) {
      String other = seen.putIfAbsent(name.toLowerCase(Locale.ROOT), name);
      if (other != null) {
        problems.add(duplicate(name, other));
      } else if (!EXPECTED.contains(name) && !isIgnored(name)) {
        unexpected(name);
      }
    }
    for (String name : EXPECTED) {
      if (!names.contains(name) && !meant.contains(name)) {
        problems.add(
            new Problem(
                BundleRules.BUNDLE_ENTRY_MISSING,
                "`" + name + "` is not in the " + container.noun(),
                container.addition()));
      }
    }
    return problems;
  }

  private Problem duplicate(String name, String other) {
    meant.add(name.toLowerCase(Locale.ROOT));
    return new Problem(
        BundleRules.BUNDLE_ENTRY_DUPLICATE,
        name.equals(other)
            ? Wording.quoted(name)
                + " is in the "
                + container.noun()
                + " twice; readers differ in which one counts"
            : Wording.quoted(other)
                + " and "
                + Wording.quoted(name)
                + " are one file wherever the case of letters is ignored",
        container.removal());
  }

  private void unexpected(String name) {
    if (isFolderOfOthers(name)) {
      return;
    }
    String base = base(name);
    if (EXPECTED.contains(base)) {
      meant.add(base);
    }
    problems.add(
        new Problem(
            BundleRules.BUNDLE_ENTRY_UNEXPECTED,
            Wording.quoted(name) + " " + why(name, base),
            name.toLowerCase(Locale.ROOT).equals(base) && EXPECTED.contains(base)
                ? "rename it to `" + base + "`"
                : container.removal()));
  }

  /** What the file is called, for the reader that makes the least of its name. */
  private static String base(String name) {
    int start = 0;
    int end = 0;
    while (end < name.length() && !Character.isISOControl(name.charAt(end))) {
      if ("/\\:".indexOf(name.charAt(end)) >= 0) {
        start = end + 1;
      }
      end++;
    }
    return name.substring(start, end).toLowerCase(Locale.ROOT);
  }

  /** Whether the entries within it say all that is to say. */
  private boolean isFolderOfOthers(String name) {
    if (name.endsWith("/")) {
      for (String other : names) {
        if (!other.equals(name) && other.startsWith(name)) {
          return true;
        }
      }
    }
    return false;
  }

  private static String why(String name, String base) {
    String path = pathProblem(name);
    if (!path.isEmpty()) {
      return path;
    }
    if (name.endsWith("/")) {
      return "is a folder, and a bundle holds none";
    }
    if (EXPECTED.contains(base)) {
      return name.contains("/")
          ? "is in a folder; a bundle holds `" + base + "` at its top"
          : "is not `" + base + "`: file names are case-sensitive";
    }
    return "is neither `policy.json` nor `metadata.json`, and a bundle holds nothing else";
  }

  private static boolean hasControlCharacter(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (Character.isISOControl(name.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  /** Why no file should have that name anywhere; empty when there is nothing to say. */
  private static String pathProblem(String name) {
    if (name.isEmpty()) {
      return "is no name at all";
    }
    if (name.indexOf('\\') >= 0) {
      return "holds a backslash, which some readers take for a slash";
    }
    if (hasControlCharacter(name)) {
      return "holds a control character, at which some readers stop";
    }
    if (name.startsWith("/")) {
      return "is an absolute path";
    }
    if (name.indexOf(':') >= 0) {
      return "holds a colon, which Windows takes for a drive or a stream";
    }
    if (List.of(name.split("/", -1)).contains("..")) {
      return "leads out of the folder in which it is unpacked";
    }
    return "";
  }
}
