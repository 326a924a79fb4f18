package dev.policygate.profile;

import dev.policygate.access.NamePattern;
import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.finding.Quoted;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonArray;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.PolicyParser;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the file of profiles; what it does not know, it refuses, with the place. */
public final class ProfileReader {

  /** The rule by which a file of profiles is refused. */
  public static final RuleInfo INVALID_PROFILE =
      RuleInfo.error(
          "InvalidProfile", "The file of profiles says something that is not understood");

  private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
  private static final Pattern ROLE =
      Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/[\\w+=,.@/-]+");
  private static final Pattern NAME = Pattern.compile("[\\w+=,.@-]{1,128}");
  private static final int MOST_OF_A_PATH = 512;
  private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9.,+@=_-]+/)+");
  private static final Set<String> MEMBERS =
      Set.of("accounts", "centralDenies", "path", "reservedNames");

  /** Where the gate's policies live unless a profile says otherwise. */
  public static final String DEFAULT_PATH = "/policy-gate/";

  private final Function<String, Optional<String>> documents;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> profileOfAccount = new HashMap<>();

  private ProfileReader(Function<String, Optional<String>> documents) {
    this.documents = documents;
  }

  /** What a file turned out to be. */
  public sealed interface Result {}

  /** Profiles. */
  public record Read(Profiles profiles) implements Result {}

  /** Something else. */
  public record Refused(List<Finding> findings) implements Result {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Reads profiles.
   *
   * @param text JSON
   * @param file how places in it are called
   * @param documents the texts of the documents that profiles name, by name
   */
  public static Result read(
      String text, String file, Function<String, Optional<String>> documents) {
    ProfileReader reader = new ProfileReader(documents);
    JsonText.Result result = JsonText.read(text, file);
    if (!(result instanceof JsonText.Read(var json))) {
      return new Refused(List.of(noJson(result)));
    }
    List<Profile> profiles = new ArrayList<>();
    Optional<Json> all = reader.object(json, "the file", Set.of("profiles")).get("profiles");
    if (all.isEmpty()) {
      reader.refuse(json.location(), "the file has no `profiles`");
    } else {
      for (Member member : reader.members(all.get(), "`profiles`")) {
        reader.profile(member.name(), member.value()).ifPresent(profiles::add);
      }
    }
    return reader.findings.isEmpty()
        ? new Read(new Profiles(profiles))
        : new Refused(reader.findings.stream().sorted().toList());
  }

  private static Finding noJson(JsonText.Result result) {
    return switch (result) {
      case JsonText.Malformed(var location, var problem) ->
          INVALID_PROFILE.at(location, "the file is no JSON: " + problem);
      case JsonText.Excessive(var location) ->
          INVALID_PROFILE.at(location, "no file of profiles nests as deeply as this one");
      case JsonText.Trailing(_, var location) ->
          INVALID_PROFILE.at(location, "the file goes on after the profiles have ended");
      case JsonText.Read _ -> throw new IllegalArgumentException("it is JSON");
    };
  }

  private Optional<Profile> profile(String name, Json json) {
    JsonObject profile = object(json, "a profile", MEMBERS);
    Map<String, Account> accounts = new LinkedHashMap<>();
    Optional<Json> all = profile.get("accounts");
    if (all.isPresent()) {
      for (Member member : members(all.get(), "`accounts`")) {
        account(member, name).ifPresent(account -> accounts.put(account.id(), account));
      }
    }
    String path = profile.get("path").map(this::path).orElse(DEFAULT_PATH);
    List<NamePattern> reserved =
        profile.get("reservedNames").map(this::strings).orElse(List.of()).stream()
            .map(NamePattern::of)
            .toList();
    Optional<Json> denies = profile.get("centralDenies");
    if (denies.isEmpty()) {
      refuse(
          profile.location(), "the profile %s has no `centralDenies`".formatted(Quoted.of(name)));
      return Optional.empty();
    }
    JsonObject central = object(denies.get(), "`centralDenies`", Set.of("policy", "document"));
    Optional<String> policy = required(central, "policy");
    if (policy.isPresent() && !NAME.matcher(policy.get()).matches()) {
      refuse(
          central.get("policy").orElse(central).location(),
          "%s is no name that IAM gives a policy".formatted(Quoted.of(policy.get())));
    }
    Optional<CentralDenies> document =
        required(central, "document").flatMap(d -> denies(d, central));
    if (policy.isEmpty() || document.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new Profile(name, accounts, policy.get(), document.get(), path, reserved));
  }

  private Optional<Account> account(Member member, String profile) {
    String id = member.name();
    JsonObject account = object(member.value(), "an account", Set.of("actionRole"));
    if (!ACCOUNT.matcher(id).matches()) {
      refuse(
          member.location(),
          "%s is no account: an account has twelve digits".formatted(Quoted.of(id)));
      return Optional.empty();
    }
    String other = profileOfAccount.putIfAbsent(id, profile);
    if (other != null) {
      refuse(
          member.location(),
          "the account `%s` is in the profile %s already".formatted(id, Quoted.of(other)));
      return Optional.empty();
    }
    Optional<String> role = account.get("actionRole").flatMap(this::string);
    if (role.isPresent() && !ROLE.matcher(role.get()).matches()) {
      refuse(
          account.get("actionRole").orElse(account).location(),
          "%s is not the ARN of a role".formatted(Quoted.of(role.get())));
      return Optional.empty();
    }
    return Optional.of(new Account(id, role));
  }

  private String path(Json json) {
    String path = string(json).orElse(DEFAULT_PATH);
    if (path.length() > MOST_OF_A_PATH || !PATH.matcher(path).matches()) {
      refuse(
          json.location(),
          "%s is no path of policies: it starts and ends with a slash, and is not all of it"
              .formatted(Quoted.of(path)));
    }
    return path;
  }

  private Optional<CentralDenies> denies(String name, JsonObject place) {
    Optional<String> text = documents.apply(name);
    if (text.isEmpty()) {
      refuse(
          place.location(), "there is no document %s of central denies".formatted(Quoted.of(name)));
      return Optional.empty();
    }
    ParseResult parsed = PolicyParser.parse(text.get(), name);
    if (parsed instanceof ParseResult.Parsed(var policy)) {
      CentralDenies.Result result = CentralDenies.of(policy);
      if (result instanceof CentralDenies.Fit(var denies)) {
        return Optional.of(denies);
      }
      if (result instanceof CentralDenies.Unfit(var problems)) {
        problems.forEach(problem -> refuse(place.location(), problem));
      }
    } else if (parsed instanceof ParseResult.Refused(var refused)) {
      findings.addAll(refused);
    } else if (parsed instanceof ParseResult.Unreadable(var finding)) {
      findings.add(finding);
    }
    return Optional.empty();
  }

  private void refuse(Location location, String message) {
    findings.add(INVALID_PROFILE.at(location, message));
  }

  private JsonObject object(Json json, String what, Set<String> known) {
    JsonObject object = asObject(json, what);
    Set<String> seen = new HashSet<>();
    for (Member member : object.members()) {
      if (!known.contains(member.name())) {
        refuse(member.location(), "%s has no member %s".formatted(what, Quoted.of(member.name())));
      } else if (!seen.add(member.name())) {
        refuse(member.location(), "`%s` is written twice".formatted(member.name()));
      }
    }
    return object;
  }

  /** The members of an object whose names are free; of those with one name, the first. */
  private List<Member> members(Json json, String what) {
    List<Member> members = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (Member member : asObject(json, what).members()) {
      if (seen.add(member.name())) {
        members.add(member);
      } else {
        refuse(member.location(), "%s is written twice".formatted(Quoted.of(member.name())));
      }
    }
    return members;
  }

  private JsonObject asObject(Json json, String what) {
    if (json instanceof JsonObject object) {
      return object;
    }
    refuse(json.location(), "%s is %s here, not an object".formatted(what, json.kind()));
    return new JsonObject(List.of(), json.location());
  }

  private Optional<String> required(JsonObject object, String name) {
    Optional<Json> value = object.get(name);
    if (value.isEmpty()) {
      refuse(object.location(), "`%s` is missing".formatted(name));
    }
    return value.flatMap(this::string);
  }

  private Optional<String> string(Json json) {
    if (json instanceof JsonString(var value, _)) {
      return Optional.of(value);
    }
    refuse(json.location(), "here must be a string, not %s".formatted(json.kind()));
    return Optional.empty();
  }

  private List<String> strings(Json json) {
    if (json instanceof JsonArray(var elements, _)) {
      return elements.stream().flatMap(element -> string(element).stream()).toList();
    }
    refuse(json.location(), "here must be a list of strings, not %s".formatted(json.kind()));
    return List.of();
  }
}
