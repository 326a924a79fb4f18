package dev.policygate.cli;

import dev.policygate.bundle.BundleReader;
import dev.policygate.gate.Gate;
import dev.policygate.report.Judged;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What is to be submitted: read once, so that what is checked is what is uploaded. */
final class Submission {

  private final byte[] archive;
  private final Judged judged;

  private Submission(byte[] archive, Judged judged) {
    this.archive = archive.clone();
    this.judged = judged;
  }

  /**
   * Reads and judges a bundle.
   *
   * @param name a folder, whose two files are zipped, or a zip, which is taken as it is
   * @throws UsageException when it cannot be read
   */
  static Submission read(String name, Gate gate) {
    Path path = Path.of(name);
    try {
      return Files.isDirectory(path)
          ? ofFiles(Inputs.filesOf(path.toFile()), name, gate)
          : ofArchive(Files.readAllBytes(path), name, gate);
    } catch (IOException e) {
      throw new UsageException("%s cannot be read; submit a folder or a zip".formatted(name));
    }
  }

  /** A bundle that is an archive already. */
  static Submission ofArchive(byte[] archive, String name, Gate gate) {
    return new Submission(
        archive, judge(Inputs.ofBundle(BundleReader.read(archive, name)), name, gate));
  }

  /** A bundle that is to be zipped; what else lies in a folder, such as macOS leaves, is not. */
  static Submission ofFiles(Map<String, byte[]> files, String name, Gate gate) {
    Map<String, byte[]> bundle = new HashMap<>(files);
    bundle.keySet().removeIf(file -> !Inputs.isOfABundle(file));
    return new Submission(
        BundleArchive.of(bundle),
        judge(Inputs.ofBundle(BundleReader.readFiles(files, name)), name, gate));
  }

  private static Judged judge(Inputs.Input input, String name, Gate gate) {
    return CheckCommand.judge(input, name, gate, Optional.empty());
  }

  /** As it is uploaded. */
  byte[] archive() {
    return archive.clone();
  }

  /** What the gate would say to it, offline. */
  Judged judged() {
    return judged;
  }

  /** How {@code check} would end. */
  Status status() {
    return CheckCommand.status(judged);
  }

  @Override
  public String toString() {
    return "Submission" + judged.inputs();
  }
}
