package dev.policygate.profile;

import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The profiles that come with the gate, for accounts of nobody yet. */
public final class Presets {

  private static final String DENIES = "denies/";

  private Presets() {}

  /** All of them. */
  public static Profiles load() {
    return load(Optional.empty());
  }

  /** One of them, and no more is read than it needs. */
  public static Optional<Profile> named(String name) {
    return load(Optional.of(name)).named(name);
  }

  private static Profiles load(Optional<String> last) {
    String text =
        resource("presets.json").orElseThrow(() -> new IllegalStateException("no presets.json"));
    ProfileReader.Result result =
        ProfileReader.read(text, "presets.json", Presets::document, _ -> Optional.empty(), last);
    if (result instanceof ProfileReader.Read(var profiles)) {
      return profiles;
    }
    throw new IllegalStateException("the presets are not understood: " + result);
  }

  /** A document of central denies that comes with the gate, by its name. */
  public static Optional<String> document(String name) {
    return name.contains("/") ? Optional.empty() : resource(DENIES + name);
  }

  private static Optional<String> resource(String name) {
    return BundledResources.read("profile/" + name)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }
}
