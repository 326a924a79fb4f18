package dev.policygate.cli;

/** How a command ends, worst first: where several hold, the first of them is the exit status. */
enum Status {
  /** Our own or AWS's failure. */
  FAILURE(4),
  /** Wrong usage, or an input that cannot be read. */
  UNUSABLE(2),
  /** Rejected, exceeds, denied; the output says why. */
  NO(1),
  /** Undecided, or not known in time. */
  UNKNOWN(3),
  /** Accepted, within, allowed, created. */
  YES(0);

  private final int code;

  Status(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  /** The worse of two. */
  Status or(Status other) {
    return compareTo(other) < 0 ? this : other;
  }
}
