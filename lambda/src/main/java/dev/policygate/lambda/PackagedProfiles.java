package dev.policygate.lambda;

import dev.policygate.profile.Presets;
import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.Profiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The profiles in the function's package: changing them is a deployment. */
final class PackagedProfiles {

  private static final String PROFILES = "/profiles.json";

  private PackagedProfiles() {}

  /**
   * Reads them.
   *
   * @throws IllegalStateException when there are none, or they are not understood
   */
  static Profiles load() {
    String text =
        resource(PROFILES)
            .orElseThrow(
                () -> new IllegalStateException("the package has no " + PROFILES.substring(1)));
    return switch (ProfileReader.read(text, PROFILES.substring(1), PackagedProfiles::document)) {
      case ProfileReader.Read(var profiles) -> profiles;
      case ProfileReader.Refused(var findings) ->
          throw new IllegalStateException(
              "the profiles of the package are not understood: " + findings.getFirst());
    };
  }

  private static Optional<String> document(String name) {
    return resource("/" + name).or(() -> Presets.document(name));
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = PackagedProfiles.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the package's " + name, e);
    }
  }
}
