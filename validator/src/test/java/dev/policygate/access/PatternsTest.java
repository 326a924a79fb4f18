package dev.policygate.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.policy.ActionPattern;
import dev.policygate.policy.ResourcePattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternsTest {

  @ParameterizedTest
  @CsvSource({
    "*, s3:GetObject",
    "s3:*, s3:Get*",
    "s3:Get*, S3:getobject",
    "s3:*Object, s3:Get*Object",
    "s3:?*, s3:Get*",
    "s3:*?, s3:?*",
    "s3:**, s3:*"
  })
  void holdsAllOfTheOther(String outer, String inner) {
    assertThat(Patterns.covers(new ActionPattern(outer), new ActionPattern(inner))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "s3:GetObject, s3:*",
    "s3:Get?, s3:Get*",
    "s3:Get??, s3:Get*",
    "s3:??*, s3:*",
    "s3:Get*, s3:*Object",
    "s3:*Object, s3:Get*",
    "s3:GetObject, s3:GetObjects"
  })
  void leavesSomethingOfTheOtherOut(String outer, String inner) {
    assertThat(Patterns.covers(new ActionPattern(outer), new ActionPattern(inner))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:s3:::b/*, arn:aws:s3:::b/${aws:username}/*, true",
    "arn:aws:s3:::b/${aws:username}*, arn:aws:s3:::b/${aws:username}/x, true",
    "arn:aws:s3:::b/${aws:username}/*, arn:aws:s3:::b/alice/x, false",
    "arn:aws:s3:::b/?, arn:aws:s3:::b/${aws:username}, false",
    "arn:aws:s3:::b/${aws:userid}, arn:aws:s3:::b/${aws:username}, false",
    "arn:aws:s3:::b/A*, arn:aws:s3:::b/a1, false"
  })
  void comparesResourcesWithTheirVariables(String outer, String inner, boolean expected) {
    assertThat(Patterns.covers(new ResourcePattern(outer), new ResourcePattern(inner)))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "a*, *b, true",
    "a, *, true",
    "a*c, ab*, true",
    "a?c, a*d, false",
    "ab, a?, true",
    "role/*, user/*, false",
    "*x*, *y*, true",
    "ROLE/a, role/*, true",
    "a**, a, true",
    "?, **, true"
  })
  void findsWhetherBothHoldSomething(String one, String other, boolean expected) {
    assertThat(Patterns.meet(one, other)).isEqualTo(expected);
    assertThat(Patterns.meet(other, one)).isEqualTo(expected);
  }

  @Test
  void agreesWithTryingAllShortStrings() {
    List<String> words = words("abz", 6);
    Random random = new Random(25);
    for (int i = 0; i < 2_000; i++) {
      String one = pattern(random);
      String other = pattern(random);
      NamePattern first = NamePattern.of(one);
      NamePattern second = NamePattern.of(other);
      boolean meet = false;
      boolean covers = true;
      for (String word : words) {
        meet |= first.matches(word) && second.matches(word);
        covers &= first.matches(word) || !second.matches(word);
      }
      assertThat(Patterns.meet(one, other)).as("%s meets %s", one, other).isEqualTo(meet);
      assertThat(Patterns.covers(new ActionPattern(one), new ActionPattern(other)))
          .as("%s covers %s", one, other)
          .isEqualTo(covers);
    }
  }

  @Test
  void keepsTheStarsOfAFormWithinSegments() {
    List<String> words = words("a:b", 6);
    Random random = new Random(26);
    for (int i = 0; i < 1_000; i++) {
      String form = pattern(random, "a:*");
      String pattern = pattern(random, "ab:*");
      String ofForm = form.replace("*", "[^:]*");
      NamePattern held = NamePattern.of(pattern);
      boolean meet = words.stream().anyMatch(word -> word.matches(ofForm) && held.matches(word));
      assertThat(Patterns.meetForm(form, pattern)).as("%s, %s", form, pattern).isEqualTo(meet);
    }
  }

  @Test
  void staysCheapOnHostilePatterns() {
    String hostile = "*a?*b".repeat(200);
    assertThat(Patterns.covers(new ActionPattern(hostile), new ActionPattern(hostile + "c")))
        .isFalse();
    assertThat(Patterns.meet(hostile, hostile + "*")).isTrue();
  }

  private static String pattern(Random random) {
    return pattern(random, "ab*?");
  }

  private static String pattern(Random random, String characters) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(3); i >= 0; i--) {
      text.append(characters.charAt(random.nextInt(characters.length())));
    }
    return text.toString();
  }

  /** All strings over some letters, one of which no pattern names. */
  private static List<String> words(String letters, int longest) {
    List<String> words = new ArrayList<>(List.of(""));
    for (int i = 0; i < words.size(); i++) {
      for (int l = 0; l < letters.length() && words.get(i).length() < longest; l++) {
        words.add(words.get(i) + letters.charAt(l));
      }
    }
    return words;
  }
}
