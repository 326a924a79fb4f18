package dev.policygate.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;

/**
 * What holds for the code, as a sentence.
 *
 * @param planted sources that break it, each in a way of its own
 */
public record Law(String name, ArchRule rule, List<String> planted) {

  public Law {
    planted = List.copyOf(planted);
  }

  public static Law of(String name, ArchRule rule, String... planted) {
    return new Law(name, rule, List.of(planted));
  }

  @Override
  public String toString() {
    return name;
  }
}
