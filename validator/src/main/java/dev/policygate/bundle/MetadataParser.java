package dev.policygate.bundle;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.finding.Numbers;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code metadata.json} as strictly as a policy is read, and reports all that is wrong.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html">IAM API
 *     reference, CreatePolicy, PolicyName and Description</a>
 */
final class MetadataParser {

  static final int MAX_NAME = 128;
  static final int MAX_DESCRIPTION = 1_000;

  /** As long as a policy's name: a bound that no team has to know. */
  static final int MAX_TEAM = 128;

  private static final String NAME = "PolicyName";
  private static final String DESCRIPTION = "PolicyDescription";
  private static final String TEAM = "Team";
  private static final List<String> ELEMENTS = List.of(NAME, DESCRIPTION, TEAM);

  private static final String BYTE_ORDER_MARK = "\uFEFF";

  /** From here on two words are two words, not one and its misspelling. */
  private static final int TOO_DIFFERENT = 3;

  private final List<Finding> findings = new ArrayList<>();

  private MetadataParser() {}

  /** How reading ended. */
  sealed interface Result {}

  record Read(Metadata metadata) implements Result {}

  /** JSON, but not metadata that a policy can be created from. */
  record Refused(List<Finding> findings) implements Result {
    Refused {
      findings = List.copyOf(findings);
    }
  }

  /** No JSON. */
  record Unreadable(Finding finding) implements Result {}

  static Result parse(String text, String file) {
    return new MetadataParser().document(text, file);
  }

  private Result document(String text, String file) {
    String json = text;
    if (text.startsWith(BYTE_ORDER_MARK)) {
      findings.add(
          BundleRules.INVALID_METADATA.at(
              new Location(file, 1, 1, Optional.empty()),
              "the text starts with a byte order mark, which JSON does not allow",
              "save it as UTF-8 without one"));
      json = " " + text.substring(1);
    }
    JsonText.Result read = JsonText.read(json, file);
    if (read instanceof JsonText.Malformed(var location, var problem)) {
      return new Unreadable(BundleRules.INVALID_JSON.at(location, problem));
    }
    if (read instanceof JsonText.Excessive(var location)) {
      findings.add(
          BundleRules.NESTING_TOO_DEEP.at(location, "no metadata nests as deeply as this text"));
      return new Refused(findings);
    }
    if (read instanceof JsonText.Trailing(var value, var location)) {
      findings.add(
          BundleRules.TRAILING_CONTENT.at(
              location, "the text goes on after the metadata has ended", "remove what follows"));
      return metadata(value);
    }
    return metadata(((JsonText.Read) read).value());
  }

  private Result metadata(Json root) {
    if (!(root instanceof JsonObject object)) {
      findings.add(wrongType(root, "metadata", "an object"));
      return new Refused(Finding.sorted(findings));
    }
    elements(object);
    Optional<Located<String>> name = string(object, NAME);
    if (name.isPresent()) {
      checkName(name.get());
    }
    Optional<Located<String>> description = string(object, DESCRIPTION);
    if (description.isPresent()) {
      checkDescription(description.get());
    }
    Optional<Located<String>> team = string(object, TEAM);
    if (team.isPresent()) {
      checkTeam(team.get());
    }
    if (!findings.isEmpty() || name.isEmpty()) {
      return new Refused(Finding.sorted(findings));
    }
    return new Read(new Metadata(name.get(), description, team));
  }

  /** Refuses what is written twice, what is none of the elements, and a missing name. */
  private void elements(JsonObject object) {
    Set<String> names = new HashSet<>();
    Set<String> meant = new HashSet<>();
    for (Member member : object.members()) {
      if (!names.add(member.name())) {
        findings.add(
            BundleRules.DUPLICATE_KEY.at(
                member.location(),
                Wording.quoted(member.name())
                    + " is written twice in one object; readers differ in which one counts",
                "write it once"));
      } else if (!ELEMENTS.contains(member.name())) {
        Optional<String> alike = alike(member.name());
        if (alike.isPresent()) {
          meant.add(alike.get());
        }
        findings.add(unknown(member, alike));
      }
    }
    if (!names.contains(NAME) && !meant.contains(NAME)) {
      findings.add(
          BundleRules.INVALID_METADATA.at(
              object.location(),
              "metadata needs `PolicyName`",
              "add `PolicyName`, the name of the policy to create"));
    }
  }

  private static Finding unknown(Member member, Optional<String> alike) {
    String quoted = Wording.quoted(member.name());
    if (alike.isEmpty()) {
      return BundleRules.INVALID_METADATA.at(
          member.location(), "metadata has no element " + quoted, "remove it");
    }
    String element = alike.get();
    return BundleRules.INVALID_METADATA.at(
        member.location(),
        member.name().equalsIgnoreCase(element)
            ? quoted + " is not `" + element + "`: element names are case-sensitive"
            : "metadata has no element " + quoted + ": did you mean `" + element + "`",
        "write `" + element + "`");
  }

  /** The element of nearly that name, or of which it is the last word. */
  private static Optional<String> alike(String name) {
    if (name.length() > 2 * DESCRIPTION.length()) {
      return Optional.empty();
    }
    String letters = lettersOf(name);
    for (String element : ELEMENTS) {
      if (distance(lettersOf(element), letters) < TOO_DIFFERENT
          || element.equals("Policy" + capitalized(letters))) {
        return Optional.of(element);
      }
    }
    return Optional.empty();
  }

  private static String lettersOf(String name) {
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      if (isLetter(name.charAt(i))) {
        letters.append(name.charAt(i));
      }
    }
    return letters.toString().toLowerCase(Locale.ROOT);
  }

  private static String capitalized(String letters) {
    return letters.isEmpty()
        ? ""
        : letters.substring(0, 1).toUpperCase(Locale.ROOT) + letters.substring(1);
  }

  /** How many letters have to be added, removed or changed to get from one word to the other. */
  private static int distance(String one, String other) {
    int[] previous = new int[other.length() + 1];
    for (int j = 0; j <= other.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= one.length(); i++) {
      int[] current = new int[other.length() + 1];
      current[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = previous[j - 1] + (one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
      }
      previous = current;
    }
    return previous[other.length()];
  }

  private Optional<Located<String>> string(JsonObject object, String element) {
    Optional<Json> value = object.get(element);
    if (value.isEmpty()) {
      return Optional.empty();
    }
    if (value.get() instanceof JsonString(var text, var location)) {
      return Optional.of(new Located<>(text, location));
    }
    findings.add(wrongType(value.get(), "`" + element + "`", "a string"));
    return Optional.empty();
  }

  private static Finding wrongType(Json found, String what, String expected) {
    return BundleRules.WRONG_TYPE.at(
        found.location(), what + " is " + found.kind() + " here, not " + expected);
  }

  private void checkName(Located<String> name) {
    checkLength(name, NAME, 1, MAX_NAME);
    checkCharacters(name, NAME, "use ASCII letters, digits and `_+=,.@-`");
  }

  private void checkDescription(Located<String> description) {
    checkLength(description, DESCRIPTION, 0, MAX_DESCRIPTION);
    checkCharacters(description, DESCRIPTION, "write plain text without it");
  }

  private void checkTeam(Located<String> team) {
    checkLength(team, TEAM, 1, MAX_TEAM);
    checkCharacters(team, TEAM, "use letters, digits, blanks and `_.:/=+-@`");
  }

  private static boolean isTaken(String element, int c) {
    return switch (element) {
      case NAME -> isLetterOrDigit(c) || "_+=,.@-".indexOf(c) >= 0;
      // The characters that a tag takes, in case a team is ever written to one.
      case TEAM -> Character.isLetter(c) || isLetterOrDigit(c) || " _.:/=+-@".indexOf(c) >= 0;
      // The API reference names no character that IAM refuses here. Refused is what the XML of its
      // answers cannot carry, and what moves the cursor of whoever reads it.
      default -> isPrintable(c);
    };
  }

  private static boolean isPrintable(int c) {
    return c == '\t'
        || c == '\n'
        || c == '\r'
        || !(Character.isISOControl(c) || isSurrogate(c) || c == 0xFFFE || c == 0xFFFF);
  }

  /** A surrogate that is met as a code point has no partner. */
  private static boolean isSurrogate(int c) {
    return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
  }

  private static boolean isLetterOrDigit(int c) {
    return isLetter(c) || (c >= '0' && c <= '9');
  }

  private static boolean isLetter(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  private void checkLength(Located<String> text, String element, int least, int most) {
    int length = text.value().length();
    if (length < least) {
      findings.add(
          BundleRules.INVALID_METADATA.at(
              text.location(), "`" + element + "` is empty", "give it a value"));
    } else if (length > most) {
      findings.add(
          BundleRules.INVALID_METADATA.at(
              text.location(),
              "`"
                  + element
                  + "` has "
                  + Numbers.grouped(length)
                  + " characters, at most "
                  + Numbers.grouped(most)
                  + " are taken",
              "shorten it by " + Numbers.grouped(length - most)));
    }
  }

  /** Complains of the first character that the element does not take. */
  private void checkCharacters(Located<String> text, String element, String fix) {
    String value = text.value();
    int at = 0;
    while (at < value.length()) {
      int c = value.codePointAt(at);
      if (!isTaken(element, c)) {
        findings.add(
            BundleRules.INVALID_METADATA.at(
                text.location(),
                "`"
                    + element
                    + "` holds the character "
                    + Wording.quoted(Character.toString(c))
                    + ", which it does not take",
                fix));
        return;
      }
      at += Character.charCount(c);
    }
  }
}
