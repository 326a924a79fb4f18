package dev.policygate.profile;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Quoted;
import dev.policygate.finding.RuleInfo;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonText;
import dev.policygate.validation.IdentityLimits;
import dev.policygate.validation.RuleParameters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the file of profiles; what it does not know, it refuses, with the place. */
public final class ProfileReader {

  /** The rule by which a file of profiles is refused. */
  public static final RuleInfo INVALID_PROFILE =
      RuleInfo.error(
          "InvalidProfile", "The file of profiles says something that is not understood");

  /** Where the gate's policies live unless a profile says otherwise. */
  public static final String DEFAULT_PATH = "/policy-gate/";

  private static final int MOST_OF_A_PATH = 512;
  private static final int MOST_OF_A_NAME = 128;
  private static final String MARKS_OF_NAMES = "_+=,.@-";

  /** Made when first needed: the presets have neither accounts nor a path. */
  private static final class Form {
    private static final Pattern ACCOUNT = Pattern.compile("\\d{12}");
    private static final Pattern ROLE =
        Pattern.compile("arn:[a-z-]+:iam::\\d{12}:role/[\\w+=,.@/-]+");
    private static final Pattern PATH = Pattern.compile("/([A-Za-z0-9.,+@=_-]+/)+");
  }

  static final Set<String> OF_ACCOUNTS = Set.of("actionRole", "teams");

  /** What a profile says beside what is asked of policies. */
  static final Set<String> OWN_MEMBERS =
      Set.of("accounts", "centralDenies", "path", "preset", "teams");

  private final JsonForm form;
  private final Documents documents;
  private final RulebookReader rulebooks;
  private final Function<String, Optional<Profile>> presets;
  private final Map<String, String> profileOfAccount = new HashMap<>();

  private ProfileReader(
      Function<String, Optional<String>> documents, Function<String, Optional<Profile>> presets) {
    this.form = new JsonForm();
    this.documents = new Documents(documents, form);
    this.rulebooks = new RulebookReader(form, this.documents);
    this.presets = presets;
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
   * @param documents the texts of the documents that profiles name, by name, where the file does
   *     not carry them in its own {@code documents}
   */
  public static Result read(
      String text, String file, Function<String, Optional<String>> documents) {
    return read(text, file, documents, Presets::named, Optional.empty());
  }

  /**
   * Reads profiles that start from those of another file.
   *
   * @param last none behind this one is read: a profile starts only from those before it
   */
  static Result read(
      String text,
      String file,
      Function<String, Optional<String>> documents,
      Function<String, Optional<Profile>> presets,
      Optional<String> last) {
    JsonText.Result read = JsonText.read(text, file);
    if (read instanceof JsonText.Read(var json)) {
      return new ProfileReader(documents, presets).upTo(last, json);
    }
    return new Refused(List.of(noProfiles(read)));
  }

  private static Finding noProfiles(JsonText.Result read) {
    return switch (read) {
      case JsonText.Malformed(var location, var problem) ->
          INVALID_PROFILE.at(location, "the file is no JSON: " + problem);
      case JsonText.Excessive(var location) ->
          INVALID_PROFILE.at(location, "no file of profiles nests as deeply as this one");
      case JsonText.Trailing(_, var location) ->
          INVALID_PROFILE.at(location, "the file goes on after the profiles have ended");
      case JsonText.Read _ -> throw new IllegalArgumentException("it was read");
    };
  }

  /** Reads profiles that somebody took from a text already, in whatever notation. */
  public static Result read(Json json, Function<String, Optional<String>> documents) {
    return new ProfileReader(documents, Presets::named).upTo(Optional.empty(), json);
  }

  private Result upTo(Optional<String> last, Json json) {
    List<Profile> profiles = new ArrayList<>();
    JsonObject file = form.object(json, "the file", Set.of("documents", "profiles"));
    Optional<Json> carried = file.get("documents");
    if (carried.isPresent()) {
      for (Member member : form.members(carried.get(), "`documents`")) {
        form.string(member.value()).ifPresent(text -> documents.carry(member.name(), text));
      }
    }
    Optional<Json> all = file.get("profiles");
    if (all.isEmpty()) {
      form.refuse(json.location(), "the file has no `profiles`");
    } else {
      for (Member member : form.members(all.get(), "`profiles`")) {
        profile(member.name(), member.value(), profiles).ifPresent(profiles::add);
        if (last.isPresent() && last.get().equals(member.name())) {
          break;
        }
      }
    }
    List<Finding> findings = form.findings();
    return findings.isEmpty() ? new Read(new Profiles(profiles)) : new Refused(findings);
  }

  private Optional<Profile> profile(String name, Json json, List<Profile> before) {
    Set<String> known = new TreeSet<>(OWN_MEMBERS);
    known.addAll(RulebookReader.MEMBERS);
    JsonObject profile = form.object(json, "a profile", known);
    Optional<Profile> base = profile.get("preset").flatMap(preset -> preset(preset, before));
    Optional<String> ownPath = profile.get("path").map(this::path);
    String path = ownPath.orElse(base.map(Profile::path).orElse(DEFAULT_PATH));
    Rulebook rulebook =
        rulebooks.read(profile, under(path, base.map(Profile::rulebook).orElse(Rulebook.DEFAULT)));
    Map<String, Rulebook> teams = teams(profile, rulebook);
    Map<String, Account> accounts = accounts(profile, name, teams.keySet());
    Optional<String> policy = base.map(Profile::denyPolicy);
    Optional<CentralDenies> denies = base.map(Profile::denies);
    Optional<Json> central = profile.get("centralDenies");
    if (central.isPresent()) {
      JsonObject object =
          form.object(central.get(), "`centralDenies`", Set.of("policy", "document"));
      policy = denyPolicy(object);
      denies =
          form.required(object, "document")
              .flatMap(document -> documents.denies(document, object.location()));
    } else if (profile.get("preset").isEmpty()) {
      form.refuse(
          profile.location(), "the profile %s has no `centralDenies`".formatted(Quoted.of(name)));
    }
    return policy.isEmpty() || denies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Profile(name, accounts, policy.get(), denies.get(), path, rulebook, teams));
  }

  private Optional<Profile> preset(Json json, List<Profile> before) {
    Optional<String> name = form.string(json);
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Profile> preset = presets.apply(name.get());
    if (preset.isEmpty()) {
      preset = new Profiles(before).named(name.get());
    }
    if (preset.isEmpty()) {
      form.refuse(
          json.location(),
          "%s is neither a preset (`sandbox`, `development`, `test`) nor a profile above"
              .formatted(Quoted.of(name.get())));
    }
    return preset;
  }

  /** What lives under the gate's path may be attached, and is guarded: wherever the path leads. */
  private static Rulebook under(String path, Rulebook base) {
    if (path.equals(DEFAULT_PATH)) {
      return base;
    }
    RuleParameters parameters = base.parameters();
    IdentityLimits limits = parameters.identities();
    return new Rulebook(
        base.allowedNames(),
        base.reservedNames(),
        base.confinement(),
        base.choices(),
        parameters
            .withIdentities(
                new IdentityLimits(moved(limits.attachable(), path), limits.boundaries()))
            .withGuarded(moved(parameters.guarded(), path)),
        base.suppressions());
  }

  private static List<String> moved(List<String> arns, String path) {
    return arns.stream()
        .map(arn -> arn.replace(":policy" + DEFAULT_PATH, ":policy" + path))
        .toList();
  }

  private Map<String, Rulebook> teams(JsonObject profile, Rulebook base) {
    Map<String, Rulebook> teams = new LinkedHashMap<>();
    Optional<Json> all = profile.get("teams");
    if (all.isPresent()) {
      for (Member member : form.members(all.get(), "`teams`")) {
        JsonObject team = form.object(member.value(), "a team", RulebookReader.MEMBERS);
        teams.put(member.name(), rulebooks.read(team, base));
      }
    }
    return teams;
  }

  private Map<String, Account> accounts(JsonObject profile, String name, Set<String> teams) {
    Map<String, Account> accounts = new LinkedHashMap<>();
    Optional<Json> all = profile.get("accounts");
    if (all.isPresent()) {
      for (Member member : form.members(all.get(), "`accounts`")) {
        account(member, name, teams).ifPresent(account -> accounts.put(account.id(), account));
      }
    }
    return accounts;
  }

  private Optional<Account> account(Member member, String profile, Set<String> teams) {
    String id = member.name();
    JsonObject account = form.object(member.value(), "an account", OF_ACCOUNTS);
    if (!Form.ACCOUNT.matcher(id).matches()) {
      form.refuse(
          member.location(),
          "%s is no account: an account has twelve digits".formatted(Quoted.of(id)));
      return Optional.empty();
    }
    String other = profileOfAccount.putIfAbsent(id, profile);
    if (other != null) {
      form.refuse(
          member.location(),
          "the account `%s` is in the profile %s already".formatted(id, Quoted.of(other)));
      return Optional.empty();
    }
    Optional<String> role = account.get("actionRole").flatMap(form::string);
    if (role.isPresent() && !Form.ROLE.matcher(role.get()).matches()) {
      form.refuse(
          account.get("actionRole").orElse(account).location(),
          "%s is not the ARN of a role".formatted(Quoted.of(role.get())));
      return Optional.empty();
    }
    List<String> owners = form.strings(account, "teams");
    for (String owner : owners) {
      if (!teams.contains(owner)) {
        form.refuse(
            account.get("teams").orElse(account).location(),
            "the profile %s has no team %s".formatted(Quoted.of(profile), Quoted.of(owner)));
      }
    }
    return Optional.of(new Account(id, role, owners));
  }

  private String path(Json json) {
    String path = form.string(json).orElse(DEFAULT_PATH);
    if (path.length() > MOST_OF_A_PATH || !Form.PATH.matcher(path).matches()) {
      form.refuse(
          json.location(),
          "%s is no path of policies: it starts and ends with a slash, and is not all of it"
              .formatted(Quoted.of(path)));
    }
    return path;
  }

  private Optional<String> denyPolicy(JsonObject central) {
    Optional<String> policy = form.required(central, "policy");
    if (policy.isPresent() && !isName(policy.get())) {
      form.refuse(
          central.get("policy").orElse(central).location(),
          "%s is no name that IAM gives a policy".formatted(Quoted.of(policy.get())));
    }
    return policy;
  }

  private static boolean isName(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!plain && MARKS_OF_NAMES.indexOf(c) < 0) {
        return false;
      }
    }
    return !text.isEmpty() && text.length() <= MOST_OF_A_NAME;
  }
}
