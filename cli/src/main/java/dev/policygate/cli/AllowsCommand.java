package dev.policygate.cli;

import dev.policygate.access.Decision;
import dev.policygate.access.Layer;
import dev.policygate.access.Permissions;
import dev.policygate.access.Request;
import dev.policygate.json.Json;
import dev.policygate.json.Json.JsonObject;
import dev.policygate.json.Json.Member;
import dev.policygate.policy.Policy;
import dev.policygate.report.AccessJson;
import dev.policygate.report.AccessText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code policygate allows}: what policies say to one request. */
final class AllowsCommand {

  private static final Arguments.Syntax SYNTAX =
      new Arguments.Syntax(
              "allows --policy FILE ... --action A --resource R [OPTION ...], or policygate allows"
                  + " --requests FILE",
              "Decides on a request as IAM would by identity policies, a permissions boundary and"
                  + " SCPs; resource policies, RCPs and session policies are not asked. A condition"
                  + " key that is not given is absent. Status 0: allowed, 1: denied, 2: an input"
                  + " cannot be used, 3: conditional.")
          .values("policy", "FILE", "an identity policy of the principal")
          .value("action", "ACTION", "what is requested, as in s3:GetObject")
          .value("resource", "ARN", "on what, or *")
          .values("context", "KEY=VALUE", "a condition key; repeated for several values")
          .values("unknown", "KEY", "a condition key of which nothing is known")
          .value("principal", "ARN", "fills aws:PrincipalArn, aws:PrincipalAccount, aws:username")
          .value("boundary", "FILE", "the permissions boundary of the principal")
          .values("scp", "FILE", "the SCP of a level of the organization; each file is a level")
          .value("requests", "FILE", "JSON Lines of requests; - is standard input")
          .value("format", "text|json", "of the answer; text on a terminal, else json");

  private final Console console;

  AllowsCommand(Console console) {
    this.console = console;
  }

  /** The documents that decide. */
  private record Held(List<Policy> policies, Optional<Policy> boundary, List<List<Policy>> levels) {

    Permissions permissions() {
      Permissions permissions = Permissions.of(policies);
      if (boundary.isPresent()) {
        permissions = permissions.within(boundary.get());
      }
      for (List<Policy> level : levels) {
        permissions = permissions.under(level);
      }
      return permissions;
    }

    List<Policy> all() {
      List<Policy> all = new ArrayList<>(policies);
      boundary.ifPresent(all::add);
      levels.forEach(all::addAll);
      return all;
    }

    Set<Layer> layers() {
      Set<Layer> layers = EnumSet.of(Layer.IDENTITY);
      if (boundary.isPresent()) {
        layers.add(Layer.BOUNDARY);
      }
      if (!levels.isEmpty()) {
        layers.add(Layer.SCP);
      }
      return layers;
    }
  }

  Status run(String[] args) {
    Optional<Arguments> parsed = SYNTAX.parse(args, console);
    if (parsed.isEmpty()) {
      return Status.YES;
    }
    Arguments arguments = parsed.get();
    arguments.nothingElse();
    Optional<String> requests = arguments.value("requests");
    if (requests.isPresent()) {
      arguments.onlyBatch("requests");
      return new Batch(console, "decision").run(requests.get(), this::decide);
    }
    arguments.needs("policy", "action", "resource");
    Request request;
    try {
      request = request(arguments);
    } catch (UnusableException e) {
      throw new UsageException(e.problem());
    }
    return new Single(console, "decision", arguments.format(Format.ofOutput()))
        .run((documents, format) -> decide(arguments, request, documents, format));
  }

  private static Request request(Arguments arguments) throws UnusableException {
    RequestBuilder request =
        new RequestBuilder(
            arguments.value("action").orElseThrow(), arguments.value("resource").orElseThrow());
    for (String pair : arguments.values("context")) {
      int equals = pair.indexOf('=');
      if (equals < 1) {
        throw new UnusableException("`" + pair + "` gives no value: write --context KEY=VALUE");
      }
      request.add(pair.substring(0, equals), pair.substring(equals + 1));
    }
    for (String key : arguments.values("unknown")) {
      request.addUnknown(key);
    }
    Optional<String> principal = arguments.value("principal");
    if (principal.isPresent()) {
      request.by(principal.get());
    }
    return request.build();
  }

  private static Answer decide(
      Arguments arguments, Request request, Documents documents, Format format)
      throws UnusableException {
    List<Policy> policies = documents.ofPaths(arguments.values("policy"));
    Optional<String> file = arguments.value("boundary");
    Optional<Policy> boundary =
        file.isPresent() ? Optional.of(documents.ofPath(file.get())) : Optional.empty();
    List<List<Policy>> levels = new ArrayList<>();
    for (Policy scp : documents.ofPaths(arguments.values("scp"))) {
      levels.add(List.of(scp));
    }
    Held held = new Held(policies, boundary, levels);
    Decision decision = held.permissions().decide(request);
    return new Answer(
        status(decision),
        format == Format.JSON
            ? new AccessJson(held.all()).of(decision)
            : new AccessText(held.all(), documents.texts())
                .decided(decision, request, held.layers()));
  }

  private Answer decide(Line line) throws UnusableException {
    JsonObject object = line.object();
    line.allow(object, List.of("policies", "boundary", "scps", "request"));
    Documents documents = new Documents(console);
    List<Policy> policies =
        documents(line.list(line.required(object, "policies")), line, documents);
    Optional<Json> given = object.get("boundary");
    Optional<Policy> boundary =
        given.isPresent() ? Optional.of(documents.ofJson(given.get(), line)) : Optional.empty();
    List<List<Policy>> levels = new ArrayList<>();
    Optional<Json> scps = object.get("scps");
    if (scps.isPresent()) {
      for (Json level : line.list(scps.get())) {
        levels.add(documents(line.list(level), line, documents));
      }
    }
    Request request = request(line.object(line.required(object, "request")), line);
    Held held = new Held(policies, boundary, levels);
    Decision decision = held.permissions().decide(request);
    return new Answer(status(decision), new AccessJson(held.all()).of(decision));
  }

  private static List<Policy> documents(List<Json> values, Line line, Documents documents)
      throws UnusableException {
    List<Policy> policies = new ArrayList<>();
    for (Json value : values) {
      policies.add(documents.ofJson(value, line));
    }
    return policies;
  }

  private static Request request(JsonObject object, Line line) throws UnusableException {
    // A witness of `diff` is a request as well, and says whether its action is known.
    line.allow(object, List.of("principal", "action", "resource", "context", "unknown", "known"));
    RequestBuilder request =
        new RequestBuilder(
            line.text(line.required(object, "action")),
            line.text(line.required(object, "resource")));
    Optional<Json> context = object.get("context");
    if (context.isPresent()) {
      for (Member key : line.object(context.get()).members()) {
        request.put(key.name(), line.texts(key.value()));
      }
    }
    Optional<Json> unknown = object.get("unknown");
    if (unknown.isPresent()) {
      for (Json key : line.list(unknown.get())) {
        request.addUnknown(line.text(key));
      }
    }
    Optional<Json> principal = object.get("principal");
    if (principal.isPresent()) {
      request.by(line.text(principal.get()));
    }
    return request.build();
  }

  private static Status status(Decision decision) {
    return switch (decision) {
      case Decision.Allowed _ -> Status.YES;
      case Decision.ExplicitlyDenied _, Decision.ImplicitlyDenied _ -> Status.NO;
      case Decision.Conditional _ -> Status.UNKNOWN;
    };
  }
}
