package dev.policygate.guardrail;

import dev.policygate.access.Permissions;
import dev.policygate.access.Question;
import dev.policygate.finding.Located;
import dev.policygate.finding.Quoted;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourcePattern;
import dev.policygate.policy.Statement;
import dev.policygate.policy.Template;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The deny statements of the security team, fit to be appended to anybody's policy: there is at
 * least one, all of them deny, and none depends on a value that a request may lack.
 */
public final class CentralDenies {

  /**
   * Keys that every request has, whoever makes it.
   *
   * @see <a
   *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
   *     User Guide, global condition keys, "Availability"</a>
   */
  private static final Set<String> ALWAYS_PRESENT =
      Set.of(
          "aws:currenttime",
          "aws:epochtime",
          "aws:principalaccount",
          "aws:principalarn",
          "aws:principaltype",
          "aws:securetransport",
          "aws:userid");

  private final List<Statement> statements;

  private CentralDenies(List<Statement> statements) {
    this.statements = List.copyOf(statements);
  }

  /** What became of a central document. */
  public sealed interface Result {}

  /** It can be appended. */
  public record Fit(CentralDenies denies) implements Result {}

  /**
   * It cannot, so nothing may be published.
   *
   * @param problems for the security team, each a sentence without a full stop
   */
  public record Unfit(List<String> problems) implements Result {
    public Unfit {
      problems = List.copyOf(problems);
    }
  }

  /** Reads the statements of the security team's document. */
  public static Result of(Policy document) {
    List<String> problems = new ArrayList<>();
    if (document.statements().isEmpty()) {
      problems.add("the central document has no statement");
    }
    for (int i = 0; i < document.statements().size(); i++) {
      Statement statement = document.statements().get(i);
      String name = isNamed(statement) ? statement.sid().get().value() : "number " + (i + 1);
      if (statement.allows()) {
        problems.add("the central statement " + name + " allows; only denies may be central");
      }
      for (Template.Part part : parts(statement)) {
        Optional<String> problem = problem(part, name);
        if (problem.isPresent() && !problems.contains(problem.get())) {
          problems.add(problem.get());
        }
      }
    }
    return problems.isEmpty()
        ? new Fit(new CentralDenies(document.statements()))
        : new Unfit(problems);
  }

  private static boolean isNamed(Statement statement) {
    return statement.sid().isPresent() && !statement.sid().get().value().isEmpty();
  }

  /** What could keep the statement from denying what it means. */
  private static Optional<String> problem(Template.Part part, String name) {
    if (part instanceof Template.Malformed(var text, _)) {
      return Optional.of(
          "the central statement "
              + name
              + " holds "
              + Quoted.of(text)
              + ", which only looks like a variable");
    }
    if (part instanceof Template.Variable(var key, var defaultValue)
        && defaultValue.isEmpty()
        && !ALWAYS_PRESENT.contains(key.toLowerCase(Locale.ROOT))) {
      return Optional.of(
          "the central statement " + name + " depends on `" + key + "`, which a request may lack");
    }
    return Optional.empty();
  }

  private static List<Template.Part> parts(Statement statement) {
    List<Template.Part> parts = new ArrayList<>();
    for (Located<ResourcePattern> pattern : statement.resource().patterns()) {
      parts.addAll(Template.of(pattern.value().text()).parts());
    }
    for (Condition condition : statement.conditions()) {
      for (Located<String> value : condition.values()) {
        parts.addAll(Template.of(value.value()).parts());
      }
    }
    return parts;
  }

  /** The statements, in the order of the document. */
  public List<Statement> statements() {
    return statements;
  }

  /**
   * Appends the statements. One that the policy has already, recognised by its whole value and
   * never by its Sid, is not repeated: what is sealed stays as it is when it is sealed again.
   */
  public SealedPolicy seal(Policy policy) {
    Set<String> present = new HashSet<>();
    Set<String> sids = new HashSet<>();
    for (Statement statement : policy.statements()) {
      present.add(StatementValue.of(statement));
      if (statement.sid().isPresent()) {
        sids.add(statement.sid().get().value());
      }
    }
    List<Statement> all = new ArrayList<>(policy.statements());
    for (Statement deny : statements) {
      if (present.add(StatementValue.of(deny))) {
        all.add(withUniqueSid(deny, sids));
      }
    }
    Policy document = new Policy(all, policy.location());
    return new SealedPolicy(document, policy, statements, isProven(document));
  }

  private static Statement withUniqueSid(Statement deny, Set<String> taken) {
    if (!isNamed(deny)) {
      return deny;
    }
    Located<String> sid = deny.sid().get();
    String unique = sid.value();
    for (int i = 2; !taken.add(unique); i++) {
      unique = sid.value() + i;
    }
    return deny.withSid(Optional.of(new Located<>(unique, sid.location())));
  }

  /** Whether nothing that a central statement denies is allowed, whatever the policy says. */
  private boolean isProven(Policy document) {
    Permissions permissions = Permissions.of(document);
    for (Statement deny : statements) {
      if (!(Question.what(deny).askOf(permissions) instanceof Question.No)) {
        return false;
      }
    }
    return true;
  }
}
