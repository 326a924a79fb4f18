package dev.policygate.profile;

import dev.policygate.resource.BundledResources;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

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
    Optional<String> text = resource("presets.json");
    if (text.isEmpty()) {
      throw new IllegalStateException("no presets.json");
    }
    ProfileReader.Result result =
        ProfileReader.readPresets(text.get(), "presets.json", new BundledDocuments(), last);
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
    Optional<byte[]> bytes = BundledResources.read("profile/" + name);
    return bytes.isEmpty()
        ? Optional.empty()
        : Optional.of(new String(bytes.get(), StandardCharsets.UTF_8));
  }

  private static final class BundledDocuments implements Function<String, Optional<String>> {
    @Override
    public Optional<String> apply(String name) {
      return document(name);
    }
  }
}
