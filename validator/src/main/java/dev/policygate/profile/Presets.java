package dev.policygate.profile;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The profiles that come with the gate, for accounts of nobody yet. */
public final class Presets {

  private static final String DENIES = "denies/";

  private Presets() {}

  /** All of them. */
  public static Profiles load() {
    String text =
        resource("presets.json").orElseThrow(() -> new IllegalStateException("no presets.json"));
    return switch (ProfileReader.read(text, "presets.json", Presets::document)) {
      case ProfileReader.Read(var profiles) -> profiles;
      case ProfileReader.Refused(var findings) ->
          throw new IllegalStateException("the presets are not understood: " + findings.getFirst());
    };
  }

  /** A document of central denies that comes with the gate, by its name. */
  public static Optional<String> document(String name) {
    return name.contains("/") ? Optional.empty() : resource(DENIES + name);
  }

  private static Optional<String> resource(String name) {
    try (InputStream in = Presets.class.getResourceAsStream(name)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + name, e);
    }
  }
}
