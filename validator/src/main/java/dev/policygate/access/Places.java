package dev.policygate.access;

import dev.policygate.catalog.Action;
import dev.policygate.catalog.ActionResource;
import dev.policygate.catalog.ArnTemplate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where the resources of real actions are: in the Regions and accounts that statements name.
 *
 * <p>What all statements but the first name is gathered once, as the first one changes only.
 */
final class Places {

  private static final int MOST_NAMED = 3;

  private static final List<String> REGIONS =
      List.of("eu-central-1", "us-east-1", "eu-west-1", "us-west-2", "ap-southeast-1");

  private static final List<String> ACCOUNTS = List.of("111122223333", "444455556666");

  private static final Place NOWHERE =
      new Place(PatternSet.of(List.of("*"), Glob.Kind.LITERAL), List.of());

  private final Sides sides;
  private final Named regions = new Named("aws:requestedregion", 3, REGIONS);
  private final Named accounts = new Named("aws:resourceaccount", 4, ACCOUNTS);

  /**
   * Resources to look among.
   *
   * @param assumed what a request for one of them says of itself besides
   */
  record Place(PatternSet resources, List<KeyTest> assumed) {}

  /** Looks for a witness at a place. */
  interface Look {
    /** Returns null where there is none. */
    @Nullable Witness at(Place place);
  }

  Places(Sides sides) {
    this.sides = sides;
  }

  /** The first that is found at one of the places where resources of the action are; else null. */
  @Nullable Witness find(Action action, Look look) {
    if (action.isWildcardOnly()) {
      return look.at(NOWHERE);
    }
    boolean regional = false;
    boolean owned = false;
    for (ActionResource resource : action.resourceTypes()) {
      for (ArnTemplate arn : resource.type().arns()) {
        regional |= arn.hasRegion();
        owned |= arn.hasAccount();
      }
    }
    for (String region : regions.values(regional)) {
      for (String account : accounts.values(owned)) {
        List<KeyTest> assumed = new ArrayList<>(2);
        regions.addTo(assumed, region);
        accounts.addTo(assumed, account);
        Witness found = look.at(new Place(resources(action, region, account), assumed));
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private static PatternSet resources(Action action, String region, String account) {
    List<String> patterns = new ArrayList<>();
    for (ActionResource resource : action.resourceTypes()) {
      for (ArnTemplate arn : resource.type().arns()) {
        patterns.add(
            "arn:aws:"
                + arn.service()
                + ':'
                + (arn.hasRegion() ? region : "")
                + ':'
                + (arn.hasAccount() ? account : "")
                + ':'
                + named(arn.resource()));
      }
    }
    patterns.sort(new PlainestFirst());
    return PatternSet.of(patterns, Glob.Kind.PLAIN_PATTERN);
  }

  private static final class PlainestFirst implements Comparator<String> {
    @Override
    public int compare(String one, String other) {
      return Integer.compare(one.length(), other.length());
    }
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

  /** What statements name as the Region, or as the account: a key and a segment of ARNs. */
  private final class Named {
    private final String key;
    private final int segment;
    private final List<String> usual;
    private @Nullable Set<String> ofOthers;
    private boolean testedByOthers;

    /**
     * @param usual what there is, whether or not a statement names it
     */
    Named(String key, int segment, List<String> usual) {
      this.key = key;
      this.segment = segment;
      this.usual = usual;
    }

    /** Values to try; one that says nothing where the resources have none. */
    Set<String> values(boolean wanted) {
      if (!wanted) {
        return Set.of("");
      }
      Set<String> values = new LinkedHashSet<>();
      addOf(sides.get(0), values);
      for (String value : others()) {
        addTo(values, value);
      }
      values.addAll(isTested() ? usual : usual.subList(0, 1));
      return values;
    }

    private Set<String> others() {
      @Nullable Set<String> known = ofOthers;
      if (known == null) {
        known = new LinkedHashSet<>();
        for (int i = 1; i < sides.size(); i++) {
          addOf(sides.get(i), known);
          testedByOthers |= isTestedBy(sides.get(i));
        }
        ofOthers = known;
      }
      return known;
    }

    private void addOf(Clause clause, Set<String> to) {
      for (KeyTest test : clause.tests()) {
        @Nullable PatternSet wanted = test.key().equals(key) ? test.patterns() : null;
        if (wanted != null) {
          for (String word : wanted.onlyWords()) {
            addTo(to, word);
          }
        }
      }
      for (int p = 0; p < clause.resources().size() && to.size() < MOST_NAMED; p++) {
        @Nullable Glob part = segmentOf(clause.resources().get(p));
        @Nullable String text = part == null ? null : part.onlyWord();
        if (text != null) {
          addTo(to, text);
        } else if (part != null) {
          addUsual(part, to);
        }
      }
    }

    /** Adds the first of what there is that matches. */
    private void addUsual(Glob part, Set<String> to) {
      for (String value : usual) {
        if (part.matches(value)) {
          addTo(to, value);
          return;
        }
      }
    }

    private static void addTo(Set<String> values, String value) {
      boolean plain = value.indexOf('*') < 0 && value.indexOf('?') < 0 && !value.isEmpty();
      if (plain && values.size() < MOST_NAMED) {
        values.add(value);
      }
    }

    /** The pattern of the segment; null where it is empty, anything, or holds a variable. */
    private @Nullable Glob segmentOf(Glob arn) {
      int colons = 0;
      int from = 0;
      for (int i = 0; i < arn.length(); i++) {
        int token = arn.token(i);
        if (token == ':' && ++colons == segment) {
          from = i + 1;
        } else if (colons == segment && Token.isVariable(token)) {
          return null;
        }
        if (token == ':' && colons == segment + 1) {
          boolean open = i == from || (i == from + 1 && Token.isStar(arn.token(from)));
          return open ? null : arn.part(from, i);
        }
      }
      return null;
    }

    private boolean isTestedBy(Clause clause) {
      for (KeyTest test : clause.tests()) {
        if (test.key().equals(key)) {
          return true;
        }
      }
      return false;
    }

    private boolean isTested() {
      return testedByOthers || isTestedBy(sides.get(0));
    }

    /** Assumes the value, where it matters. */
    void addTo(List<KeyTest> assumed, String value) {
      if (!value.isEmpty() && isTested()) {
        assumed.add(KeyTest.equalTo(key, value));
      }
    }
  }
}
