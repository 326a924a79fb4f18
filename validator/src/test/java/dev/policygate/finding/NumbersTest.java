package dev.policygate.finding;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0|0",
        "999|999",
        "1000|1,000",
        "131072|131,072",
        "1000000|1,000,000",
        "-999|-999",
        "-1000|-1,000",
        "9223372036854775807|9,223,372,036,854,775,807"
      })
  void putsACommaBeforeEachThreeDigits(long number, String text) {
    assertThat(Numbers.grouped(number)).isEqualTo(text);
  }

  @Test
  void fillsHexadecimalDigitsUpAndCutsNone() {
    assertThat(Numbers.hexadecimal(0xA, 2)).isEqualTo("0A");
    assertThat(Numbers.hexadecimal(0x1F600, 4)).isEqualTo("1F600");
    assertThat(Numbers.ofCharacter(0xA0)).isEqualTo("U+00A0");
  }
}
