package dev.policygate.access;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.catalog.Catalog;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Actions that AWS has today, and the resources that they take, for witnesses that make sense. */
final class RealActions {

  private static final String REGION_KEY = "aws:requestedregion";
  private static final String ACCOUNT_KEY = "aws:resourceaccount";

  /** Where statements name no service, these are tried. */
  private static final List<String> WELL_KNOWN = List.of("s3", "ec2", "iam", "lambda", "sqs");

  private static final int MOST_ACTIONS = 4;
  private static final int MOST_PLACES = 3;
  private static final int SEGMENTS = 6;

  private final Sides sides;
  private final Budget budget;

  /**
   * Resources to look among.
   *
   * @param assumed what a request for one of them says of itself besides
   */
  record Place(PatternSet resources, List<KeyTest> assumed) {}

  RealActions(Sides sides, Budget budget) {
    this.sides = sides;
    this.budget = budget;
  }

  /** Actions of which these statements speak, and no others. */
  List<Action> of(BitSet speaking) {
    List<Action> found = new ArrayList<>();
    for (String service : services()) {
      var known = Catalog.bundled().service(service);
      if (known.isEmpty()) {
        continue;
      }
      for (Action action : known.get().actions()) {
        if (isSpokenOf(action, speaking)) {
          found.add(action);
          if (found.size() == MOST_ACTIONS) {
            return found;
          }
        }
      }
    }
    return found;
  }

  private boolean isSpokenOf(Action action, BitSet speaking) {
    String lower = action.id().toLowerCase(Locale.ROOT);
    for (int i = 0; i < sides.size(); i++) {
      budget.spend(sides.get(i).actions().size());
      if (sides.get(i).concernsAction(lower) != speaking.get(i)) {
        return false;
      }
    }
    return true;
  }

  /** Those that what must hold names; else those that any statement names, and well known ones. */
  private Set<String> services() {
    Set<String> named = new LinkedHashSet<>();
    for (int i = 0; i < sides.askedSpan().to(); i++) {
      Clause clause = sides.get(i);
      if (!clause.notActions() && addServices(clause.actions(), named)) {
        return named;
      }
    }
    for (int i = 0; i < sides.size(); i++) {
      addServices(sides.get(i).actions(), named);
    }
    named.addAll(WELL_KNOWN);
    return named;
  }

  /** Returns whether each pattern names its service. */
  private static boolean addServices(PatternSet patterns, Set<String> to) {
    boolean all = true;
    for (int i = 0; i < patterns.size(); i++) {
      Glob pattern = patterns.get(i);
      StringBuilder service = new StringBuilder();
      int at = 0;
      while (at < pattern.prefix() && pattern.token(at) != ':') {
        service.append(Glob.character(pattern.token(at++)));
      }
      if (at < pattern.prefix()) {
        to.add(service.toString());
      } else {
        all = false;
      }
    }
    return all;
  }

  /** Where the resources of an action are: in the Regions and accounts that statements name. */
  List<Place> places(Action action) {
    if (action.isWildcardOnly()) {
      return List.of(new Place(PatternSet.of(List.of("*"), Glob.Kind.LITERAL), List.of()));
    }
    List<Place> places = new ArrayList<>();
    for (String region : named(REGION_KEY, 3, "eu-central-1")) {
      for (String account : named(ACCOUNT_KEY, 4, "111122223333")) {
        places.add(place(action, region, account));
      }
    }
    return places;
  }

  private Place place(Action action, String region, String account) {
    List<String> patterns = new ArrayList<>();
    boolean regional = false;
    boolean owned = false;
    for (ActionResource resource : action.resourceTypes()) {
      for (ArnTemplate arn : resource.type().arns()) {
        regional |= arn.hasRegion();
        owned |= arn.hasAccount();
        patterns.add(
            "arn:aws:%s:%s:%s:%s"
                .formatted(
                    arn.service(),
                    arn.hasRegion() ? region : "",
                    arn.hasAccount() ? account : "",
                    named(arn.resource())));
      }
    }
    // The plainest first.
    patterns.sort((one, other) -> Integer.compare(one.length(), other.length()));
    List<KeyTest> assumed = new ArrayList<>();
    if (regional && isTested(REGION_KEY)) {
      assumed.add(KeyTest.equalTo(REGION_KEY, region));
    }
    if (owned && isTested(ACCOUNT_KEY)) {
      assumed.add(KeyTest.equalTo(ACCOUNT_KEY, account));
    }
    return new Place(PatternSet.of(patterns, Glob.Kind.PLAIN_PATTERN), assumed);
  }

  /** The template with some text for each variable. */
  private static String named(String template) {
    StringBuilder pattern = new StringBuilder();
    int at = 0;
    for (int next; (next = template.indexOf("${", at)) >= 0; ) {
      pattern.append(template, at, next).append("?*");
      at = template.indexOf('}', next) + 1;
    }
    return pattern.append(template, at, template.length()).toString();
  }

  private boolean isTested(String key) {
    for (int i = 0; i < sides.size(); i++) {
      for (KeyTest test : sides.get(i).tests()) {
        if (test.key().equals(key)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Values of a key, and of a segment of ARNs, that statements name. */
  private Set<String> named(String key, int segment, String otherwise) {
    Set<String> values = new LinkedHashSet<>();
    for (int i = 0; i < sides.size() && values.size() < MOST_PLACES; i++) {
      Clause clause = sides.get(i);
      for (KeyTest test : clause.tests()) {
        @Nullable PatternSet wanted = test.key().equals(key) ? test.patterns() : null;
        if (wanted != null) {
          values.addAll(wanted.onlyWords());
        }
      }
      for (int p = 0; p < clause.resources().size(); p++) {
        String[] parts = clause.resources().get(p).toString().split(":", SEGMENTS);
        if (parts.length == SEGMENTS && isPlain(parts[segment])) {
          values.add(parts[segment]);
        }
      }
    }
    List<String> some = new ArrayList<>(values);
    Set<String> chosen = new LinkedHashSet<>(some.subList(0, Math.min(MOST_PLACES, some.size())));
    chosen.add(otherwise);
    return chosen;
  }

  private static boolean isPlain(String text) {
    return !text.isEmpty() && text.chars().noneMatch(c -> c == '*' || c == '?' || c == '$');
  }
}
