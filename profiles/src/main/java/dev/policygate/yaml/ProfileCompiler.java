package dev.policygate.yaml;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.gate.RuleCatalog;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.JsonString;
import dev.policygate.json.Json.Member;
import dev.policygate.json.JsonWriter;
import dev.policygate.profile.Presets;
import dev.policygate.profile.ProfileReader;
import dev.policygate.resource.BundledResources;
import dev.policygate.rules.UnusableRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes of the profiles that people write the one JSON file that the function carries: checked, and
 * with the documents that they name in it.
 */
public final class ProfileCompiler {

  private ProfileCompiler() {}

  /** What became of a file. */
  public sealed interface Outcome {}

  /** The text for the function. */
  public record Compiled(String json) implements Outcome {}

  /** Profiles that are not to be used. */
  public record Refused(List<Finding> findings) implements Outcome {
    public Refused {
      findings = List.copyOf(findings);
    }
  }

  /**
   * Compiles one file: {@code ProfileCompiler profiles.yaml profiles.json}. Exit status 1 where the
   * profiles are refused, with a line for each problem on standard error, where the rules that they
   * choose from also tell what their data lack.
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: ProfileCompiler PROFILES.yaml PROFILES.json");
      System.exit(2);
    }
    try {
      // Whatever lies on the class path: the function would pass over a jar that is none.
      System.setProperty(BundledResources.JARS, System.getProperty("java.class.path"));
      RuleCatalog.installed();
    } catch (UnusableRules e) {
      System.err.println("error: " + e.getMessage());
      System.exit(1);
    }
    switch (compile(Path.of(args[0]))) {
      case Compiled(var json) -> {
        Path target = Path.of(args[1]);
        Files.createDirectories(target.toAbsolutePath().getParent());
        Files.writeString(target, json);
        RuleCatalog.notices().forEach(notice -> System.err.println("warning: " + notice));
      }
      case Refused(var findings) -> {
        for (Finding finding : findings) {
          Location place = finding.location();
          System.err.printf(
              "%s:%d:%d: error: %s%n",
              place.file(), place.line(), place.column(), finding.message());
        }
        System.exit(1);
      }
    }
  }

  /** Compiles a file; the documents that it names stand beside it, or come with the gate. */
  static Outcome compile(Path file) throws IOException {
    Map<String, String> used = new LinkedHashMap<>();
    YamlText.Result yaml = YamlText.read(Files.readString(file), file.toString());
    if (yaml instanceof YamlText.Malformed(var location, var problem)) {
      return new Refused(List.of(ProfileReader.INVALID_PROFILE.at(location, problem)));
    }
    Json value = ((YamlText.Read) yaml).value();
    ProfileReader.Result result =
        ProfileReader.read(
            value,
            name -> {
              Optional<String> text = document(file, name);
              text.ifPresent(found -> used.put(name, found));
              return text;
            });
    return switch (result) {
      case ProfileReader.Refused(var findings) -> new Refused(findings);
      case ProfileReader.Read _ -> new Compiled(JsonWriter.write(with(used, value)));
    };
  }

  private static Json with(Map<String, String> documents, Json profiles) {
    List<Member> texts = new ArrayList<>();
    documents.forEach(
        (name, text) ->
            texts.add(
                new Member(name, profiles.location(), new JsonString(text, profiles.location()))));
    List<Member> members = new ArrayList<>(((JsonObject) profiles).members());
    members.add(
        new Member("documents", profiles.location(), new JsonObject(texts, profiles.location())));
    return new JsonObject(members, profiles.location());
  }

  private static Optional<String> document(Path file, String name) {
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
