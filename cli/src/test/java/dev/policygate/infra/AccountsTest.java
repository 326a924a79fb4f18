package dev.policygate.infra;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The accounts of {@code policygate simulate}, {@code local} and of all tests of whole jobs. */
class AccountsTest {

  private static final Path ACCOUNTS =
      Path.of("src", "main", "resources", "dev", "policygate", "cli", "accounts.json");

  /** Where they differ, what the templates create is left in {@code target/accounts.json}. */
  @Test
  void areWhatTheTemplatesCreate() throws IOException {
    String created = TwoAccounts.blueprint();
    Path kept = Path.of("target", "accounts.json");
    Files.createDirectories(kept.resolveSibling("."));
    Files.writeString(kept, created);
    assertThat(Files.exists(ACCOUNTS) ? Files.readString(ACCOUNTS) : "")
        .as("copy cli/target/accounts.json over cli/%s", ACCOUNTS)
        .isEqualTo(created);
  }
}
