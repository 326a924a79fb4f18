package dev.policygate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuotedTest {

  @Test
  void keepsWhatCanBeSeen() {
    assertThat(Quoted.of("s3:Get* \"ä\"")).isEqualTo("`s3:Get* \"ä\"`");
    assertThat(Quoted.of("")).isEqualTo("``");
  }

  @Test
  void namesWhatMovesTheCursorOrLooksLikeSomethingElseByItsNumber() {
    assertThat(Quoted.of("a\u001B[2J\n`\u00AD\u202E\u0430\uD83D\uDE00\uD800"))
        .isEqualTo("`aU+001B[2JU+000AU+0060U+00ADU+202EU+0430U+1F600U+D800`");
  }

  @Test
  void showsTheBeginningOfWhatIsLong() {
    assertThat(Quoted.of("x".repeat(100))).isEqualTo("`" + "x".repeat(100) + "`");
    assertThat(Quoted.of("x".repeat(101))).isEqualTo("`" + "x".repeat(100) + "…`");
  }
}
