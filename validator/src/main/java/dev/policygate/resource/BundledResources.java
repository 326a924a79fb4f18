package dev.policygate.resource;

import java.io.File;
import java.io.FileInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.zip.ZipFile;

/**
 * Reads what comes with the gate from the class path.
 *
 * <p>A launcher that has the same as plain files may name their folder in the system property
 * {@value #FOLDER}, and in {@value #JARS} what else it has put on the class path: to open a jar
 * costs a JVM that has just started more than all the rest of a verdict.
 */
public final class BundledResources {

  /** The folder in which the launcher keeps the resources as files. */
  public static final String FOLDER = "policygate.resources";

  /**
   * The system property by which a launcher says which jars of the organization's own it has put on
   * the class path. Empty, there are none, and nobody needs to look; without it, there may be some.
   */
  public static final String JARS = "policygate.rules";

  private static final String ROOT = "/dev/policygate/";

  private BundledResources() {}

  /** Whether the class path may hold jars that did not come with the gate. */
  public static boolean hasJarsBeside() {
    return !"".equals(System.getProperty(JARS));
  }

  /**
   * A jar beside the gate that is none, of those that the launcher names. A JVM passes over it
   * without a word.
   */
  public static Optional<String> brokenJarBeside() {
    for (String name : System.getProperty(JARS, "").split(File.pathSeparator, -1)) {
      if (name.endsWith(".jar")) {
        try {
          new ZipFile(name).close();
        } catch (IOException e) {
          return Optional.of(name);
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The bytes of a resource that the gate cannot do without.
   *
   * @param name as for {@link #read}
   */
  public static byte[] required(String name) {
    Optional<byte[]> found = read(name);
    if (found.isEmpty()) {
      throw new IllegalStateException("the class path lacks " + name);
    }
    return found.get();
  }

  /**
   * The bytes of a resource; empty when there is none.
   *
   * @param name below {@code dev/policygate}, such as {@code profile/presets.json}
   */
  public static Optional<byte[]> read(String name) {
    String folder = System.getProperty(FOLDER);
    try {
      if (folder != null) {
        return read(new File(folder, name));
      }
      try (InputStream in = BundledResources.class.getResourceAsStream(ROOT + name)) {
        return in == null ? Optional.empty() : Optional.of(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read what comes with the gate: " + name, e);
    }
  }

  private static Optional<byte[]> read(File file) throws IOException {
    try (InputStream in = new FileInputStream(file)) {
      return Optional.of(in.readAllBytes());
    } catch (FileNotFoundException e) {
      // Nearly always it is there, so nobody looks before.
      if (file.isFile()) {
        throw e;
      }
      return Optional.empty();
    }
  }
}
