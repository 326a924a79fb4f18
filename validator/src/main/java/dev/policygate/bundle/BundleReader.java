package dev.policygate.bundle;

import static dev.policygate.bundle.Bundle.METADATA_FILE;
import static dev.policygate.bundle.Bundle.POLICY_FILE;

import dev.policygate.finding.Finding;
import dev.policygate.finding.Location;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads a submission from bytes that are hostile until proven otherwise.
 *
 * <p>Sizes are bounded, ratios are not: a policy of nothing but blanks is packed a thousand to one,
 * which is all that Deflate can do. What an archive tells of its sizes is known before anything is
 * unpacked, and no more than that is unpacked, so that {@link #MAX_UNPACKED_BYTES} is the bound
 * however small the archive is.
 */
public final class BundleReader {

  /** The largest archive that is read; whoever fetches one may stop after a byte more. */
  public static final int MAX_ARCHIVE_BYTES = 1 << 20;

  /** What all entries together may unpack to, those included that macOS adds. */
  public static final int MAX_UNPACKED_BYTES = 1 << 20;

  /** The most that a text of {@link PolicyParser#MAX_CHARACTERS} can take up as UTF-8. */
  public static final int MAX_POLICY_BYTES = 3 * PolicyParser.MAX_CHARACTERS;

  /** Enough for the longest name, description and team, each letter written as an escape. */
  public static final int MAX_METADATA_BYTES = 1 << 16;

  private static final Map<String, Integer> MOST_BYTES =
      Map.of(POLICY_FILE, MAX_POLICY_BYTES, METADATA_FILE, MAX_METADATA_BYTES);

  private final Container container;
  private final Location whole;
  private final String prefix;
  private final List<Finding> findings = new ArrayList<>();
  private final Map<String, String> texts = new HashMap<>();
  private boolean readable = true;

  private BundleReader(Container container, String file, String prefix) {
    this.container = container;
    this.whole = Location.of(file);
    this.prefix = prefix;
  }

  /**
   * Reads a ZIP archive.
   *
   * @param file how the archive is called; a place in it is {@code archive.zip!policy.json}
   */
  public static BundleResult read(byte[] archive, String file) {
    return new BundleReader(Container.ARCHIVE, file, file + "!").archive(archive);
  }

  /**
   * Reads the files of a folder.
   *
   * @param files by their names relative to the folder; for any other name than the two of a bundle
   *     the content is never looked at and may be left empty
   * @param folder how the folder is called; a place in it is {@code folder/policy.json}
   */
  public static BundleResult readFiles(Map<String, byte[]> files, String folder) {
    String prefix = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
    return new BundleReader(Container.FOLDER, folder, prefix).folder(files);
  }

  /**
   * Reads a policy that stands for itself, by the same rules as one in a bundle.
   *
   * @param file how places in it are called
   */
  public static ParseResult readPolicy(byte[] policy, String file) {
    if (policy.length > MAX_POLICY_BYTES) {
      return new ParseResult.Refused(List.of(tooLarge(file, MAX_POLICY_BYTES)));
    }
    Utf8.Result decoded = Utf8.decode(policy);
    if (decoded instanceof Utf8.Text(var text)) {
      return PolicyParser.parse(text, file);
    }
    return new ParseResult.Refused(List.of(((Utf8.Malformed) decoded).finding(file)));
  }

  private BundleResult archive(byte[] bytes) {
    try {
      Archive archive = Archive.open(bytes);
      List<Problem> problems = archive.problems();
      report(EntryNames.check(archive.names(), container));
      report(problems);
      boolean distinct = Set.copyOf(archive.names()).size() == archive.names().size();
      return distinct && problems.isEmpty() ? contents(unpack(archive.files())) : refused();
    } catch (Refusal refusal) {
      report(List.of(refusal.problem()));
      readable = !refusal.problem().rule().id().equals(BundleRules.ARCHIVE_NOT_A_ZIP.id());
      return refused();
    }
  }

  /**
   * The contents of the two files, as far as they can be had.
   *
   * <p>What macOS added is unpacked too and thrown away: readers that go from the beginning find
   * the next entry only where its data really end.
   */
  private Map<String, byte[]> unpack(List<PackedFile> files) throws Refusal {
    List<PackedFile> wanted = new ArrayList<>();
    for (PackedFile file : files) {
      if (isWanted(file)) {
        wanted.add(file);
      }
    }
    long left = MAX_UNPACKED_BYTES;
    for (PackedFile file : wanted) {
      // Compared before it is subtracted, since an archive may tell of any size.
      if (file.entry().size() > left) {
        throw Refusal.of(
            BundleRules.BUNDLE_TOO_LARGE,
            "the archive unpacks to more than " + Wording.bytes(MAX_UNPACKED_BYTES));
      }
      left -= file.entry().size();
    }
    Map<String, byte[]> contents = new HashMap<>();
    for (PackedFile file : wanted) {
      try {
        contents.put(file.entry().name(), file.unpack());
      } catch (Refusal refusal) {
        report(List.of(refusal.problem()));
      }
    }
    return contents;
  }

  private boolean isWanted(PackedFile file) {
    String name = file.entry().name();
    return MOST_BYTES.containsKey(name)
        ? !isTooLarge(name, file.entry().size())
        : EntryNames.isIgnored(name);
  }

  private BundleResult folder(Map<String, byte[]> files) {
    List<String> names = new ArrayList<>(files.keySet());
    Collections.sort(names);
    report(EntryNames.check(names, container));
    Map<String, byte[]> contents = new HashMap<>();
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      String name = file.getKey();
      if (MOST_BYTES.containsKey(name) && !isTooLarge(name, file.getValue().length)) {
        contents.put(name, file.getValue());
      }
    }
    return contents(contents);
  }

  private boolean isTooLarge(String name, long size) {
    int most = Objects.requireNonNull(MOST_BYTES.get(name));
    if (size > most) {
      findings.add(tooLarge(prefix + name, most));
    }
    return size > most;
  }

  private static Finding tooLarge(String file, int most) {
    return BundleRules.BUNDLE_TOO_LARGE.at(
        Location.of(file), "the file has more than " + Wording.bytes(most));
  }

  private BundleResult contents(Map<String, byte[]> contents) {
    Optional<String> policyText = text(contents, POLICY_FILE);
    Optional<String> metadataText = text(contents, METADATA_FILE);
    Optional<Policy> policy = policyText.isPresent() ? policy(policyText.get()) : Optional.empty();
    Optional<Metadata> metadata =
        metadataText.isPresent() ? metadata(metadataText.get()) : Optional.empty();
    if (!findings.isEmpty()) {
      return refused();
    }
    return new BundleResult.Read(
        new Bundle(
            policy.orElseThrow(),
            metadata.orElseThrow(),
            policyText.orElseThrow(),
            metadataText.orElseThrow()),
        new Texts(texts));
  }

  private Optional<String> text(Map<String, byte[]> contents, String name) {
    byte[] content = contents.get(name);
    if (content == null) {
      return Optional.empty();
    }
    String file = prefix + name;
    Utf8.Result decoded = Utf8.decode(content);
    if (decoded instanceof Utf8.Text(var text)) {
      texts.put(file, text);
      return Optional.of(text);
    }
    texts.put(file, new String(content, StandardCharsets.UTF_8));
    findings.add(((Utf8.Malformed) decoded).finding(file));
    return Optional.empty();
  }

  private Optional<Policy> policy(String text) {
    ParseResult parsed = PolicyParser.parse(text, prefix + POLICY_FILE);
    if (parsed instanceof ParseResult.Parsed(var policy)) {
      return Optional.of(policy);
    }
    if (parsed instanceof ParseResult.Refused(var found)) {
      findings.addAll(found);
    } else if (parsed instanceof ParseResult.Unreadable(var found)) {
      unreadable(found);
    }
    return Optional.empty();
  }

  private Optional<Metadata> metadata(String text) {
    MetadataParser.Result parsed = MetadataParser.parse(text, prefix + METADATA_FILE);
    if (parsed instanceof MetadataParser.Read(var metadata)) {
      return Optional.of(metadata);
    }
    if (parsed instanceof MetadataParser.Refused(var found)) {
      findings.addAll(found);
    } else if (parsed instanceof MetadataParser.Unreadable(var found)) {
      unreadable(found);
    }
    return Optional.empty();
  }

  private void unreadable(Finding finding) {
    findings.add(finding);
    readable = false;
  }

  private void report(List<Problem> problems) {
    for (Problem problem : problems) {
      findings.add(problem.at(whole));
    }
  }

  private BundleResult refused() {
    List<Finding> inOrder = Finding.sorted(findings);
    return readable
        ? new BundleResult.Refused(inOrder, new Texts(texts))
        : new BundleResult.Unreadable(inOrder, new Texts(texts));
  }
}
