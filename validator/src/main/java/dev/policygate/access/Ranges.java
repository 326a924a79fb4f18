package dev.policygate.access;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A set of numbers: ranges that do not touch, in ascending order. */
record Ranges(List<Range> ranges) {

  static final Ranges NOTHING = new Ranges(List.of());
  static final Ranges EVERYTHING = new Ranges(List.of(new Range(Bound.BELOW_ALL, Bound.ABOVE_ALL)));

  Ranges {
    ranges = List.copyOf(ranges);
  }

  /**
   * A cut between two numbers.
   *
   * @param value the number next to which it cuts; empty at either end of all numbers
   * @param side -1 just below the number, 1 just above it
   */
  record Bound(Optional<BigDecimal> value, int side) implements Comparable<Bound> {
    static final Bound BELOW_ALL = new Bound(Optional.empty(), -1);
    static final Bound ABOVE_ALL = new Bound(Optional.empty(), 1);

    static Bound below(BigDecimal value) {
      return new Bound(Optional.of(value), -1);
    }

    static Bound above(BigDecimal value) {
      return new Bound(Optional.of(value), 1);
    }

    @Override
    public int compareTo(Bound other) {
      if (value.isEmpty() || other.value.isEmpty()) {
        return Integer.compare(
            value.isEmpty() ? 2 * side : 0, other.value.isEmpty() ? 2 * other.side : 0);
      }
      int order = value.get().compareTo(other.value.get());
      return order != 0 ? order : Integer.compare(side, other.side);
    }
  }

  /** The numbers between two cuts. */
  record Range(Bound from, Bound to) {
    boolean isEmpty() {
      return from.compareTo(to) >= 0;
    }

    boolean contains(BigDecimal number) {
      return from.compareTo(Bound.above(number)) < 0 && Bound.below(number).compareTo(to) < 0;
    }
  }

  static Ranges between(Bound from, Bound to) {
    Range range = new Range(from, to);
    return range.isEmpty() ? NOTHING : new Ranges(List.of(range));
  }

  static Ranges only(BigDecimal number) {
    return between(Bound.below(number), Bound.above(number));
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  /** Numbers of the set, of each range its ends and one between, round ones where there are. */
  List<BigDecimal> samples() {
    List<BigDecimal> found = new ArrayList<>();
    for (Range range : ranges) {
      Optional<BigDecimal> from = range.from.value();
      Optional<BigDecimal> to = range.to.value();
      if (from.isEmpty() && to.isEmpty()) {
        found.add(BigDecimal.ONE);
      } else if (from.isEmpty()) {
        found.add(to.get().subtract(BigDecimal.ONE));
      } else if (to.isEmpty()) {
        found.add(from.get().add(BigDecimal.ONE));
      } else {
        found.add(from.get().add(BigDecimal.ONE));
        found.add(from.get().add(to.get()).divide(BigDecimal.TWO));
      }
      from.ifPresent(found::add);
      to.ifPresent(found::add);
    }
    found.removeIf(number -> !contains(number));
    return found;
  }

  boolean contains(BigDecimal number) {
    for (Range range : ranges) {
      if (range.contains(number)) {
        return true;
      }
    }
    return false;
  }

  Ranges or(Ranges other) {
    List<Range> all = new ArrayList<>(ranges);
    all.addAll(other.ranges);
    all.sort((a, b) -> a.from.compareTo(b.from));
    List<Range> joined = new ArrayList<>();
    for (Range range : all) {
      Range last = joined.isEmpty() ? null : joined.getLast();
      if (last == null || last.to.compareTo(range.from) < 0) {
        joined.add(range);
      } else if (last.to.compareTo(range.to) < 0) {
        joined.set(joined.size() - 1, new Range(last.from, range.to));
      }
    }
    return new Ranges(joined);
  }

  Ranges not() {
    List<Range> gaps = new ArrayList<>();
    Bound from = Bound.BELOW_ALL;
    for (Range range : ranges) {
      gaps.add(new Range(from, range.from));
      from = range.to;
    }
    gaps.add(new Range(from, Bound.ABOVE_ALL));
    gaps.removeIf(Range::isEmpty);
    return new Ranges(gaps);
  }

  Ranges and(Ranges other) {
    return not().or(other.not()).not();
  }
}
