package dev.policygate.profile;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Quoted;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes JSON apart, and notes with its place whatever is not what it should be. */
final class JsonForm {

  private final List<Finding> findings = new ArrayList<>();

  /** What was noted, in the order of the text. */
  List<Finding> findings() {
    return Finding.sorted(findings);
  }

  void refuse(Location location, String message) {
    findings.add(ProfileReader.INVALID_PROFILE.at(location, message));
  }

  /** Notes what is wrong with a member of an object, or that it is missing. */
  void refuse(JsonObject object, String name, String message) {
    refuse(object.get(name).orElse(object).location(), message);
  }

  void refuse(List<Finding> others) {
    findings.addAll(others);
  }

  /** Notes what is wrong with something that is written elsewhere. */
  void refuse(Location location, List<Finding> others) {
    for (Finding other : others) {
      refuse(location, other.message());
    }
  }

  /** An object whose members are known; an empty one in place of anything else. */
  JsonObject object(Json json, String what, Set<String> known) {
    JsonObject object = asObject(json, what);
    Set<String> seen = new HashSet<>();
    for (Member member : object.members()) {
      if (!known.contains(member.name())) {
        refuse(member.location(), what + " has no member " + Quoted.of(member.name()));
      } else if (!seen.add(member.name())) {
        refuse(member.location(), "`" + member.name() + "` is written twice");
      }
    }
    return object;
  }

  /** The members of an object whose names are free; of those with one name, the first. */
  List<Member> members(Json json, String what) {
    List<Member> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Member member : asObject(json, what).members()) {
      if (seen.add(member.name())) {
        members.add(member);
      } else {
        refuse(member.location(), Quoted.of(member.name()) + " is written twice");
      }
    }
    return members;
  }

  private JsonObject asObject(Json json, String what) {
    if (json instanceof JsonObject object) {
      return object;
    }
    refuse(json.location(), what + " is " + json.kind() + " here, not an object");
    return new JsonObject(List.of(), json.location());
  }

  /** A text that must be there. */
  Optional<String> required(JsonObject object, String name) {
    Optional<Json> value = object.get(name);
    if (value.isEmpty()) {
      refuse(object.location(), "`" + name + "` is missing");
      return Optional.empty();
    }
    return string(value.get());
  }

  /** A text that may be missing. */
  Optional<String> string(JsonObject object, String name) {
    Optional<Json> value = object.get(name);
    return value.isEmpty() ? Optional.empty() : string(value.get());
  }

  Optional<String> string(Json json) {
    if (json instanceof JsonString(var value, _)) {
      return Optional.of(value);
    }
    refuse(json.location(), "here must be a string, not " + json.kind());
    return Optional.empty();
  }

  /** The elements of a list; none in place of anything else. */
  List<Json> list(Json json, String of) {
    if (json instanceof JsonArray(var elements, _)) {
      return elements;
    }
    refuse(json.location(), "here must be a list of " + of + ", not " + json.kind());
    return List.of();
  }

  List<String> strings(Json json) {
    List<String> strings = new ArrayList<>();
    for (Json element : list(json, "strings")) {
      Optional<String> text = string(element);
      if (text.isPresent()) {
        strings.add(text.get());
      }
    }
    return strings;
  }

  /** The texts of a member that may be missing. */
  List<String> strings(JsonObject object, String name) {
    Optional<Json> value = object.get(name);
    return value.isPresent() ? strings(value.get()) : List.of();
  }
}
