package dev.policygate.rules;

import dev.policygate.finding.RuleInfo;
import dev.policygate.resource.BundledResources;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleProvider;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;

/** The rules that there are: those of the gate, and those of jars beside it. */
public final class RuleLibrary {

  private static final String SERVICE = "META-INF/services/" + RuleProvider.class.getName();

  private final List<RuleProvider> providers;

  private RuleLibrary(List<RuleProvider> providers) {
    this.providers = List.copyOf(providers);
  }

  /** Those on the class path of the gate; jars are looked for once. */
  public static RuleLibrary installed() {
    return Installed.LIBRARY;
  }

  private static final class Installed {
    private static final RuleLibrary LIBRARY =
        BundledResources.hasJarsBeside()
            ? of(RuleLibrary.class.getClassLoader())
            : new RuleLibrary(List.of());
  }

  /**
   * Those that a class loader finds.
   *
   * @throws java.util.ServiceConfigurationError when a jar names a provider that cannot be made
   */
  static RuleLibrary of(ClassLoader loader) {
    List<RuleProvider> providers = new ArrayList<>();
    // Looking is cheap; the loader's own machinery is not, and check starts without it.
    if (loader.getResource(SERVICE) != null) {
      for (RuleProvider provider : ServiceLoader.load(RuleProvider.class, loader)) {
        providers.add(provider);
      }
    }
    return new RuleLibrary(providers);
  }

  /**
   * All of them, those of the gate first, as a profile wants them.
   *
   * @throws IllegalStateException when two have the same id: one would hide what the other finds
   * @throws dev.policygate.validation.RuleSettings.Unfit when a rule cannot work with what the
   *     profile says of it
   */
  public List<Rule> rules(RuleParameters parameters) {
    List<Rule> builtIn = BuiltInRules.all(parameters);
    if (providers.isEmpty()) {
      return builtIn;
    }
    List<Rule> all = new ArrayList<>(builtIn);
    for (RuleProvider provider : providers) {
      all.addAll(provider.rules(parameters));
    }
    Set<String> ids = new HashSet<>();
    for (Rule rule : all) {
      RuleInfo info = rule.info();
      if (!ids.add(info.id())) {
        throw new IllegalStateException(
            "two rules are called `%s`; the one of %s needs another id"
                .formatted(info.id(), rule.getClass().getName()));
      }
    }
    return all;
  }
}
