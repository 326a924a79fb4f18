package dev.policygate.cli;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.profile.Presets;
import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.Profiles;
import dev.policygate.yaml.YamlProfiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A file of profiles: YAML as people write it, or JSON as the function carries it. */
final class ProfileFile {

  private ProfileFile() {}

  /**
   * Reads it; documents that it names stand beside it, or come with the gate.
   *
   * @throws UsageException when it cannot be read or is not understood
   */
  static Profiles read(Path file) {
    String text;
    try {
      text = Files.readString(file);
    } catch (IOException e) {
      throw new UsageException("the profile %s cannot be read".formatted(file));
    }
    ProfileReader.Result result =
        isYaml(file)
            ? YamlProfiles.read(text, file.toString(), name -> beside(file, name))
            : ProfileReader.read(text, file.toString(), name -> beside(file, name));
    return switch (result) {
      case ProfileReader.Read(var profiles) -> profiles;
      case ProfileReader.Refused(var findings) ->
          throw new UsageException(
              findings.stream().map(ProfileFile::line).collect(Collectors.joining("\n")));
    };
  }

  private static boolean isYaml(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(".yaml") || name.endsWith(".yml");
  }

  private static String line(Finding finding) {
    Location place = finding.location();
    return "%s:%d:%d: %s".formatted(place.file(), place.line(), place.column(), finding.message());
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
