package dev.policygate.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlInputTest {
  private static XmlInput read(String text) {
    return XmlInput.read(Bytes.of(text));
  }

  @Test
  void leavesAreFoundByTheirPaths() {
    XmlInput input = read("<a xmlns='urn:x'><b><c> x &amp; y </c></b><d/></a>");
    assertThat(input.text("a/b/c")).contains(" x & y ");
    assertThat(input.text("a/d")).contains("");
    assertThat(input.text("a/b")).isEmpty();
    assertThat(read("").text("a")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a>",
        "<a></b>",
        "junk",
        "<a><b>1</b><b>2</b></a>",
        "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><a>&x;</a>",
        "<!DOCTYPE a [<!ENTITY x 'xx'>]><a>&x;&x;</a>"
      })
  void whatIsBadIsRefused(String text) {
    assertThatThrownBy(() -> read(text))
        .isInstanceOf(AwsError.class)
        .hasMessageStartingWith("The XML you provided was not well-formed");
  }

  @Test
  void unknownElementsAreRefused() {
    XmlInput input = read("<a><b>1</b><c>2</c></a>");
    assertThat(input.only("a/b", "a/c")).isSameAs(input);
    assertThatThrownBy(() -> input.only("a/b"))
        .hasMessage("The embedded AWS does not know the element a/c");
  }
}
