package dev.policygate.local;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults that calls meet; at first, none. Several may wait for the same calls. */
public final class Faults {
  private final List<Planned> planned = new ArrayList<>();
  private final ReadLag lag;

  Faults(ReadLag lag) {
    this.lag = lag;
  }

  /** Lets {@code fault} happen to the next call that {@code on} matches. */
  public void next(CallPattern on, Fault fault) {
    at(1, on, fault);
  }

  /** Lets {@code fault} happen to the {@code nth} call from now that {@code on} matches. */
  public void at(int nth, CallPattern on, Fault fault) {
    plan(on, fault, nth - 1, 1);
  }

  /** Lets {@code fault} happen to the next {@code times} calls that {@code on} matches. */
  public void times(int times, CallPattern on, Fault fault) {
    plan(on, fault, 0, times);
  }

  /** Lets {@code fault} happen to every call that {@code on} matches. */
  public void always(CallPattern on, Fault fault) {
    plan(on, fault, 0, Integer.MAX_VALUE);
  }

  /**
   * Makes IAM as slow to remember as it may be: what is written from now on is not found by the
   * first {@code reads} reads of it.
   */
  public void delayIamReads(int reads) {
    lag.set(reads);
  }

  /** Forgets all faults that have not happened. */
  public synchronized void clear() {
    planned.clear();
    lag.set(0);
  }

  /** How many faults wait to happen; those that happen always are not counted. */
  public synchronized int pending() {
    return (int) planned.stream().filter(plan -> plan.times != Integer.MAX_VALUE).count();
  }

  /** The fault that a call meets. The first that was planned and is due wins. */
  synchronized Optional<Fault> meet(String service, String operation, Caller caller) {
    Optional<Fault> met = Optional.empty();
    for (Planned plan : List.copyOf(planned)) {
      if (plan.on.matches(service, operation, caller)) {
        if (plan.skip > 0) {
          plan.skip--;
        } else if (met.isEmpty()) {
          met = Optional.of(plan.fault);
          if (plan.times != Integer.MAX_VALUE && --plan.times == 0) {
            planned.remove(plan);
          }
        }
      }
    }
    return met;
  }

  private synchronized void plan(CallPattern on, Fault fault, int skip, int times) {
    if (skip < 0 || times < 1) {
      throw new IllegalArgumentException("Calls are counted from one");
    }
    planned.add(new Planned(on, fault, skip, times));
  }

  private static final class Planned {
    private final CallPattern on;
    private final Fault fault;
    private int skip;
    private int times;

    Planned(CallPattern on, Fault fault, int skip, int times) {
      this.on = on;
      this.fault = fault;
      this.skip = skip;
      this.times = times;
    }
  }
}
