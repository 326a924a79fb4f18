package dev.policygate.access;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A set of points: ranges that do not touch, in ascending order. */
final class Ranges {

  static final Ranges NOTHING = new Ranges(List.of());
  static final Ranges EVERYTHING = new Ranges(List.of(new Range(Bound.BELOW_ALL, Bound.ABOVE_ALL)));

  private final List<Range> ranges;

  private Ranges(List<Range> ranges) {
    this.ranges = List.copyOf(ranges);
  }

  /**
   * A cut between two points.
   *
   * @param value the point next to which it cuts; null at either end of all points
   * @param side -1 just below the point, 1 just above it
   */
  record Bound(@Nullable Point value, int side) implements Comparable<Bound> {
    static final Bound BELOW_ALL = new Bound(null, -1);
    static final Bound ABOVE_ALL = new Bound(null, 1);

    static Bound below(Point value) {
      return new Bound(value, -1);
    }

    static Bound above(Point value) {
      return new Bound(value, 1);
    }

    @Override
    public int compareTo(Bound other) {
      @Nullable Point mine = value;
      @Nullable Point others = other.value;
      if (mine == null || others == null) {
        return Integer.compare(mine == null ? 2 * side : 0, others == null ? 2 * other.side : 0);
      }
      int order = mine.compareTo(others);
      return order != 0 ? order : Integer.compare(side, other.side);
    }
  }

  /** The points between two cuts. */
  record Range(Bound from, Bound to) {
    boolean isEmpty() {
      return from.compareTo(to) >= 0;
    }

    boolean contains(Point point) {
      return from.compareTo(Bound.above(point)) < 0 && Bound.below(point).compareTo(to) < 0;
    }
  }

  static Ranges between(Bound from, Bound to) {
    Range range = new Range(from, to);
    return range.isEmpty() ? NOTHING : new Ranges(List.of(range));
  }

  static Ranges only(Point point) {
    return between(Bound.below(point), Bound.above(point));
  }

  List<Range> ranges() {
    return ranges;
  }

  boolean isEmpty() {
    return ranges.isEmpty();
  }

  boolean contains(Point point) {
    for (Range range : ranges) {
      if (range.contains(point)) {
        return true;
      }
    }
    return false;
  }

  /** The union of all of {@code sets}. */
  static Ranges union(List<Ranges> sets) {
    if (sets.size() == 1) {
      return sets.getFirst();
    }
    List<Range> all = new ArrayList<>();
    for (Ranges set : sets) {
      all.addAll(set.ranges);
    }
    all.sort(new ByStart());
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

  private static final class ByStart implements Comparator<Range> {
    @Override
    public int compare(Range one, Range other) {
      return one.from.compareTo(other.from);
    }
  }

  Ranges not() {
    List<Range> gaps = new ArrayList<>();
    Bound from = Bound.BELOW_ALL;
    for (Range range : ranges) {
      Range gap = new Range(from, range.from);
      if (!gap.isEmpty()) {
        gaps.add(gap);
      }
      from = range.to;
    }
    Range last = new Range(from, Bound.ABOVE_ALL);
    if (!last.isEmpty()) {
      gaps.add(last);
    }
    return new Ranges(gaps);
  }

  Ranges and(Ranges other) {
    List<Range> common = new ArrayList<>();
    int i = 0;
    int j = 0;
    while (i < ranges.size() && j < other.ranges.size()) {
      Range a = ranges.get(i);
      Range b = other.ranges.get(j);
      Range both =
          new Range(
              a.from.compareTo(b.from) > 0 ? a.from : b.from,
              a.to.compareTo(b.to) < 0 ? a.to : b.to);
      if (!both.isEmpty()) {
        common.add(both);
      }
      if (a.to.compareTo(b.to) < 0) {
        i++;
      } else {
        j++;
      }
    }
    return new Ranges(common);
  }

  /**
   * Points of the set, of each range whole ones where there are.
   *
   * @param digits those of the base in which points are written
   * @param most how many of each range
   */
  List<Point> samples(String digits, int most) {
    List<Point> found = new ArrayList<>();
    for (Range range : ranges) {
      int goal = found.size() + most;
      addWhole(range, digits, goal, found);
      addBetween(range, goal, found);
    }
    return found;
  }

  /** Adds whole points and the ends, from the lower end up, or where there is none, down. */
  private static void addWhole(Range range, String digits, int goal, List<Point> found) {
    @Nullable Point from = range.from.value();
    @Nullable Point to = range.to.value();
    boolean up = from != null || to == null;
    Point next = from != null ? from : to != null ? to : Point.ZERO;
    if (!range.contains(next)) {
      next = up ? next.up(digits) : next.down(digits);
    }
    while (found.size() < goal && range.contains(next)) {
      found.add(next);
      next = up ? next.up(digits) : next.down(digits);
    }
    if (from != null && to != null && found.size() < goal && range.contains(to)) {
      if (!found.contains(to)) {
        found.add(to);
      }
    }
  }

  /** Adds points with a fraction, where no more whole ones lie between the ends. */
  private static void addBetween(Range range, int goal, List<Point> found) {
    @Nullable Point from = range.from.value();
    @Nullable Point to = range.to.value();
    if (from == null || to == null || from.equals(to)) {
      return;
    }
    Point near = !from.negative() ? from : to.isZero() ? Point.JUST_BELOW_ZERO : to;
    int zeros = 0;
    int tries = from.fraction().length() + to.fraction().length() + goal;
    while (found.size() < goal && zeros <= tries) {
      Point point = near.littleFurther(zeros++);
      if (range.contains(point)) {
        found.add(point);
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Ranges that && ranges.equals(that.ranges);
  }

  @Override
  public int hashCode() {
    return ranges.hashCode();
  }

  @Override
  public String toString() {
    return ranges.toString();
  }
}
