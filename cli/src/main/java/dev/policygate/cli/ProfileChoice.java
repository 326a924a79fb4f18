package dev.policygate.cli;

import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.Profiles;
import java.io.File;
import java.util.Optional;
import java.util.StringJoiner;

/** The profile that a command judges by: a preset by its name, or one of a file's. */
final class ProfileChoice {

  private static final String DEFAULT = "sandbox";

  private ProfileChoice() {}

  /**
   * Chooses by {@code --profile}, {@code --account} and {@code --team}.
   *
   * @throws UsageException when there is no such profile or team
   */
  static Profile of(Arguments arguments) {
    Profile profile = of(arguments.value("profile"), arguments.value("account"));
    Optional<String> team = arguments.value("team");
    if (team.isEmpty()) {
      return profile;
    }
    Optional<Profile> ofTeam = profile.forTeam(team.get());
    if (ofTeam.isEmpty()) {
      throw new UsageException(
          "the profile `%s` lists no team `%s`%s"
              .formatted(
                  profile.name(),
                  team.get(),
                  profile.teams().isEmpty()
                      ? ""
                      : "; it lists `" + String.join("`, `", profile.teams().keySet()) + "`"));
    }
    return ofTeam.get();
  }

  /**
   * Chooses by {@code --profile} and {@code --account}.
   *
   * @param caller whose profile of a file it is where {@code --account} is not given
   * @throws UsageException when there is no such profile
   */
  static Profile of(Arguments arguments, String caller) {
    Optional<String> nameOrFile = arguments.value("profile");
    boolean isPreset = Presets.named(nameOrFile.orElse(DEFAULT)).isPresent();
    Optional<String> account = arguments.value("account");
    return of(nameOrFile, account.isPresent() || isPreset ? account : Optional.of(caller));
  }

  /**
   * Chooses.
   *
   * @param nameOrFile a preset, or a file of profiles; the sandbox preset when empty
   * @param account whose profile it is; needed where a file has several profiles
   */
  private static Profile of(Optional<String> nameOrFile, Optional<String> account) {
    String wanted = nameOrFile.orElse(DEFAULT);
    Optional<Profile> preset = Presets.named(wanted);
    if (preset.isPresent()) {
      if (account.isPresent()) {
        throw new UsageException(
            "the preset `%s` is for accounts of nobody yet; name with --profile the file that has"
                    .formatted(wanted)
                + " the account "
                + account.get());
      }
      return preset.get();
    }
    File file = new File(wanted);
    if (!file.isFile()) {
      throw new UsageException(
          "there is no profile `%s`: neither a file nor one of %s"
              .formatted(wanted, names(Presets.load())));
    }
    Profiles profiles = ProfileFile.read(file.toPath());
    if (account.isPresent()) {
      Optional<Profile> ofAccount = profiles.of(account.get());
      if (ofAccount.isEmpty()) {
        throw new UsageException("no profile in " + wanted + " names the account " + account.get());
      }
      return ofAccount.get();
    }
    if (profiles.all().size() != 1) {
      throw new UsageException(
          "%s has the profiles %s; say with --account whose is meant"
              .formatted(wanted, names(profiles)));
    }
    return profiles.all().getFirst();
  }

  private static String names(Profiles profiles) {
    StringJoiner names = new StringJoiner(", ");
    for (Profile profile : profiles.all()) {
      names.add("`" + profile.name() + "`");
    }
    return names.toString();
  }
}
