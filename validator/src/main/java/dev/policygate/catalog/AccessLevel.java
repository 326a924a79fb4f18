package dev.policygate.catalog;

/**
 * How AWS classifies an action: a hint, no more. Creating an access key is a plain {@link #WRITE},
 * decrypting is one, too.
 */
public enum AccessLevel {
  LIST,
  READ,
  WRITE,
  PERMISSIONS_MANAGEMENT,
  TAGGING
}
