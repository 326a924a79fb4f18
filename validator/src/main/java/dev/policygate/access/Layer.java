package dev.policygate.access;

/** Where a document stands among those that decide on a request; each layer must allow it. */
public enum Layer {
  /** The policies of the principal. */
  IDENTITY("identity"),
  /** The permissions boundary of the principal. */
  BOUNDARY("boundary"),
  /** The service control policies of one level of the organization. */
  SCP("scp");

  private final String word;

  Layer(String word) {
    this.word = word;
  }

  /** As reports call it. */
  public String word() {
    return word;
  }
}
