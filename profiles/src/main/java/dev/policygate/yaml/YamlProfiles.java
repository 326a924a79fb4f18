package dev.policygate.yaml;

import dev.policygate.json.Json;
import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.ProfileReader.Refused;
import dev.policygate.profile.ProfileReader.Result;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads profiles as people write them. */
public final class YamlProfiles {

  private YamlProfiles() {}

  /**
   * Reads profiles.
   *
   * @param text YAML
   * @param file how places in it are called
   * @param documents the texts of the documents that profiles name, by name
   */
  public static Result read(
      String text, String file, Function<String, Optional<String>> documents) {
    return switch (YamlText.read(text, file)) {
      case YamlText.Read(Json value) -> ProfileReader.read(value, documents);
      case YamlText.Malformed(var location, var problem) ->
          new Refused(List.of(ProfileReader.INVALID_PROFILE.at(location, problem)));
    };
  }
}
