package dev.policygate.cli;

import dev.policygate.profile.Presets;
import dev.policygate.profile.Profile;
import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.Profiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;

/** The profile that a command judges by: a preset by its name, or one of a file's. */
final class ProfileChoice {

  private static final String DEFAULT = "sandbox";

  private ProfileChoice() {}

  /**
   * Chooses.
   *
   * @param nameOrFile a preset, or a file of profiles; the sandbox preset when empty
   * @param account whose profile it is; needed where a file has several profiles
   * @throws UsageException when there is no such profile
   */
  static Profile of(Optional<String> nameOrFile, Optional<String> account) {
    String wanted = nameOrFile.orElse(DEFAULT);
    Profiles presets = Presets.load();
    Optional<Profile> preset = presets.named(wanted);
    if (preset.isPresent()) {
      return preset.get();
    }
    Path file = Path.of(wanted);
    if (!Files.isRegularFile(file)) {
      throw new UsageException(
          "there is no profile `%s`: neither a file nor one of %s"
              .formatted(wanted, names(presets)));
    }
    Profiles profiles = read(file);
    if (account.isPresent()) {
      return profiles
          .of(account.get())
          .orElseThrow(
              () ->
                  new UsageException(
                      "no profile in %s names the account %s".formatted(wanted, account.get())));
    }
    if (profiles.all().size() != 1) {
      throw new UsageException(
          "%s has the profiles %s; say with --account whose is meant"
              .formatted(wanted, names(profiles)));
    }
    return profiles.all().getFirst();
  }

  private static String names(Profiles profiles) {
    return profiles.all().stream()
        .map(profile -> "`" + profile.name() + "`")
        .collect(Collectors.joining(", "));
  }

  private static Profiles read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UsageException("the profile %s cannot be read".formatted(file));
    }
    return switch (ProfileReader.read(text, file.toString(), name -> beside(file, name))) {
      case ProfileReader.Read(var profiles) -> profiles;
      case ProfileReader.Refused(var findings) ->
          throw new UsageException(
              findings.stream()
                  .map(
                      finding ->
                          "%s:%d:%d: %s"
                              .formatted(
                                  finding.location().file(),
                                  finding.location().line(),
                                  finding.location().column(),
                                  finding.message()))
                  .collect(Collectors.joining("\n")));
    };
  }

  private static Optional<String> beside(Path file, String name) {
    try {
      Path document = file.resolveSibling(name);
      return Files.isRegularFile(document)
          ? Optional.of(Files.readString(document))
          : Presets.document(name);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
