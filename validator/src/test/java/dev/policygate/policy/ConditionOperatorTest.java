package dev.policygate.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.ConditionOperator.Family;
import dev.policygate.policy.ConditionOperator.Qualifier;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ConditionOperatorTest {

  /** All that the IAM User Guide lists under condition operators. */
  @ParameterizedTest
  @CsvSource({
    "StringEquals,STRING,false",
    "StringNotEquals,STRING,true",
    "StringEqualsIgnoreCase,STRING,false",
    "StringNotEqualsIgnoreCase,STRING,true",
    "StringLike,STRING,false",
    "StringNotLike,STRING,true",
    "NumericEquals,NUMERIC,false",
    "NumericNotEquals,NUMERIC,true",
    "NumericLessThan,NUMERIC,false",
    "NumericLessThanEquals,NUMERIC,false",
    "NumericGreaterThan,NUMERIC,false",
    "NumericGreaterThanEquals,NUMERIC,false",
    "DateEquals,DATE,false",
    "DateNotEquals,DATE,true",
    "DateLessThan,DATE,false",
    "DateLessThanEquals,DATE,false",
    "DateGreaterThan,DATE,false",
    "DateGreaterThanEquals,DATE,false",
    "Bool,BOOL,false",
    "BinaryEquals,BINARY,false",
    "IpAddress,IP_ADDRESS,false",
    "NotIpAddress,IP_ADDRESS,true",
    "ArnEquals,ARN,false",
    "ArnLike,ARN,false",
    "ArnNotEquals,ARN,true",
    "ArnNotLike,ARN,true",
    "Null,NULL,false"
  })
  void knowsEveryOperatorOfTheUserGuide(String text, Family family, boolean negated) {
    Comparison comparison = ConditionOperator.of(text).orElseThrow().comparison();
    assertThat(comparison.text()).isEqualTo(text);
    assertThat(comparison.family()).isEqualTo(family);
    assertThat(comparison.negated()).isEqualTo(negated);
  }

  @Test
  void knowsNoOther() {
    assertThat(Comparison.values()).hasSize(27);
  }

  @ParameterizedTest
  @EnumSource(Qualifier.class)
  void readsBackWhatItWritesWithEveryQualifierAndSuffix(Qualifier qualifier) {
    Arrays.stream(Comparison.values())
        .forEach(
            comparison -> {
              for (boolean ifExists : new boolean[] {false, true}) {
                ConditionOperator operator = new ConditionOperator(qualifier, comparison, ifExists);
                assertThat(ConditionOperator.of(operator.text())).contains(operator);
              }
            });
  }

  @Test
  void writesQualifierAndSuffixAsDocumentsDo() {
    assertThat(
            new ConditionOperator(Qualifier.FOR_ALL_VALUES, Comparison.ARN_NOT_LIKE, true).text())
        .isEqualTo("ForAllValues:ArnNotLikeIfExists");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "stringEquals",
        "StringEquals ",
        "Equals",
        "IfExists",
        "BoolIfExistsIfExists",
        "forAllValues:StringLike",
        "ForAllValues:",
        "ForAllValues:ForAllValues:StringLike",
        "ForSomeValues:StringLike",
        "StringLike:ForAnyValue"
      })
  void isNoneForAnythingElse(String text) {
    assertThat(ConditionOperator.of(text)).isEmpty();
  }
}
