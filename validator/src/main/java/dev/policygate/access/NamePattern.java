package dev.policygate.access;

import java.util.Locale;

/** A name with wildcards, as IAM matches names: letters match in either case. */
public final class NamePattern {

  private final String text;
  private final Glob glob;

  private NamePattern(String text) {
    this.text = text;
    this.glob = Glob.of(text, Glob.Kind.ACTION);
  }

  public static NamePattern of(String text) {
    return new NamePattern(text);
  }

  public boolean matches(String name) {
    return glob.matches(name.toLowerCase(Locale.ROOT));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NamePattern pattern && glob.equals(pattern.glob);
  }

  @Override
  public int hashCode() {
    return glob.hashCode();
  }

  /** As it is written. */
  @Override
  public String toString() {
    return text;
  }
}
