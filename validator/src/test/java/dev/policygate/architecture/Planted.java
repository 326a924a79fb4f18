package dev.policygate.architecture;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Classes that break a law, made of their source, so that a test sees the law speak. */
public final class Planted {

  private static final Pattern NAME =
      Pattern.compile("package ([\\w.]+);.*?\\b(?:class|record|interface) (\\w+)", Pattern.DOTALL);

  private Planted() {}

  /**
   * Asserts that the law speaks of the classes that are planted.
   *
   * @param folder where they are kept
   * @param known one class of each library that they use
   * @param sources a compilation unit each; the class that breaks the law is called {@code Planted}
   */
  public static void breaks(ArchRule law, Path folder, List<Class<?>> known, String... sources)
      throws IOException {
    JavaClasses planted = compiled(folder, known, sources);
    assertThatThrownBy(() -> law.check(planted))
        .as(sources[0])
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(".Planted");
  }

  private static JavaClasses compiled(Path folder, List<Class<?>> known, String... sources)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    Files.createDirectories(folder);
    String classPath =
        known.stream().map(Planted::library).collect(Collectors.joining(File.pathSeparator));
    List<String> options =
        List.of("-proc:none", "-nowarn", "-d", folder.toString(), "-classpath", classPath);
    boolean compiled =
        compiler
            .getTask(
                problems, null, null, options, null, Arrays.stream(sources).map(Unit::new).toList())
            .call();
    if (!compiled) {
      throw new AssertionError("the planted source does not compile: " + problems);
    }
    return new ClassFileImporter().importPath(folder);
  }

  private static String library(Class<?> type) {
    return Path.of(URI.create(location(type).toString())).toString();
  }

  /** Where the library is that a class came with. */
  public static URL location(Class<?> type) {
    return type.getProtectionDomain().getCodeSource().getLocation();
  }

  private static final class Unit extends SimpleJavaFileObject {

    private final String source;

    Unit(String source) {
      super(URI.create("planted:///" + path(source)), JavaFileObject.Kind.SOURCE);
      this.source = source;
    }

    private static String path(String source) {
      Matcher name = NAME.matcher(source);
      if (!name.find()) {
        throw new AssertionError("no class in " + source);
      }
      return name.group(1).replace('.', '/') + "/" + name.group(2) + ".java";
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return source;
    }
  }
}
