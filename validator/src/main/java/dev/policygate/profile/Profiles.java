package dev.policygate.profile;

import java.util.List;
import java.util.Optional;

/** All profiles; no account is in two of them. */
public record Profiles(List<Profile> all) {

  public Profiles {
    all = List.copyOf(all);
  }

  /**
   * The profile of an account, with those of its teams that own something there; empty when nobody
   * registered it.
   */
  public Optional<Profile> of(String account) {
    return all.stream()
        .filter(profile -> profile.accounts().containsKey(account))
        .findFirst()
        .map(profile -> profile.forAccount(account));
  }

  public Optional<Profile> named(String name) {
    return all.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }
}
