package dev.policygate.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;

/** An embedded AWS with the two accounts that the gate is about, decided by the reference. */
final class TwoAccounts implements AutoCloseable {
  static final String SECURITY = "111111111111";
  static final String SANDBOX = "222222222222";

  private final LocalAws aws;

  TwoAccounts() {
    this(builder -> builder);
  }

  TwoAccounts(UnaryOperator<LocalAws.Builder> settings) {
    try {
      aws = settings.apply(LocalAws.builder(new BothAuthorizers())).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    security();
    sandbox();
  }

  LocalAws aws() {
    return aws;
  }

  Account security() {
    return aws.account(SECURITY);
  }

  Account sandbox() {
    return aws.account(SANDBOX);
  }

  /** The clients of the sandbox's administrator. */
  Clients administrator() {
    return Clients.administrator(aws, SANDBOX);
  }

  Clients securityAdministrator() {
    return Clients.administrator(aws, SECURITY);
  }

  /** The clients of a session of a new role in the sandbox, which holds {@code statements}. */
  Clients role(String name, String... statements) {
    String arn = sandbox().createRole(name, Documents.trust("\"AWS\": \"222222222222\""));
    sandbox().putRolePolicy(name, "inline", Documents.policy(statements));
    return administrator().assuming(arn, "test");
  }

  @Override
  public void close() {
    aws.close();
  }
}
