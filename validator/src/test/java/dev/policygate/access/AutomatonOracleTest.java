package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Holds patterns and the algebra of their sets against finite automata of dk.brics. More cases than
 * usual with {@code -Dpolicygate.globs=100000}.
 */
class AutomatonOracleTest {

  private static final int CASES = Integer.getInteger("policygate.globs", 10_000);
  private static final long SEED = Long.getLong("policygate.seed", 20_260_202);

  /** A pattern of conditions, an ARN with wildcards that stay within, a form of a resource. */
  enum Kind {
    PATTERN(Glob.Kind.PLAIN_PATTERN, "ab*?:"),
    ARN(Glob.Kind.ARN, "a:*?:"),
    FORM(Glob.Kind.SEGMENTED, "a:*?:"),
    FOLDED(Glob.Kind.FOLDED_TEXT, "aAbB");

    private final Glob.Kind kind;
    private final String characters;

    Kind(Glob.Kind kind, String characters) {
      this.kind = kind;
      this.characters = characters;
    }

    String pattern(SplittableRandom random) {
      return text(random, characters, 7);
    }

    /** Written from the documentation, not from {@link Glob}. */
    Automaton automaton(String pattern) {
      if (this == FOLDED) {
        List<Automaton> letters = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
          char c = pattern.charAt(i);
          letters.add(
              BasicAutomata.makeChar(Character.toLowerCase(c))
                  .union(BasicAutomata.makeChar(Character.toUpperCase(c))));
        }
        return Automaton.concatenate(letters);
      }
      if (pattern.equals("*")) {
        return Automaton.makeAnyString();
      }
      List<Automaton> parts = new ArrayList<>();
      parts.add(Automaton.makeEmptyString());
      int colons = 0;
      for (int i = 0; i < pattern.length(); i++) {
        char c = pattern.charAt(i);
        colons += c == ':' ? 1 : 0;
        boolean last = pattern.substring(i).chars().allMatch(left -> left == '*');
        boolean within = this == FORM || (this == ARN && colons < 5 && !(c == '*' && last));
        Automaton any = within ? BUT_COLON.clone() : Automaton.makeAnyChar();
        parts.add(
            switch (c) {
              case '*' -> any.repeat();
              case '?' -> any;
              default -> Automaton.makeChar(c);
            });
      }
      return Automaton.concatenate(parts);
    }
  }

  private static final Automaton BUT_COLON =
      BasicAutomata.makeAnyChar().minus(BasicAutomata.makeChar(':'));

  private static String text(SplittableRandom random, String characters, int most) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(most + 1); i > 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  @ParameterizedTest
  @EnumSource
  void matchesTheStringsThatTheAutomatonAccepts(Kind kind) {
    SplittableRandom random = new SplittableRandom(SEED);
    int matched = 0;
    for (int i = 0; i < CASES; i++) {
      String pattern = kind.pattern(random);
      Automaton automaton = kind.automaton(pattern);
      Glob glob = Glob.of(pattern, kind.kind);
      for (int j = 0; j < 5; j++) {
        String text = text(random, "aAb:x", 7);
        assertThat(glob.matches(text)).as("%s %s", pattern, text).isEqualTo(automaton.run(text));
        matched += automaton.run(text) ? 1 : 0;
      }
    }
    assertThat(matched).isGreaterThan(CASES / 100);
  }

  @ParameterizedTest
  @EnumSource
  void seesAtAGlanceOnlyWhatIsSo(Kind kind) {
    SplittableRandom random = new SplittableRandom(SEED + 1);
    int disjoint = 0;
    int covered = 0;
    for (int i = 0; i < CASES; i++) {
      String one = kind.pattern(random);
      String other = kind.pattern(random);
      Glob first = Glob.of(one, kind.kind);
      Glob second = Glob.of(other, kind.kind);
      if (GlobRelation.areDisjoint(first, second)) {
        disjoint++;
        assertThat(kind.automaton(one).intersection(kind.automaton(other)).isEmpty())
            .as("%s and %s are disjoint", one, other)
            .isTrue();
      }
      if (GlobRelation.covers(first, second)) {
        covered++;
        assertThat(kind.automaton(other).subsetOf(kind.automaton(one)))
            .as("%s covers %s", one, other)
            .isTrue();
      }
    }
    assertThat(disjoint).isGreaterThan(CASES / 20);
    assertThat(covered).isGreaterThan(CASES / 500);
  }

  /** Union, intersection and complement at once: every cell that is not empty, and no other. */
  @ParameterizedTest
  @EnumSource(names = {"PATTERN", "ARN", "FORM"})
  void findsEveryCellAndNoEmptyOne(Kind kind) {
    SplittableRandom random = new SplittableRandom(SEED + 2);
    for (int i = 0; i < CASES / 5; i++) {
      String base = kind.pattern(random);
      List<List<String>> sets =
          IntStream.range(0, 1 + random.nextInt(3))
              .mapToObj(
                  _ ->
                      IntStream.range(0, 1 + random.nextInt(2))
                          .mapToObj(_ -> kind.pattern(random))
                          .toList())
              .toList();
      String as = "seed %d, case %d: %s cut by %s".formatted(SEED, i, base, sets);
      assertThat(found(kind, base, sets, as)).as(as).isEqualTo(expected(kind, base, sets));
    }
  }

  private static Set<BitSet> found(Kind kind, String base, List<List<String>> sets, String as) {
    List<PatternSet> cut = new ArrayList<>();
    sets.forEach(set -> cut.add(PatternSet.of(set, kind.kind)));
    Set<BitSet> found = new HashSet<>();
    new Partition(cut, Universe.VALUES, new Letters(), new Budget())
        .visit(
            PatternSet.of(List.of(base), kind.kind),
            cell -> {
              assertThat(cell.isDoubtful()).as(as).isFalse();
              assertThat(kind.automaton(base).run(cell.word())).as(as).isTrue();
              for (int s = 0; s < sets.size(); s++) {
                assertThat(isIn(kind, sets.get(s), cell.word()))
                    .as("%s: %s in set %d", as, cell.word(), s)
                    .isEqualTo(cell.must().get(s));
              }
              found.add(cell.must());
              return true;
            });
    return found;
  }

  private static boolean isIn(Kind kind, List<String> set, String word) {
    return set.stream().anyMatch(pattern -> kind.automaton(pattern).run(word));
  }

  private static Set<BitSet> expected(Kind kind, String base, List<List<String>> sets) {
    Set<BitSet> expected = new HashSet<>();
    for (int bits = 0; bits < 1 << sets.size(); bits++) {
      Automaton left = kind.automaton(base);
      for (int s = 0; s < sets.size(); s++) {
        Automaton set = Automaton.union(sets.get(s).stream().map(kind::automaton).toList());
        left = (bits & (1 << s)) != 0 ? left.intersection(set) : left.minus(set);
      }
      if (!left.isEmpty()) {
        expected.add(BitSet.valueOf(new long[] {bits}));
      }
    }
    return expected;
  }

  /** What is no ARN of six segments, and no star of its own, is no resource. */
  @Test
  void knowsWhichStringsAreResources() {
    Automaton segment = BUT_COLON.repeat();
    Automaton colon = BasicAutomata.makeChar(':');
    List<Automaton> parts = new ArrayList<>(List.of(BasicAutomata.makeString("arn:")));
    for (int i = 0; i < 4; i++) {
      parts.add(segment);
      parts.add(colon);
    }
    parts.add(BasicAutomata.makeAnyChar().repeat(1));
    Automaton resources = Automaton.concatenate(parts).union(BasicAutomata.makeChar('*'));
    SplittableRandom random = new SplittableRandom(SEED + 3);
    int existing = 0;
    for (int i = 0; i < CASES; i++) {
      String text = (random.nextInt(8) == 0 ? "" : "arn") + text(random, "::::a*", 8);
      assertThat(Universe.RESOURCES.contains(text)).as(text).isEqualTo(resources.run(text));
      existing += resources.run(text) ? 1 : 0;
    }
    assertThat(existing).isGreaterThan(CASES / 20);
  }
}
