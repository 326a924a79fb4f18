package dev.policygate.local;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The keys of KMS, of which only ARN, alias and policy matter here: nothing is encrypted. */
final class KmsKeys {
  private final String region;
  private final Map<String, Key> byArn = new LinkedHashMap<>();
  private final Map<String, Key> byAlias = new LinkedHashMap<>();

  KmsKeys(String region) {
    this.region = region;
  }

  static final class Key {
    private final String account;
    private final String arn;
    private String policy;

    Key(String account, String arn, String policy) {
      this.account = account;
      this.arn = arn;
      this.policy = policy;
    }

    String account() {
      return account;
    }

    String arn() {
      return arn;
    }

    String policy() {
      return policy;
    }

    void govern(String newPolicy) {
      policy = newPolicy;
    }
  }

  List<Key> all() {
    return List.copyOf(byArn.values());
  }

  /**
   * @param alias the alias without {@code alias/}, unique in the account
   */
  Key create(String account, String alias, String policy) {
    String aliasArn = arn(account, "alias/" + alias);
    if (byAlias.containsKey(aliasArn)) {
      throw new IllegalArgumentException("There is an alias %s already".formatted(aliasArn));
    }
    Key key = new Key(account, arn(account, "key/" + Ids.uuid()), policy);
    byArn.put(key.arn(), key);
    byAlias.put(aliasArn, key);
    return key;
  }

  /** The key with this ARN, key id, alias or alias ARN; ids and aliases are the caller's own. */
  Optional<Key> find(String name, String callerAccount) {
    String arn =
        name.startsWith("arn:")
            ? name
            : arn(callerAccount, name.startsWith("alias/") ? name : "key/" + name);
    return Optional.ofNullable(byArn.get(arn)).or(() -> Optional.ofNullable(byAlias.get(arn)));
  }

  /** The key that AWS manages for an account's use of S3; everybody in the account may use it. */
  Key managedForS3(String account) {
    return find("alias/aws/s3", account)
        .orElseGet(
            () ->
                create(
                    account,
                    "aws/s3",
                    """
                    {"Version": "2012-10-17",
                     "Statement": [{"Effect": "Allow",
                                    "Principal": {"AWS": "*"},
                                    "Action": ["kms:GenerateDataKey*", "kms:Decrypt"],
                                    "Resource": "*",
                                    "Condition": {"StringEquals": {
                                      "kms:CallerAccount": "%s",
                                      "kms:ViaService": "s3.%s.amazonaws.com"}}}]}
                    """
                        .formatted(account, region)));
  }

  private String arn(String account, String resource) {
    return "arn:aws:kms:%s:%s:%s".formatted(region, account, resource);
  }
}
