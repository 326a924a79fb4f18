package dev.policygate.profile;

import dev.policygate.access.NamePattern;
import dev.policygate.guardrail.CentralDenies;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What holds for a type of account.
 *
 * @param accounts those that it holds for, by id
 * @param denyPolicy the name of the managed policy in the security account that holds the central
 *     denies
 * @param denies the copy of the central denies with which is judged where there is no AWS to ask
 * @param path under which the gate's policies live, with a slash at either end
 * @param rulebook what is asked of policies that belong to no team
 * @param teams what is asked of the policies of each team that owns something there
 */
public record Profile(
    String name,
    Map<String, Account> accounts,
    String denyPolicy,
    CentralDenies denies,
    String path,
    Rulebook rulebook,
    Map<String, Rulebook> teams) {

  public Profile {
    accounts = Map.copyOf(accounts);
    teams = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(teams));
  }

  /** The same for other accounts. */
  public Profile forAccounts(List<Account> others) {
    Map<String, Account> byId = new LinkedHashMap<>();
    for (Account other : others) {
      byId.put(other.id(), other);
    }
    return new Profile(name, byId, denyPolicy, denies, path, rulebook, teams);
  }

  /** The same for one of its accounts: of the teams those that own something there. */
  Profile forAccount(String id) {
    Account account = accounts.get(id);
    Map<String, Rulebook> present = new LinkedHashMap<>(teams);
    if (account != null && !account.teams().isEmpty()) {
      present.keySet().retainAll(account.teams());
    }
    return new Profile(name, accounts, denyPolicy, denies, path, rulebook, present);
  }

  /** The same for one of the teams; empty when it is none of them. */
  public Optional<Profile> forTeam(String team) {
    Rulebook book = teams.get(team);
    return book == null
        ? Optional.empty()
        : Optional.of(
            new Profile(name, accounts, denyPolicy, denies, path, rulebook, Map.of(team, book)));
  }

  /**
   * What is asked of a policy: of the team that it belongs to, or of all where it does not say.
   *
   * @param team one of {@link #teams()}, or empty
   */
  public List<Rulebook> rulebooks(Optional<String> team) {
    if (teams.isEmpty()) {
      return List.of(rulebook);
    }
    Rulebook book = team.isEmpty() ? null : teams.get(team.get());
    return book == null ? new ArrayList<>(teams.values()) : List.of(book);
  }

  /** The pattern by which a policy name is reserved: that of the central denies always is. */
  public Optional<NamePattern> reserving(String policyName, Rulebook book) {
    NamePattern own = NamePattern.of(denyPolicy);
    return own.matches(policyName) ? Optional.of(own) : book.reserving(policyName);
  }
}
