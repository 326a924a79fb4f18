package dev.policygate.bundle;

import dev.policygate.policy.Policy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A submission: what the policy to create says, and what it is called.
 *
 * @param policyText all of {@code policy.json}
 * @param metadataText all of {@code metadata.json}
 */
public record Bundle(Policy policy, Metadata metadata, String policyText, String metadataText) {

  /** The name of the file in a bundle that holds the policy. */
  public static final String POLICY_FILE = "policy.json";

  /** The name of the file in a bundle that says how the policy is called. */
  public static final String METADATA_FILE = "metadata.json";

  /**
   * Tells this submission from every other: the SHA-256 of both files, in hexadecimal digits.
   *
   * <p>It is what {@code cat policy.json metadata.json | sha256sum} prints, however the two were
   * zipped. Since neither file goes on after its JSON value, nothing but white space could move
   * from one to the other unnoticed.
   */
  public String digest() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java has SHA-256", impossible);
    }
    digest.update(policyText.getBytes(StandardCharsets.UTF_8));
    digest.update(metadataText.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(digest.digest());
  }

  /** The name alone: what a policy says does not belong in a log. */
  @Override
  public String toString() {
    return "Bundle[" + metadata.policyName().value() + "]";
  }
}
