package dev.policygate.bundle;

import static dev.policygate.bundle.Samples.METADATA;
import static dev.policygate.bundle.Samples.POLICY;
import static dev.policygate.bundle.Samples.read;
import static dev.policygate.bundle.Samples.report;
import static dev.policygate.bundle.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;

import dev.policygate.finding.Finding;
import dev.policygate.policy.ParseResult;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleReaderTest {

  private static final String ZIP_IT_RIGHT =
      "remove the archive, then run `zip -j policy.zip policy.json metadata.json`";

  private static ForgedArchive archive(String policy, String metadata) {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated("policy.json", utf8(policy));
    archive.deflated("metadata.json", utf8(metadata));
    return archive;
  }

  private static List<Finding> findings(BundleResult result) {
    return switch (result) {
      case BundleResult.Read _ -> List.of();
      case BundleResult.Refused(var findings, _) -> findings;
      case BundleResult.Unreadable(var findings, _) -> findings;
    };
  }

  @Test
  void readsABundle() {
    assertThat(read(ForgedArchive.ofBundle()))
        .isInstanceOfSatisfying(
            BundleResult.Read.class,
            result -> {
              Bundle bundle = result.bundle();
              assertThat(bundle.policy().statements()).hasSize(1);
              assertThat(bundle.policy().location().file()).isEqualTo("policy.zip!policy.json");
              assertThat(bundle.metadata().policyName().value()).isEqualTo("ReportsReader");
              assertThat(bundle.policyText()).isEqualTo(POLICY);
              assertThat(bundle.metadataText()).isEqualTo(METADATA);
              assertThat(result.texts().byFile())
                  .isEqualTo(
                      Map.of(
                          "policy.zip!policy.json", POLICY,
                          "policy.zip!metadata.json", METADATA));
            });
  }

  @Test
  void readsTheSameFromAFolder() {
    BundleResult zipped = read(ForgedArchive.ofBundle());
    BundleResult folder =
        BundleReader.readFiles(
            Map.of("policy.json", utf8(POLICY), "metadata.json", utf8(METADATA)), "a/bundle");
    assertThat(report(folder)).isEqualTo(report(zipped));
    assertThat(folder.texts().byFile())
        .containsOnlyKeys("a/bundle/policy.json", "a/bundle/metadata.json");
  }

  @Test
  void namesThePlacesOfAFolderAsItsNameIsGiven() {
    Map<String, byte[]> files = Map.of("policy.json", utf8(POLICY), "metadata.json", utf8("{}"));
    assertThat(report(BundleReader.readFiles(files, "bundle/")))
        .isEqualTo("refused\nInvalidMetadata bundle/metadata.json:1:1 metadata needs `PolicyName`");
    assertThat(report(BundleReader.readFiles(files, "")))
        .isEqualTo("refused\nInvalidMetadata metadata.json:1:1 metadata needs `PolicyName`");
  }

  @Test
  void digestsWhatBothFilesSayHoweverTheyAreZipped() {
    // cat policy.json metadata.json | sha256sum
    String expected = "1668299485bc69e5d848cbe39a724df52640ee08362a7cc2895017bfcff1e5c3";
    ForgedArchive stored = new ForgedArchive();
    stored.stored("metadata.json", utf8(METADATA));
    stored.stored("policy.json", utf8(POLICY));
    for (ForgedArchive each : List.of(ForgedArchive.ofBundle(), stored)) {
      assertThat(read(each))
          .isInstanceOfSatisfying(
              BundleResult.Read.class,
              result -> assertThat(result.bundle().digest()).isEqualTo(expected));
    }
    assertThat(read(archive(POLICY, METADATA.replace("team A", "team B"))))
        .isInstanceOfSatisfying(
            BundleResult.Read.class,
            result -> assertThat(result.bundle().digest()).isNotEqualTo(expected));
  }

  @Test
  void keepsThePolicyOutOfWhatIsPrinted() {
    BundleResult result = read(ForgedArchive.ofBundle());
    assertThat(result)
        .isInstanceOfSatisfying(
            BundleResult.Read.class,
            read -> {
              assertThat(read.bundle()).hasToString("Bundle[ReportsReader]");
              assertThat(read.texts())
                  .hasToString("Texts[policy.zip!metadata.json, policy.zip!policy.json]");
            });
    assertThat(result.toString()).doesNotContain("s3:GetObject");
  }

  // Contents.

  @Test
  void reportsBothFilesAtOnce() {
    BundleResult result =
        read(archive("{\"Version\": \"2008-10-17\"}", "{\"policyname\": \"A\", \"X\": 1}"));
    assertThat(report(result))
        .isEqualTo(
            """
            refused
            InvalidMetadata policy.zip!metadata.json:1:2 `policyname` is not `PolicyName`: element names are case-sensitive
            InvalidMetadata policy.zip!metadata.json:1:21 metadata has no element `X`
            MissingElement policy.zip!policy.json:1:1 a policy needs `Statement`
            InvalidVersion policy.zip!policy.json:1:13 `2008-10-17` is not the version that policies are read in""");
    assertThat(result.texts().of("policy.zip!policy.json"))
        .contains("{\"Version\": \"2008-10-17\"}");
  }

  @Test
  void isUnreadableWhereOneFileIsNoJsonAndReportsTheOtherToo() {
    assertThat(report(read(archive("Effect: Allow", "{}"))))
        .startsWith(
            """
            unreadable
            InvalidMetadata policy.zip!metadata.json:1:1 metadata needs `PolicyName`
            InvalidJson policy.zip!policy.json:1:1 `Effect` is no JSON""");
    assertThat(report(read(archive("{}", ""))))
        .startsWith("unreadable\nInvalidJson policy.zip!metadata.json:1:1 the text is empty\n");
  }

  @Test
  void refusesWhatIsNotUtf8() {
    ForgedArchive archive = new ForgedArchive();
    // A Latin-1 umlaut in the third line; CR LF ends one line, not two.
    archive.stored(
        "policy.json",
        new ForgedArchive.Output().raw(utf8("{\r\n\n  \"")).u8(0xFC).raw(utf8("\"}")).bytes());
    archive.stored("metadata.json", new byte[] {(byte) 0xFF, (byte) 0xFE, '{', 0, '}', 0});
    BundleResult result = read(archive);
    assertThat(report(result))
        .isEqualTo(
            """
            refused
            NotUtf8 policy.zip!metadata.json:1:1 the text is UTF-16, not UTF-8
            NotUtf8 policy.zip!policy.json:3:4 the byte `0xFC` does not belong here in UTF-8""");
    assertThat(result.texts().of("policy.zip!policy.json")).contains("{\r\n\n  \"\uFFFD\"}");
  }

  @Test
  void knowsBothFormsOfUtf16() {
    byte[] big = {(byte) 0xFE, (byte) 0xFF, 0, '{', 0, '}'};
    Map<String, byte[]> files =
        Map.of("policy.json", big, "metadata.json", new byte[] {(byte) 0xFF});
    assertThat(report(BundleReader.readFiles(files, "a")))
        .isEqualTo(
            """
            refused
            NotUtf8 a/metadata.json:1:1 the byte `0xFF` does not belong here in UTF-8
            NotUtf8 a/policy.json:1:1 the text is UTF-16, not UTF-8""");
  }

  @Test
  void refusesFormsOfUtf8ThatAreNone() {
    int[][] forms = {
      {0xC0, 0xAF}, // overlong
      {0xE0, 0x80, 0xAF}, // overlong
      {0xF0, 0x80, 0x80, 0xAF}, // overlong
      {0xED, 0xA0, 0x80}, // a surrogate
      {0xF4, 0x90, 0x80, 0x80}, // beyond U+10FFFF
      {0x80}, // a continuation of nothing
      {0xE2, 0x82}, // cut short
    };
    for (int[] form : forms) {
      ForgedArchive.Output policy = new ForgedArchive.Output().raw(utf8("{\""));
      for (int each : form) {
        policy.u8(each);
      }
      assertThat(
              report(
                  BundleReader.readFiles(
                      Map.of("policy.json", policy.bytes(), "metadata.json", utf8(METADATA)), "a")))
          .isEqualTo(
              "refused\nNotUtf8 a/policy.json:1:3 the byte `0x%02X` does not belong here in UTF-8"
                  .formatted(form[0]));
    }
  }

  @Test
  void readsAPolicyThatStandsForItself() {
    assertThat(BundleReader.readPolicy(utf8(POLICY), "a.json"))
        .isInstanceOf(ParseResult.Parsed.class);
    assertThat(BundleReader.readPolicy(new byte[] {'{', (byte) 0xFF}, "a.json"))
        .isInstanceOfSatisfying(
            ParseResult.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::rule, Finding::message)
                    .containsExactly(
                        tuple("NotUtf8", "the byte `0xFF` does not belong here in UTF-8")));
    byte[] most = Arrays.copyOf(utf8("\u20AC".repeat(131_072)), BundleReader.MAX_POLICY_BYTES);
    assertThat(BundleReader.readPolicy(most, "a.json")).isInstanceOf(ParseResult.Unreadable.class);
    assertThat(BundleReader.readPolicy(new byte[BundleReader.MAX_POLICY_BYTES + 1], "a.json"))
        .isInstanceOfSatisfying(
            ParseResult.Refused.class,
            refused ->
                assertThat(refused.findings())
                    .extracting(Finding::rule, Finding::message)
                    .containsExactly(
                        tuple("BundleTooLarge", "the file has more than 393,216 bytes")));
  }

  // No archive.

  @Test
  void isUnreadableWithoutAnArchive() {
    String other =
        "unreadable\nArchiveNotAZip policy.zip:1:1 the file does not end as a ZIP archive does: it"
            + " is another kind of file, or cut short";
    assertThat(report(read(utf8(POLICY)))).isEqualTo(other);
    byte[] good = ForgedArchive.ofBundle().build();
    assertThat(report(read(Arrays.copyOf(good, good.length - 22)))).isEqualTo(other);
    assertThat(report(read(new byte[0])))
        .isEqualTo("unreadable\nArchiveNotAZip policy.zip:1:1 the file is empty");
    assertThat(findings(read(new byte[0])))
        .extracting(Finding::fix)
        .containsExactly(Optional.of(ZIP_IT_RIGHT));
  }

  @Test
  void refusesAnEmptyArchive() {
    assertThat(report(read(new ForgedArchive())))
        .isEqualTo(
            """
            refused
            BundleEntryMissing policy.zip:1:1 `metadata.json` is not in the archive
            BundleEntryMissing policy.zip:1:1 `policy.json` is not in the archive""");
  }

  // Names.

  private static String withEntry(String name) {
    ForgedArchive archive = ForgedArchive.ofBundle();
    archive.stored(name, new byte[0]);
    return report(read(archive));
  }

  @Test
  void ignoresWhatMacOsAdds() {
    for (String name :
        List.of("__MACOSX/", "__MACOSX/._policy.json", "__MACOSX/sub/._x", ".DS_Store")) {
      assertThat(withEntry(name)).isEqualTo("read ReportsReader");
    }
    // Its content is nobody's concern: it need not be a text.
    ForgedArchive archive = ForgedArchive.ofBundle();
    archive.deflated("__MACOSX/._policy.json", new byte[] {0, 5, 22, 7, -1});
    assertThat(report(read(archive))).isEqualTo("read ReportsReader");
  }

  @Test
  void refusesEveryOtherName() {
    Map<String, String> whys = new HashMap<>();
    String neither =
        " is neither `policy.json` nor `metadata.json`, and a bundle holds nothing else";
    whys.put("README.md", "`README.md`" + neither);
    whys.put("._policy.json", "`._policy.json`" + neither);
    whys.put("sub/.DS_Store", "`sub/.DS_Store`" + neither);
    whys.put("policy.json ", "`policy.json `" + neither);
    whys.put("p\u043Elicy.json", "`pU+043Elicy.json`" + neither);
    whys.put("__macosx", "`__macosx`" + neither);
    whys.put("sub/", "`sub/` is a folder, and a bundle holds none");
    whys.put("./", "`./` is a folder, and a bundle holds none");
    whys.put("", "`` is no name at all");
    whys.put("/etc/passwd", "`/etc/passwd` is an absolute path");
    whys.put(
        "C:policy.json",
        "`C:policy.json` holds a colon, which Windows takes for a drive or a stream");
    whys.put(":x", "`:x` holds a colon, which Windows takes for a drive or a stream");
    whys.put("\\x", "`\\x` holds a backslash, which some readers take for a slash");
    whys.put(
        "a`b~\u007F", "`aU+0060b~U+007F` holds a control character, at which some readers stop");
    whys.put("../x", "`../x` leads out of the folder in which it is unpacked");
    whys.put(
        "__MACOSX/../policy.json",
        "`__MACOSX/../policy.json` leads out of the folder in which it is unpacked");
    whys.put("__MACOSX\\x", "`__MACOSX\\x` holds a backslash, which some readers take for a slash");
    whys.put(
        "policy.json\0.txt",
        "`policy.jsonU+0000.txt` holds a control character, at which some readers stop");
    whys.put(
        ".DS_Store\n", "`.DS_StoreU+000A` holds a control character, at which some readers stop");
    whys.put("x".repeat(101), "`" + "x".repeat(100) + "…`" + neither);
    whys.forEach(
        (name, why) ->
            assertThat(withEntry(name))
                .isEqualTo("refused\nBundleEntryUnexpected policy.zip:1:1 " + why));
  }

  @Test
  void saysHowToZipRightWhenTheFolderWasZipped() {
    ForgedArchive archive = new ForgedArchive();
    archive.stored("mybundle/", new byte[0]);
    archive.deflated("mybundle/policy.json", utf8(POLICY));
    archive.deflated("mybundle/metadata.json", utf8(METADATA));
    BundleResult result = read(archive);
    assertThat(report(result))
        .isEqualTo(
            """
            refused
            BundleEntryUnexpected policy.zip:1:1 `mybundle/metadata.json` is in a folder; a bundle holds `metadata.json` at its top
            BundleEntryUnexpected policy.zip:1:1 `mybundle/policy.json` is in a folder; a bundle holds `policy.json` at its top""");
    assertThat(findings(result)).extracting(Finding::fix).containsOnly(Optional.of(ZIP_IT_RIGHT));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mybundle/policy.json",
        "mybundle\\policy.json",
        "C:policy.json",
        "policy.json\0.txt",
        "policy.json\n",
        "../Policy.JSON",
      })
  void saysOnlyOnceThatAFileHasAnotherName(String name) {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated(name, utf8(POLICY));
    archive.deflated("metadata.json", utf8(METADATA));
    assertThat(findings(read(archive)))
        .extracting(Finding::rule)
        .containsExactly("BundleEntryUnexpected");
  }

  @Test
  void refusesNamesInAnotherCase() {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated("Policy.json", utf8(POLICY));
    archive.deflated("metadata.json", utf8(METADATA));
    BundleResult result = read(archive);
    assertThat(report(result))
        .isEqualTo(
            "refused\nBundleEntryUnexpected policy.zip:1:1 `Policy.json` is not `policy.json`: file"
                + " names are case-sensitive");
    assertThat(findings(result))
        .extracting(Finding::fix)
        .containsExactly(Optional.of("rename it to `policy.json`"));
  }

  @Test
  void refusesNamesThatAreThereTwice() {
    assertThat(withEntry("policy.json"))
        .isEqualTo(
            "refused\nBundleEntryDuplicate policy.zip:1:1 `policy.json` is in the archive twice;"
                + " readers differ in which one counts");
    assertThat(withEntry("POLICY.json"))
        .isEqualTo(
            "refused\nBundleEntryDuplicate policy.zip:1:1 `policy.json` and `POLICY.json` are one"
                + " file wherever the case of letters is ignored");
    ForgedArchive archive = ForgedArchive.ofBundle();
    archive.stored(".DS_Store", utf8("1"));
    archive.stored(".DS_Store", utf8("2"));
    assertThat(report(read(archive)))
        .isEqualTo(
            "refused\nBundleEntryDuplicate policy.zip:1:1 `.DS_Store` is in the archive twice;"
                + " readers differ in which one counts");
  }

  @Test
  void reportsNamesAndContentsTogether() {
    ForgedArchive archive = new ForgedArchive();
    archive.deflated("metadata.json", utf8("{}"));
    archive.deflated("notes.txt", utf8("to do"));
    assertThat(report(read(archive)))
        .isEqualTo(
            """
            refused
            BundleEntryMissing policy.zip:1:1 `policy.json` is not in the archive
            BundleEntryUnexpected policy.zip:1:1 `notes.txt` is neither `policy.json` nor `metadata.json`, and a bundle holds nothing else
            InvalidMetadata policy.zip!metadata.json:1:1 metadata needs `PolicyName`""");
  }

  @Test
  void asksTheSameOfTheNamesInAFolder() {
    Map<String, byte[]> files = new HashMap<>();
    files.put("policy.json", utf8(POLICY));
    files.put(".DS_Store", new byte[0]);
    files.put("notes.txt", new byte[0]);
    BundleResult result = BundleReader.readFiles(files, "bundle");
    assertThat(report(result))
        .isEqualTo(
            """
            refused
            BundleEntryMissing bundle:1:1 `metadata.json` is not in the folder
            BundleEntryUnexpected bundle:1:1 `notes.txt` is neither `policy.json` nor `metadata.json`, and a bundle holds nothing else""");
    assertThat(findings(result))
        .extracting(Finding::fix)
        .containsExactly(Optional.of("add the file"), Optional.of("remove it from the folder"));
  }
}
