package dev.policygate.policy;

import dev.policygate.finding.Location;
import dev.policygate.finding.Numbers;
import dev.policygate.finding.Quoted;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an identity policy as strictly as a gate must: what IAM could read otherwise is refused.
 *
 * <p>All that is wrong is reported, not only the first. What makes a policy dangerous is not asked
 * here, nor what is well formed and yet no action or ARN: the rules do.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">IAM
 *     User Guide, grammar of the policy language</a>
 */
public final class PolicyParser {

  /** What IAM takes as {@code PolicyDocument}, white space included (API reference of IAM). */
  public static final int MAX_CHARACTERS = 131_072;

  private static final List<String> ELEMENTS = List.of("Version", "Statement");

  private final Complaints complaints = new Complaints();

  private PolicyParser() {}

  /**
   * Reads {@code text}.
   *
   * @param file how places in it are called
   */
  public static ParseResult parse(String text, String file) {
    return new PolicyParser().document(text, file);
  }

  private ParseResult document(String text, String file) {
    if (text.length() > MAX_CHARACTERS) {
      complaints.add(
          SyntaxRules.DOCUMENT_TOO_LARGE.at(
              Location.of(file),
              "the text has "
                  + Numbers.grouped(text.length())
                  + " characters, IAM takes "
                  + Numbers.grouped(MAX_CHARACTERS)));
      return refused();
    }
    complaints.addAll(Characters.check(text, file));
    JsonText.Result read = JsonText.read(Characters.withoutByteOrderMark(text), file);
    if (read instanceof JsonText.Malformed(var location, var problem)) {
      return new ParseResult.Unreadable(SyntaxRules.INVALID_JSON.at(location, problem));
    }
    if (read instanceof JsonText.Excessive(var location)) {
      complaints.add(
          SyntaxRules.NESTING_TOO_DEEP.at(location, "no policy nests as deeply as this text"));
      return refused();
    }
    if (read instanceof JsonText.Trailing(var root, var location)) {
      complaints.add(
          SyntaxRules.TRAILING_CONTENT.at(
              location, "the text goes on after the policy has ended", "remove what follows"));
      return document(root);
    }
    return document(((JsonText.Read) read).value());
  }

  private ParseResult document(Json root) {
    findWhatReadersDifferIn(root);
    Optional<Policy> policy = policy(root);
    if (!complaints.isEmpty() || policy.isEmpty()) {
      return refused();
    }
    return new ParseResult.Parsed(policy.get());
  }

  private ParseResult refused() {
    return new ParseResult.Refused(complaints.sorted());
  }

  private void findWhatReadersDifferIn(Json value) {
    if (value instanceof JsonString(var text, var location)) {
      findDoubtfulCharacter(text, location);
    } else if (value instanceof JsonArray(var elements, _)) {
      for (Json element : elements) {
        findWhatReadersDifferIn(element);
      }
    } else if (value instanceof JsonObject(var members, _)) {
      Set<String> names = new HashSet<>();
      for (Member member : members) {
        if (!names.add(member.name())) {
          complaints.add(
              SyntaxRules.DUPLICATE_KEY.at(
                  member.location(),
                  Quoted.of(member.name())
                      + " is written twice in one object; readers differ in which one counts",
                  "write it once"));
        }
        findDoubtfulCharacter(member.name(), member.location());
        findWhatReadersDifferIn(member.value());
      }
    }
  }

  /**
   * Finds the first control character and the first half of a character, which stand there as
   * escapes: as they are, neither is JSON.
   */
  private void findDoubtfulCharacter(String text, Location location) {
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < ' ') {
        complaints.add(
            SyntaxRules.INVALID_CHARACTER.at(
                location,
                Numbers.ofCharacter(text.charAt(i))
                    + " is a control character, at which some readers stop",
                "remove it"));
        return;
      }
      if (!Character.isSurrogate(text.charAt(i))) {
        continue;
      }
      if (Character.isSupplementaryCodePoint(text.codePointAt(i))) {
        i++;
        continue;
      }
      complaints.add(
          SyntaxRules.INVALID_CHARACTER.at(
              location,
              Numbers.ofCharacter(text.charAt(i))
                  + " is half of a character; readers differ in what they make of it",
              "write the whole character, or remove it"));
      return;
    }
  }

  private Optional<Policy> policy(Json root) {
    if (!(root instanceof JsonObject object)) {
      complaints.wrongType(root, "a policy", "an object");
      return Optional.empty();
    }
    complaints.unknownElements(object, ELEMENTS, "a policy");
    version(object);
    Optional<Json> statements = object.get("Statement");
    if (statements.isEmpty()) {
      complaints.missing(object, "Statement", "a policy");
      return Optional.empty();
    }
    List<Json> elements = Complaints.listOf(statements.get());
    if (elements.isEmpty()) {
      complaints.empty(statements.get(), "Statement", "a statement");
    }
    StatementReader reader = new StatementReader(complaints);
    List<Statement> read = new ArrayList<>();
    for (Json each : elements) {
      Optional<Statement> statement = reader.read(each);
      if (statement.isPresent()) {
        read.add(statement.get());
      }
    }
    return Optional.of(new Policy(read, object.location()));
  }

  private void version(JsonObject object) {
    Optional<Json> version = object.get("Version");
    String fix = "write `\"Version\": \"" + Policy.VERSION + "\"`";
    if (version.isEmpty()) {
      complaints.missing(
          object,
          "Version",
          "a policy without `Version` is read as `2008-10-17`, in which variables are plain text",
          fix);
    } else if (!(version.get() instanceof JsonString string)) {
      complaints.wrongType(version.get(), "`Version`", "a string");
    } else if (!string.value().equals(Policy.VERSION)) {
      complaints.add(
          SyntaxRules.INVALID_VERSION.at(
              string.location(),
              Quoted.of(string.value()) + " is not the version that policies are read in",
              fix));
    }
  }
}
