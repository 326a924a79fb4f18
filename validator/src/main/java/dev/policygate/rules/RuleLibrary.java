package dev.policygate.rules;

import dev.policygate.resource.BundledResources;
import dev.policygate.validation.Rule;
import dev.policygate.validation.RuleParameters;
import dev.policygate.validation.RuleProvider;
import dev.policygate.validation.RuleSettings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;

/** The rules that there are: those of the gate, and those of jars beside it. */
public final class RuleLibrary {

  private static final String SERVICE = "META-INF/services/" + RuleProvider.class.getName();

  private final List<RuleProvider> providers;
  private final Optional<UnusableRules> problem;

  private RuleLibrary(List<RuleProvider> providers, Optional<UnusableRules> problem) {
    this.providers = List.copyOf(providers);
    this.problem = problem;
  }

  /** Those on the class path of the gate; jars are looked for once. */
  public static RuleLibrary installed() {
    return Installed.LIBRARY;
  }

  private static final class Installed {
    private static final RuleLibrary LIBRARY = lookAround();

    private static RuleLibrary lookAround() {
      if (!BundledResources.hasJarsBeside()) {
        return new RuleLibrary(List.of(), Optional.empty());
      }
      try {
        Optional<String> broken = BundledResources.brokenJarBeside();
        if (broken.isPresent()) {
          throw new UnusableRules(
              "`%s` cannot be opened, so nobody knows which rules are in it"
                  .formatted(broken.get()));
        }
        return of(RuleLibrary.class.getClassLoader());
      } catch (UnusableRules e) {
        return new RuleLibrary(List.of(), Optional.of(e));
      }
    }
  }

  /**
   * Those that a class loader finds.
   *
   * @throws UnusableRules when a jar names a provider that cannot be made
   */
  static RuleLibrary of(ClassLoader loader) {
    List<RuleProvider> providers = new ArrayList<>();
    // Looking is cheap; the loader's own machinery is not, and check starts without it.
    if (loader.getResource(SERVICE) != null) {
      try {
        for (RuleProvider provider : ServiceLoader.load(RuleProvider.class, loader)) {
          providers.add(provider);
        }
      } catch (ServiceConfigurationError | LinkageError e) {
        throw new UnusableRules("the rules of a jar cannot be loaded: " + e.getMessage(), e);
      }
    }
    return new RuleLibrary(providers, Optional.empty());
  }

  /** Whether there are rules that did not come with the gate. */
  public boolean hasOthers() {
    return !providers.isEmpty();
  }

  /**
   * All of them, those of the gate first, as a profile wants them.
   *
   * @throws UnusableRules when jars beside the gate cannot be used, or two rules have the same id:
   *     one would hide what the other finds
   * @throws dev.policygate.validation.RuleSettings.Unfit when a rule cannot work with what the
   *     profile says of it
   */
  public List<Rule> rules(RuleParameters parameters) {
    if (problem.isPresent()) {
      throw problem.get();
    }
    List<Rule> builtIn = BuiltInRules.all(parameters);
    if (providers.isEmpty()) {
      return builtIn;
    }
    List<Rule> all = new ArrayList<>(builtIn);
    for (RuleProvider provider : providers) {
      all.addAll(madeBy(provider, parameters));
    }
    Set<String> ids = new HashSet<>();
    for (Rule rule : all) {
      String id = rule.info().id();
      if (!isId(id)) {
        throw new UnusableRules(
            "`%s` is no id of a rule, as that of %s: letters and digits, as in `MyRule`"
                .formatted(id, rule.getClass().getName()));
      }
      if (!ids.add(id.toLowerCase(Locale.ROOT))) {
        throw new UnusableRules(
            "two rules are called `%s`; the one of %s needs another id"
                .formatted(id, rule.getClass().getName()));
      }
    }
    return all;
  }

  /** It is the name of a page, and of a member of profiles. */
  private static boolean isId(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
      if (!letter && (i == 0 || c < '0' || c > '9')) {
        return false;
      }
    }
    return !text.isEmpty();
  }

  private static List<Rule> madeBy(RuleProvider provider, RuleParameters parameters) {
    try {
      return provider.rules(parameters);
    } catch (RuleSettings.Unfit e) {
      throw e;
    } catch (RuntimeException | LinkageError e) {
      throw new UnusableRules(provider.getClass().getName() + " breaks down: " + e, e);
    }
  }
}
