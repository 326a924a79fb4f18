package dev.policygate.local;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** The accounts there are. */
final class Directory {
  private static final Pattern ACCOUNT_ID = Pattern.compile("[0-9]{12}");
  private static final Pattern ARN =
      Pattern.compile("arn:aws:[a-z0-9-]+:[a-z0-9-]*:([0-9]{12}):.+");

  private final Map<String, IamAccount> accounts = new TreeMap<>();

  /** The account with this id, which comes into being when first named. */
  IamAccount open(String id) {
    if (!ACCOUNT_ID.matcher(id).matches()) {
      throw new IllegalArgumentException("An account's id has 12 digits: " + id);
    }
    return accounts.computeIfAbsent(id, IamAccount::new);
  }

  Optional<IamAccount> find(String id) {
    return Optional.ofNullable(accounts.get(id));
  }

  IamAccount of(Caller caller) {
    return find(caller.accountId()).orElseThrow();
  }

  Collection<IamAccount> all() {
    return accounts.values();
  }

  Optional<IamEntity> entityOf(Principal.Identity identity) {
    return find(identity.accountId()).flatMap(account -> account.entityOf(identity));
  }

  Optional<IamEntity.Role> role(String arn) {
    return accountOf(arn).flatMap(this::find).flatMap(account -> account.roleWithArn(arn));
  }

  /** The account that an ARN names. */
  static Optional<String> accountOf(String arn) {
    var matcher = ARN.matcher(arn);
    return matcher.matches() ? Optional.of(matcher.group(1)) : Optional.empty();
  }
}
