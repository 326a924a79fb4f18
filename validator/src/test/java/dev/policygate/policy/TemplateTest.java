package dev.policygate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.policy.Template.Escaped;
import dev.policygate.policy.Template.Malformed;
import dev.policygate.policy.Template.Part;
import dev.policygate.policy.Template.Problem;
import dev.policygate.policy.Template.Text;
import dev.policygate.policy.Template.Variable;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {

  private static Variable variable(String key) {
    return new Variable(key, Optional.empty());
  }

  private static Variable variable(String key, String defaultValue) {
    return new Variable(key, Optional.of(defaultValue));
  }

  @Test
  void aTextWithoutVariablesIsOnePart() {
    assertThat(Template.of("arn:aws:s3:::a/*").parts())
        .containsExactly(new Text("arn:aws:s3:::a/*"));
    assertThat(Template.of("").parts()).containsExactly(new Text(""));
    assertThat(Template.of("a$b{c}$").parts()).containsExactly(new Text("a$b{c}$"));
  }

  @Test
  void variablesStandBetweenTexts() {
    assertThat(Template.of("home/${aws:username}/*").parts())
        .containsExactly(new Text("home/"), variable("aws:username"), new Text("/*"));
    assertThat(Template.of("${aws:username}${aws:userid}").parts())
        .containsExactly(variable("aws:username"), variable("aws:userid"));
    assertThat(Template.of("$${aws:username}}").parts())
        .containsExactly(new Text("$"), variable("aws:username"), new Text("}"));
  }

  @Test
  void keysAreKeptAsTheyAreWritten() {
    assertThat(Template.of("${AWS:PrincipalTag/Cost-Center}").parts())
        .containsExactly(variable("AWS:PrincipalTag/Cost-Center"));
  }

  @Test
  void starQuestionMarkAndDollarStandForThemselves() {
    assertThat(Template.of("a${*}b${?}${$}").parts())
        .containsExactly(
            new Text("a"), new Escaped('*'), new Text("b"), new Escaped('?'), new Escaped('$'));
  }

  @Test
  void defaultsStandInSingleQuotes() {
    assertThat(Template.of("${aws:userid, 'anonymous'}").parts())
        .containsExactly(variable("aws:userid", "anonymous"));
    assertThat(Template.of("${aws:userid,'a'}").parts())
        .containsExactly(variable("aws:userid", "a"));
    assertThat(Template.of("${aws:userid, ''}").parts())
        .containsExactly(variable("aws:userid", ""));
    assertThat(Template.of("${aws:userid, 'a, 'b'}").parts())
        .containsExactly(variable("aws:userid", "a, 'b"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '|',
      textBlock =
          """
          ${};                    EMPTY
          ${ };                   EMPTY
          ${aws:user name};       SPACE
          ${ aws:username};       SPACE
          ${aws:username };       SPACE
          ${,'a'};                SPACE
          ${aws:username, a};     MISSING_QUOTE
          ${aws:username, 'a};    MISSING_QUOTE
          ${aws:username, a'};    MISSING_QUOTE
          ${aws:username,};       MISSING_QUOTE
          ${aws:username, '};     MISSING_QUOTE
          ${aws:username, "a"};   MISSING_QUOTE
          ${aws:username;         MISSING_BRACE
          ${;                     MISSING_BRACE
          """)
  void whatOnlyStartsLikeAVariableIsMalformed(String text, Problem problem) {
    assertThat(Template.of("a" + text).parts())
        .containsExactly(new Text("a"), new Malformed(text, problem));
  }

  @Test
  void afterAMalformedVariableTheTextGoesOn() {
    assertThat(Template.of("${}-${aws:userid}-${b").parts())
        .containsExactly(
            new Malformed("${}", Problem.EMPTY),
            new Text("-"),
            variable("aws:userid"),
            new Text("-"),
            new Malformed("${b", Problem.MISSING_BRACE));
  }

  @Test
  void onlyWhatARequestFillsInIsAVariable() {
    assertThat(Template.of("${aws:userid, 'a'}").hasVariables()).isTrue();
    assertThat(Template.of("${*}").hasVariables()).isFalse();
    assertThat(Template.of("${aws:userid").hasVariables()).isFalse();
    assertThat(Template.of("aws:userid").hasVariables()).isFalse();
  }

  @Test
  void noCharacterIsLostWhateverTheText() {
    SplittableRandom random = new SplittableRandom(20_260_101);
    String alphabet = "$${{}}*?,'' :ab";
    for (int i = 0; i < 20_000; i++) {
      String text =
          random
              .ints(random.nextInt(24), 0, alphabet.length())
              .mapToObj(c -> alphabet.substring(c, c + 1))
              .collect(Collectors.joining());
      String back =
          Template.of(text).parts().stream().map(TemplateTest::text).collect(Collectors.joining());
      // A default is read without the blanks before it.
      assertThat(back.replace(" ", "")).isEqualTo(text.replace(" ", ""));
    }
  }

  private static String text(Part part) {
    return switch (part) {
      case Text(var text) -> text;
      case Escaped(var character) -> "${" + character + "}";
      case Variable(var key, var defaultValue) ->
          "${" + key + defaultValue.map(d -> ",'" + d + "'").orElse("") + "}";
      case Malformed(var text, _) -> text;
    };
  }
}
