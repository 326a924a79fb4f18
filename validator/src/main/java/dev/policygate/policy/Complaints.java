package dev.policygate.policy;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Quoted;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.Member;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is wrong with a document, as far as it has been read; and the words for what is common. */
final class Complaints {

  private static final Map<String, String> FOREIGN_ELEMENTS =
      Map.of(
          "Id", "`Id` belongs to resource policies",
          "Principal", "`Principal` belongs to resource policies: here it is who holds the policy",
          "NotPrincipal", "`NotPrincipal` belongs to resource policies");

  private final List<Finding> findings = new ArrayList<>();

  void add(Finding finding) {
    findings.add(finding);
  }

  void addAll(List<Finding> more) {
    findings.addAll(more);
  }

  boolean isEmpty() {
    return findings.isEmpty();
  }

  /** All of them, in the order of the document. */
  List<Finding> sorted() {
    return Finding.sorted(findings);
  }

  void wrongType(Json found, String what, String expected) {
    add(
        SyntaxRules.WRONG_TYPE.at(
            found.location(), what + " is " + found.kind() + " here, not " + expected));
  }

  void missing(JsonObject owner, String element, String what) {
    missing(owner, element, what + " needs `" + element + "`", "add `" + element + "`");
  }

  /**
   * One that is there in another case of letters is not missing, but {@linkplain #unknownElements
   * unknown}.
   */
  void missing(JsonObject owner, String element, String message, String fix) {
    for (Member member : owner.members()) {
      if (member.name().equalsIgnoreCase(element)) {
        return;
      }
    }
    add(SyntaxRules.MISSING_ELEMENT.at(owner.location(), message, fix));
  }

  void empty(Json list, String element, String what) {
    add(SyntaxRules.EMPTY_LIST.at(list.location(), "`" + element + "` needs at least " + what));
  }

  void unknownElements(JsonObject object, List<String> known, String owner) {
    for (Member member : object.members()) {
      if (!known.contains(member.name())) {
        unknownElement(member, known, owner);
      }
    }
  }

  private void unknownElement(Member member, List<String> known, String owner) {
    Optional<String> meant = inItsOwnCase(member.name(), known);
    if (meant.isPresent()) {
      add(
          SyntaxRules.UNKNOWN_ELEMENT.at(
              member.location(),
              "`"
                  + member.name()
                  + "` is not `"
                  + meant.get()
                  + "`: element names are case-sensitive",
              "write `" + meant.get() + "`"));
      return;
    }
    String foreign = FOREIGN_ELEMENTS.get(member.name());
    add(
        SyntaxRules.UNKNOWN_ELEMENT.at(
            member.location(),
            foreign == null ? owner + " has no element " + Quoted.of(member.name()) : foreign,
            "remove it"));
  }

  private static Optional<String> inItsOwnCase(String name, List<String> known) {
    for (String each : known) {
      if (each.equalsIgnoreCase(name)) {
        return Optional.of(each);
      }
    }
    return Optional.empty();
  }

  /** The elements of a list; any other value is a list of one. */
  static List<Json> listOf(Json value) {
    return value instanceof JsonArray(var elements, _) ? elements : List.of(value);
  }
}
