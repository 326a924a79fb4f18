package dev.policygate.profile;

import dev.policygate.access.NamePattern;
import dev.policygate.guardrail.CentralDenies;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What holds for a type of account.
 *
 * @param accounts those that it holds for, by id
 * @param denyPolicy the name of the managed policy in the security account that holds the central
 *     denies
 * @param denies the copy of the central denies with which is judged where there is no AWS to ask
 * @param path under which the gate's policies live, with a slash at either end
 * @param reservedNames policy names that nobody may ask for, besides that of the central denies
 */
public record Profile(
    String name,
    Map<String, Account> accounts,
    String denyPolicy,
    CentralDenies denies,
    String path,
    List<NamePattern> reservedNames) {

  public Profile {
    accounts = Map.copyOf(accounts);
    reservedNames = List.copyOf(reservedNames);
  }

  /** The same for other accounts. */
  public Profile forAccounts(List<Account> others) {
    return new Profile(
        name,
        others.stream().collect(Collectors.toMap(Account::id, Function.identity())),
        denyPolicy,
        denies,
        path,
        reservedNames);
  }

  /** The pattern by which a policy name is reserved. */
  public Optional<NamePattern> reserving(String policyName) {
    return Stream.concat(Stream.of(NamePattern.of(denyPolicy)), reservedNames.stream())
        .filter(pattern -> pattern.matches(policyName))
        .findFirst();
  }
}
