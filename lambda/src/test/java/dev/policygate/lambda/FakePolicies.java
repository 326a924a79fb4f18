package dev.policygate.lambda;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The managed policies of one account, in memory; what goes wrong is planned write by write. */
final class FakePolicies implements PolicyStore {

  static final String ACCOUNT = "222222222222";

  private final Map<String, Entry> policies = new HashMap<>();
  private final Map<String, Deque<Plan>> plans = new HashMap<>();
  private final List<String> calls = new ArrayList<>();
  private int hiddenReads;

  /** A policy of the account. */
  static final class Entry {
    final String name;
    final String path;
    final String description;
    final Map<String, String> tags;
    final LinkedHashMap<String, String> versions = new LinkedHashMap<>();
    String defaultVersion = "v1";
    int next = 1;
    int boundaryUses;
    int policyHidden;
    int versionHidden;

    Entry(String name, String path, String description, Map<String, String> tags) {
      this.name = name;
      this.path = path;
      this.description = description;
      this.tags = new HashMap<>(tags);
    }

    Entry version(String document) {
      defaultVersion = "v" + next++;
      versions.put(defaultVersion, document);
      return this;
    }

    String arn() {
      return "arn:aws:iam::%s:policy%s%s".formatted(ACCOUNT, path, name);
    }
  }

  /** What is to happen to a write in place of, or after, its doing. */
  private record Plan(boolean isDone, Supplier<Written> answer) {}

  /** Puts a policy there, without a call. */
  Entry put(Entry entry) {
    policies.put(entry.name.toLowerCase(Locale.ROOT), entry);
    return entry;
  }

  Entry get(String name) {
    return Optional.ofNullable(policies.get(name.toLowerCase(Locale.ROOT))).orElseThrow();
  }

  /** All calls so far. */
  List<String> calls() {
    return List.copyOf(calls);
  }

  /** The calls that change something. */
  List<String> writes() {
    return calls.stream().filter(call -> !call.matches("(find|document|versions).*")).toList();
  }

  /** The next write of that kind is done, but nobody hears of it. */
  void loseAnswer(String write) {
    plan(write, new Plan(true, () -> new Unknown("lost")));
  }

  /** The next write of that kind does not arrive. */
  void loseRequest(String write) {
    plan(write, new Plan(false, () -> new Unknown("lost")));
  }

  /** The next write of that kind is answered so, and not done. */
  void answer(String write, Written answer) {
    plan(write, new Plan(false, () -> answer));
  }

  /** The next write of that kind ends so, and is not done. */
  void refuse(String write, Trouble trouble) {
    plan(
        write,
        new Plan(
            false,
            () -> {
              throw trouble;
            }));
  }

  /** What is written from now on is not found by the first so many reads of it. */
  void hide(int reads) {
    hiddenReads = reads;
  }

  private void plan(String write, Plan plan) {
    plans.computeIfAbsent(write, _ -> new ArrayDeque<>()).add(plan);
  }

  private Optional<Entry> at(String arn) {
    return policies.values().stream().filter(entry -> entry.arn().equals(arn)).findFirst();
  }

  @Override
  public Optional<Stored> find(String arn) {
    calls.add("find");
    return at(arn)
        .filter(entry -> entry.policyHidden-- <= 0)
        .map(
            entry ->
                new Stored(
                    entry.arn(),
                    entry.name,
                    entry.path,
                    entry.defaultVersion,
                    entry.boundaryUses,
                    entry.description,
                    entry.tags));
  }

  @Override
  public Optional<String> document(String arn, String version) {
    calls.add("document " + version);
    return at(arn)
        .filter(entry -> entry.versionHidden-- <= 0)
        .map(entry -> entry.versions.get(version));
  }

  @Override
  public List<Version> versions(String arn) {
    calls.add("versions");
    return at(arn).orElseThrow().versions.keySet().stream()
        .map(id -> new Version(id, id.equals(at(arn).orElseThrow().defaultVersion)))
        .toList()
        .reversed();
  }

  @Override
  public Written create(
      String name, String path, String description, String document, Map<String, String> tags) {
    return write(
        "create",
        "",
        () -> {
          if (policies.containsKey(name.toLowerCase(Locale.ROOT))) {
            return new Exists();
          }
          put(new Entry(name, path, description, tags).version(document)).policyHidden =
              hiddenReads;
          return new Done();
        });
  }

  @Override
  public Written addVersion(String arn, String document) {
    return write(
        "add",
        "",
        () -> {
          Entry entry = at(arn).orElseThrow();
          if (entry.versions.size() == 5) {
            return new LimitReached("A managed policy can have up to 5 versions.");
          }
          entry.version(document).versionHidden = hiddenReads;
          return new Added(entry.defaultVersion);
        });
  }

  @Override
  public Written removeVersion(String arn, String version) {
    return write(
        "remove",
        " " + version,
        () -> {
          Entry entry = at(arn).orElseThrow();
          if (entry.defaultVersion.equals(version)) {
            throw new AssertionError("the default version is never removed");
          }
          return entry.versions.remove(version) == null ? new Missing() : new Done();
        });
  }

  @Override
  public Written tag(String arn, Map<String, String> tags) {
    return write(
        "tag",
        "",
        () -> {
          at(arn).orElseThrow().tags.putAll(tags);
          return new Done();
        });
  }

  private Written write(String kind, String what, Supplier<Written> work) {
    calls.add(kind + what);
    Deque<Plan> planned = plans.getOrDefault(kind, new ArrayDeque<>());
    Plan plan = planned.poll();
    if (plan == null) {
      return work.get();
    }
    Written done = plan.isDone() ? work.get() : new Missing();
    Written answer = plan.answer().get();
    if (answer.equals(done)) {
      throw new AssertionError("nothing would go wrong");
    }
    return answer;
  }
}
