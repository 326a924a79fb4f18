package dev.policygate.access;

import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is assumed of keys that variables name, and of what is open.
 *
 * @param cases by key, in lower case
 * @param otherwise whether tests that are open are read otherwise than the evaluator reads them
 */
record Binding(Map<String, Case> cases, boolean otherwise) implements Variables {

  static final Binding NOTHING = new Binding(Map.of(), false);

  /**
   * One of the cases.
   *
   * @param present whether the key is there
   * @param single whether it has one value, so that a variable has it
   * @param value the value; null where it may be any
   */
  record Case(boolean present, boolean single, @Nullable String value) {
    /** The key is not there. */
    static final Case ABSENT = new Case(false, false, null);

    /** It has one value, any. */
    static final Case SINGLE = new Case(true, true, null);

    /** It has several values, so that a variable has none. */
    static final Case SEVERAL = new Case(true, false, null);

    // Written out: what a record generates is made at run time, and check would wait for it.
    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Case that
          && present == that.present
          && single == that.single
          && Objects.equals(value, that.value);
    }

    @Override
    public int hashCode() {
      return Objects.hash(present, single, value);
    }

    static Case of(String value) {
      return new Case(true, true, value);
    }
  }

  // Written out: what a record generates is made at run time, and check would wait for it.
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Binding that && cases.equals(that.cases) && otherwise == that.otherwise;
  }

  @Override
  public int hashCode() {
    return 31 * cases.hashCode() + Boolean.hashCode(otherwise);
  }

  /** The same, and one key more. */
  Binding with(String key, Case one) {
    Map<String, Case> more = new TreeMap<>(cases);
    more.put(key, one);
    return new Binding(more, otherwise);
  }

  /** The same, with the other reading of what is open. */
  Binding readOtherwise() {
    return new Binding(cases, true);
  }

  @Override
  public @Nullable String valueOf(Template.Variable variable) {
    @Nullable Case known = cases.get(variable.key());
    if (known == null) {
      return null;
    }
    return known.present() ? known.value() : variable.defaultValue().orElse(null);
  }

  @Override
  public boolean isWithoutValue(Template.Variable variable) {
    @Nullable Case known = cases.get(variable.key());
    return known != null && !known.single();
  }

  /** Whether the key may have any value. */
  boolean isOpen(String key) {
    @Nullable Case known = cases.get(key);
    return known == null || (known.single() && known.value() == null);
  }

  /** That it is so, as tests. */
  List<KeyTest> tests() {
    List<KeyTest> tests = new ArrayList<>(cases.size());
    for (Map.Entry<String, Case> entry : cases.entrySet()) {
      String value = entry.getValue().value();
      KeyTest present = KeyTest.present(entry.getKey());
      tests.add(
          value != null
              ? KeyTest.equalTo(entry.getKey(), value)
              : entry.getValue().present() ? present : present.not());
    }
    return tests;
  }

  /** The clause with the values in place; patterns with a variable that has none hold nothing. */
  Clause applyTo(Clause clause) {
    Clause read = otherwise && clause.isOpenWhenAbsent() ? clause.readOtherwise() : clause;
    return read.variableKeys().isEmpty() ? read : read.bind(this);
  }
}
