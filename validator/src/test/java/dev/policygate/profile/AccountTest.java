package dev.policygate.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccountTest {

  private static final Account ALONE = new Account("111122223333", Optional.empty());
  private static final Account WITH_ROLE =
      new Account("111122223333", Optional.of("arn:aws:iam::999999999999:role/ci/gate"));

  @Test
  void isSpokenForByEveryIdentityOfItsOwn() {
    assertThat(ALONE.isSpokenForBy("111122223333", "arn:aws:iam::111122223333:user/a")).isTrue();
    assertThat(WITH_ROLE.isSpokenForBy("111122223333", "arn:aws:sts::111122223333:x")).isTrue();
  }

  @Test
  void isNotSpokenForByOthersWithoutARole() {
    assertThat(ALONE.isSpokenForBy("999999999999", "arn:aws:sts::999999999999:assumed-role/gate/1"))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "arn:aws:sts::999999999999:assumed-role/gate/1712345678901,true",
    "arn:aws:sts::999999999999:assumed-role/gate/x/y,true",
    "arn:aws:sts::999999999999:assumed-role/gate,false",
    "arn:aws:sts::999999999999:assumed-role/gate2/1,false",
    "arn:aws:sts::999999999999:assumed-role/ci/gate/1,false",
    "arn:aws:sts::999999999999:assumed-role/Gate/1,false",
    "arn:aws:sts::888888888888:assumed-role/gate/1,false",
    "arn:aws-cn:sts::999999999999:assumed-role/gate/1,false",
    "arn:aws:iam::999999999999:role/ci/gate,false",
    "arn:aws:sts::999999999999:federated-user/gate/1,false"
  })
  void isSpokenForBySessionsOfItsActionRoleAlone(String arn, boolean expected) {
    assertThat(WITH_ROLE.isSpokenForBy("999999999999", arn)).isEqualTo(expected);
  }
}
