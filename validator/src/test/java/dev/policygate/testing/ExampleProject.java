package dev.policygate.testing;

import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The project of an organization's own rules that the documentation shows. */
public final class ExampleProject {

  private static final Path PROJECT = Path.of("../docs/extending");

  private ExampleProject() {}

  /** Compiles its rules and its tests into {@code folder}, which also gets its resources. */
  public static void build(Path folder) throws IOException {
    List<Path> sources = new ArrayList<>();
    sources.addAll(files(PROJECT.resolve("src/main/java")));
    sources.addAll(files(PROJECT.resolve("src/test/java")));
    compile(sources, folder);
    Path resources = PROJECT.resolve("src/main/resources");
    for (Path file : files(resources)) {
      Path target = folder.resolve(resources.relativize(file).toString());
      Files.createDirectories(target.getParent());
      Files.copy(file, target);
    }
  }

  private static void compile(List<Path> sources, Path folder) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-d",
              folder.toString(),
              "-proc:none",
              "-classpath",
              System.getProperty("java.class.path"));
      if (!compiler
          .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new AssertionError("the example does not compile:\n" + said);
      }
    }
  }

  /** Its jar, as its build makes it. */
  public static Path jar(Path folder) throws IOException {
    Path classes = Files.createDirectory(folder.resolve("classes"));
    build(classes);
    Path jar = folder.resolve("example-gate-rules.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : files(classes)) {
        if (!file.getFileName().toString().endsWith("Test.class")) {
          entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
          Files.copy(file, entries);
          entries.closeEntry();
        }
      }
    }
    return jar;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
