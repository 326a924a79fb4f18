package dev.policygate.finding;

import java.util.Locale;

/** What a finding does to the verdict. */
public enum Severity {
  /** The bundle is rejected. */
  ERROR,
  /** The bundle passes; its author should know. */
  WARNING;

  /** The word that reports use: {@code error} or {@code warning}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
