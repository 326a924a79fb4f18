package dev.policygate.profile;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
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

  /** Of a file as people write it. */
  private static final Set<String> AS_WRITTEN = Set.of("profiles");

  /** Of a file as it was compiled. */
  private static final Set<String> AS_COMPILED = Set.of("documents", "profiles");

  /** What a profile says beside what is asked of policies. */
  static final Set<String> OWN_MEMBERS =
      Set.of("accounts", "centralDenies", "path", "preset", "teams");

  private final JsonForm form;
  private final Documents documents;
  private final RulebookReader rulebooks;
  private final boolean mayStartFromPresets;
  private final Set<String> members;
  private final Map<String, String> profileOfAccount = new HashMap<>();

  private ProfileReader(
      Function<String, Optional<String>> documents,
      boolean mayStartFromPresets,
      Set<String> members) {
    this.form = new JsonForm();
    this.documents = new Documents(documents, form);
    this.rulebooks = new RulebookReader(form, this.documents);
    this.mayStartFromPresets = mayStartFromPresets;
    this.members = members;
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
    return read(text, file, new ProfileReader(documents, true, AS_COMPILED), Optional.empty());
  }

  /**
   * Reads the presets, which start from one another only.
   *
   * @param last none behind this one is read: a profile starts only from those before it
   */
  static Result readPresets(
      String text,
      String file,
      Function<String, Optional<String>> documents,
      Optional<String> last) {
    return read(text, file, new ProfileReader(documents, false, AS_COMPILED), last);
  }

  private static Result read(
      String text, String file, ProfileReader reader, Optional<String> last) {
    JsonText.Result read = JsonText.read(text, file);
    if (read instanceof JsonText.Malformed(var location, var problem)) {
      return refused(location, "the file is no JSON: " + problem);
    }
    if (read instanceof JsonText.Excessive(var location)) {
      return refused(location, "no file of profiles nests as deeply as this one");
    }
    if (read instanceof JsonText.Trailing(_, var location)) {
      return refused(location, "the file goes on after the profiles have ended");
    }
    return reader.upTo(last, ((JsonText.Read) read).value());
  }

  private static Refused refused(Location location, String problem) {
    return new Refused(List.of(INVALID_PROFILE.at(location, problem)));
  }

  /**
   * Reads profiles that somebody took from a text already, in whatever notation. They carry no
   * documents: that is for those who compile them.
   */
  public static Result read(Json json, Function<String, Optional<String>> documents) {
    return new ProfileReader(documents, true, AS_WRITTEN).upTo(Optional.empty(), json);
  }

  private Result upTo(Optional<String> last, Json json) {
    List<Profile> profiles = new ArrayList<>();
    JsonObject file = form.object(json, "the file", members);
    Optional<Json> carried = file.get("documents");
    if (carried.isPresent()) {
      for (Member member : form.members(carried.get(), "`documents`")) {
        Optional<String> text = form.string(member.value());
        if (text.isPresent()) {
          documents.carry(member.name(), text.get());
        }
      }
    }
    Optional<Json> all = file.get("profiles");
    if (all.isEmpty()) {
      form.refuse(json.location(), "the file has no `profiles`");
    } else {
      for (Member member : form.members(all.get(), "`profiles`")) {
        Optional<Profile> profile = profile(member.name(), member.value(), profiles);
        if (profile.isPresent()) {
          profiles.add(profile.get());
        }
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
    Optional<Profile> base = preset(profile, before);
    String path = path(profile, base.isEmpty() ? DEFAULT_PATH : base.get().path());
    Rulebook start = base.isEmpty() ? Rulebook.DEFAULT : base.get().rulebook();
    Rulebook rulebook = rulebooks.read(profile, under(path, start));
    Map<String, Rulebook> teams = teams(profile, rulebook);
    Map<String, Account> accounts = accounts(profile, name, teams.keySet());
    Optional<String> policy = Optional.empty();
    Optional<CentralDenies> denies = Optional.empty();
    Optional<Json> central = profile.get("centralDenies");
    if (central.isPresent()) {
      JsonObject object =
          form.object(central.get(), "`centralDenies`", Set.of("policy", "document"));
      policy = denyPolicy(object);
      denies = denies(object);
    } else if (base.isPresent()) {
      policy = Optional.of(base.get().denyPolicy());
      denies = Optional.of(base.get().denies());
    } else if (profile.get("preset").isEmpty()) {
      form.refuse(profile.location(), "the profile " + Quoted.of(name) + " has no `centralDenies`");
    }
    return policy.isEmpty() || denies.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Profile(name, accounts, policy.get(), denies.get(), path, rulebook, teams));
  }

  private Optional<Profile> preset(JsonObject profile, List<Profile> before) {
    Optional<String> name = form.string(profile, "preset");
    if (name.isEmpty()) {
      return Optional.empty();
    }
    Optional<Profile> preset = mayStartFromPresets ? Presets.named(name.get()) : Optional.empty();
    if (preset.isEmpty()) {
      preset = new Profiles(before).named(name.get());
    }
    if (preset.isEmpty()) {
      form.refuse(
          profile,
          "preset",
          Quoted.of(name.get())
              + " is neither a preset (`sandbox`, `development`, `test`) nor a profile above");
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
    List<String> moved = new ArrayList<>();
    for (String arn : arns) {
      moved.add(arn.replace(":policy" + DEFAULT_PATH, ":policy" + path));
    }
    return moved;
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
        Optional<Account> account = account(member, name, teams);
        if (account.isPresent()) {
          accounts.put(account.get().id(), account.get());
        }
      }
    }
    return accounts;
  }

  private Optional<Account> account(Member member, String profile, Set<String> teams) {
    String id = member.name();
    JsonObject account = form.object(member.value(), "an account", OF_ACCOUNTS);
    if (!Form.ACCOUNT.matcher(id).matches()) {
      form.refuse(
          member.location(), Quoted.of(id) + " is no account: an account has twelve digits");
      return Optional.empty();
    }
    String other = profileOfAccount.putIfAbsent(id, profile);
    if (other != null) {
      form.refuse(
          member.location(),
          "the account `" + id + "` is in the profile " + Quoted.of(other) + " already");
      return Optional.empty();
    }
    Optional<String> role = form.string(account, "actionRole");
    if (role.isPresent() && !Form.ROLE.matcher(role.get()).matches()) {
      form.refuse(account, "actionRole", Quoted.of(role.get()) + " is not the ARN of a role");
      return Optional.empty();
    }
    List<String> owners = form.strings(account, "teams");
    for (String owner : owners) {
      if (!teams.contains(owner)) {
        form.refuse(
            account,
            "teams",
            "the profile " + Quoted.of(profile) + " has no team " + Quoted.of(owner));
      }
    }
    return Optional.of(new Account(id, role, owners));
  }

  private String path(JsonObject profile, String inherited) {
    Optional<Json> json = profile.get("path");
    if (json.isEmpty()) {
      return inherited;
    }
    String path = form.string(json.get()).orElse(DEFAULT_PATH);
    if (path.length() > MOST_OF_A_PATH || !Form.PATH.matcher(path).matches()) {
      form.refuse(
          json.get().location(),
          Quoted.of(path)
              + " is no path of policies: it starts and ends with a slash, and is not all of it");
    }
    return path;
  }

  private Optional<String> denyPolicy(JsonObject central) {
    Optional<String> policy = form.required(central, "policy");
    if (policy.isPresent() && !isName(policy.get())) {
      form.refuse(
          central, "policy", Quoted.of(policy.get()) + " is no name that IAM gives a policy");
    }
    return policy;
  }

  private Optional<CentralDenies> denies(JsonObject central) {
    Optional<String> document = form.required(central, "document");
    return document.isEmpty()
        ? Optional.empty()
        : documents.denies(document.get(), central.location());
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
