package dev.policygate.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.profile.ProfileReader;
import dev.policygate.profile.Profiles;
import dev.policygate.yaml.ProfileCompiler.Compiled;
import dev.policygate.yaml.ProfileCompiler.Refused;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProfileCompilerTest {

  private static final Path SHIPPED = Path.of("../infra/profiles.yaml");
  private static final String ENVELOPE =
      """
      {"Version": "2012-10-17",
       "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "arn:aws:s3:::data-*"}}
      """;

  @TempDir Path folder;

  private Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  private static Profiles read(String json) {
    if (ProfileReader.read(json, "profiles.json", _ -> Optional.empty())
        instanceof ProfileReader.Read(var profiles)) {
      return profiles;
    }
    throw new AssertionError(json);
  }

  private static Profiles compiled(Path file) throws IOException {
    if (ProfileCompiler.compile(file) instanceof Compiled(var json)) {
      return read(json);
    }
    throw new AssertionError(ProfileCompiler.compile(file));
  }

  @Test
  void theShippedProfilesCompile() throws IOException {
    assertThat(compiled(SHIPPED).all()).extracting(profile -> profile.name()).contains("sandbox");
  }

  @Test
  void whatIsCompiledCarriesItsDocumentsAndSaysTheSame() throws IOException {
    write("most.json", ENVELOPE);
    Path file =
        write(
            "profiles.yaml",
            """
            profiles:
              data:
                preset: development
                envelope: most.json
                accounts:
                  "111122223333": {}
            """);
    Profiles profiles = compiled(file);
    assertThat(profiles.of("111122223333")).isPresent();
    assertThat(profiles.all().getFirst().rulebook().parameters().envelope()).isPresent();
    assertThat(
            YamlProfiles.read(Files.readString(file), "profiles.yaml", _ -> Optional.of(ENVELOPE)))
        .isInstanceOfSatisfying(
            ProfileReader.Read.class,
            yaml ->
                assertThat(yaml.profiles().all().getFirst().rulebook().choices())
                    .isEqualTo(profiles.all().getFirst().rulebook().choices()));
  }

  @Test
  void whatIsNotUnderstoodIsRefusedWithLineAndColumn() throws IOException {
    Path file =
        write(
            "profiles.yaml",
            """
            profiles:
              a:
                preset: sandbox
                rulez: {}
                rules:
                  NoSuchRule: error
            """);
    assertThat(ProfileCompiler.compile(file))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(
                        f ->
                            "%d:%d %s"
                                .formatted(f.location().line(), f.location().column(), f.message()))
                    .containsExactly(
                        "4:5 a profile has no member `rulez`",
                        "6:7 there is no rule `NoSuchRule` to choose"));
  }

  @Test
  void onlyTheCompilerPutsDocumentsIntoTheFile() throws IOException {
    assertThat(
            ProfileCompiler.compile(
                write("profiles.yaml", "documents: {}\nprofiles: {a: {preset: sandbox}}\n")))
        .isInstanceOfSatisfying(
            Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(finding -> finding.message())
                    .containsExactly("the file has no member `documents`"));
  }

  @Test
  void whatIsNoYamlIsRefused() throws IOException {
    assertThat(ProfileCompiler.compile(write("profiles.yaml", "profiles: [\n")))
        .isInstanceOf(Refused.class);
  }

  @Test
  void theExamplesOfTheDocumentationAreUnderstood() throws IOException {
    List<String> examples =
        Pattern.compile("(?s)```yaml\n(.*?)```")
            .matcher(Files.readString(Path.of("../docs/profiles.md")))
            .results()
            .map((MatchResult match) -> match.group(1))
            .map(
                text ->
                    text.contains("profiles:")
                        ? text
                        : "profiles:\n  example:\n    preset: sandbox\n" + text)
            .toList();
    assertThat(examples).hasSize(2);
    for (String example : examples) {
      assertThat(YamlProfiles.read(example, "docs/profiles.md", _ -> Optional.of(ENVELOPE)))
          .isInstanceOf(ProfileReader.Read.class);
    }
  }
}
