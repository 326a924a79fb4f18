package dev.policygate.profile;

import dev.policygate.finding.Location;
import dev.policygate.finding.Quoted;
import dev.policygate.guardrail.CentralDenies;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.JsonWriter;
import dev.policygate.policy.ParseResult;
import dev.policygate.policy.Policy;
import dev.policygate.policy.PolicyParser;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The documents that profiles name, each read once. */
final class Documents {

  private final Function<String, Optional<String>> texts;
  private final JsonForm form;
  private final Map<String, String> carried = new HashMap<>();
  private final Map<String, Optional<Policy>> policies = new HashMap<>();
  private final Map<String, Optional<CentralDenies>> denies = new HashMap<>();

  /**
   * Reads documents when they are asked for.
   *
   * @param texts of the documents, by name
   * @param form takes what is wrong with them
   */
  Documents(Function<String, Optional<String>> texts, JsonForm form) {
    this.texts = texts;
    this.form = form;
  }

  /** Takes the text of a document that the file of profiles carries itself. */
  void carry(String name, String text) {
    carried.put(name, text);
  }

  /**
   * A policy, which the profile names or holds itself.
   *
   * @param what it is for: {@code an envelope}
   */
  Optional<Policy> policy(Json json, String what) {
    if (json instanceof JsonObject) {
      return parsed(JsonWriter.write(json), json.location().file(), json.location());
    }
    Optional<String> name = form.string(json);
    return name.isEmpty() ? Optional.empty() : policy(name.get(), json.location(), what);
  }

  private Optional<Policy> policy(String name, Location place, String what) {
    Optional<Policy> known = policies.get(name);
    if (known != null) {
      return known;
    }
    Optional<Policy> policy = read(name, place, what);
    policies.put(name, policy);
    return policy;
  }

  private Optional<Policy> read(String name, Location place, String what) {
    String own = carried.get(name);
    Optional<String> text = own == null ? texts.apply(name) : Optional.of(own);
    if (text.isEmpty()) {
      form.refuse(place, "there is no document " + Quoted.of(name) + " of " + what);
      return Optional.empty();
    }
    return parsed(text.get(), name, Location.of(name));
  }

  /**
   * Reads a policy.
   *
   * @param place what is wrong with it, where its own places are nobody's
   */
  private Optional<Policy> parsed(String text, String file, Location place) {
    ParseResult parsed = PolicyParser.parse(text, file);
    if (parsed instanceof ParseResult.Parsed(var policy)) {
      return Optional.of(policy);
    }
    if (place.pointer().isEmpty()) {
      form.refuse(parsed.findings());
    } else {
      form.refuse(place, parsed.findings());
    }
    return Optional.empty();
  }

  /** Central denies. */
  Optional<CentralDenies> denies(String name, Location place) {
    Optional<CentralDenies> known = denies.get(name);
    if (known != null) {
      return known;
    }
    Optional<CentralDenies> fit = Optional.empty();
    Optional<Policy> policy = policy(name, place, "central denies");
    if (policy.isPresent()) {
      CentralDenies.Result result = CentralDenies.of(policy.get());
      if (result instanceof CentralDenies.Fit(var central)) {
        fit = Optional.of(central);
      } else if (result instanceof CentralDenies.Unfit(var problems)) {
        for (String problem : problems) {
          form.refuse(place, problem);
        }
      }
    }
    denies.put(name, fit);
    return fit;
  }
}
