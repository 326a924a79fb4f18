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
    for (Profile profile : all) {
      if (profile.accounts().containsKey(account)) {
        return Optional.of(profile.forAccount(account));
      }
    }
    return Optional.empty();
  }

  public Optional<Profile> named(String name) {
    for (Profile profile : all) {
      if (profile.name().equals(name)) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }
}
