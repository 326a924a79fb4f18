package dev.policygate.access;

import com.microsoft.z3.ArithExpr;
import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Model;
import com.microsoft.z3.Solver;
import com.microsoft.z3.Status;
import dev.policygate.finding.Located;
import dev.policygate.policy.ActionElement;
import dev.policygate.policy.Condition;
import dev.policygate.policy.ConditionOperator;
import dev.policygate.policy.ConditionOperator.Comparison;
import dev.policygate.policy.Policy;
import dev.policygate.policy.ResourceElement;
import dev.policygate.policy.Statement;
import dk.brics.automaton.Automaton;
import dk.brics.automaton.BasicAutomata;
import dk.brics.automaton.RegExp;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Asks Z3, an SMT solver, whether one document allows what another does not. It reads the documents
 * as the IAM User Guide describes them and shares nothing with the engine but the parser.
 *
 * <p>Understood are strings, patterns, ARNs, numbers, dates of whole seconds, Booleans and IPv4
 * addresses, {@code IfExists}, {@code Null}, and sets of up to three values with {@code
 * ForAllValues} and {@code ForAnyValue}. Of a pattern with a variable it knows no more than that it
 * matches nothing where the variable's key is absent, and else some of what it would match with a
 * star in its place: that there is no request is certain then, that there is one is not. For
 * variables there is {@link SmallWorldTest}.
 */
final class Z3Oracle implements AutoCloseable {

  /** What was found; a request only where there is one. */
  record Answer(Status status, Optional<Request> request) {}

  private static final int MOST_VALUES = 3;
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^,}]*)}");
  private static final Automaton ANY_TEXT = BasicAutomata.makeCharRange(' ', '~').repeat();
  private static final Automaton NO_COLON =
      BasicAutomata.makeCharRange(' ', '~').minus(BasicAutomata.makeChar(':')).repeat();
  private static final long LAST_SECOND = Instant.parse("2099-12-31T23:59:59Z").getEpochSecond();
  private static final Automaton ACTIONS =
      new RegExp("[a-z0-9][a-z0-9\\-\\.]*:[a-z0-9\\-\\._]+", RegExp.NONE).toAutomaton();
  private static final Automaton RESOURCES =
      new RegExp("arn:[^:]*:[^:]*:[^:]*:[^:]*:.+|\\*", RegExp.NONE)
          .toAutomaton()
          .intersection(ANY_TEXT);
  private static final Automaton BOOLEANS =
      BasicAutomata.makeString("true").union(BasicAutomata.makeString("false"));

  private final Context z3 = new Context();
  private final Z3Text action = new Z3Text(z3, "action", ACTIONS);
  private final Z3Text resource = new Z3Text(z3, "resource", RESOURCES);
  private final List<Z3Text> texts = new ArrayList<>(List.of(action, resource));
  private final Map<String, Key> keys = new HashMap<>();
  private final List<BoolExpr> world = new ArrayList<>();

  /** What a value of a key is. */
  private sealed interface Content {}

  private record Text(Z3Text text) implements Content {}

  private record Numeric(ArithExpr<?> number) implements Content {}

  /** Seconds since 1970. */
  private record Moment(IntExpr number) implements Content {}

  /** An address of version 4 as a number; a higher one stands for those of version 6. */
  private record Address(IntExpr number) implements Content {}

  private record Value(BoolExpr there, Content content) {}

  /** A condition key: its values, the first of which is there when the key is. */
  private record Key(String name, List<Value> values) {
    BoolExpr there() {
      return values.getFirst().there();
    }
  }

  Answer ask(Policy candidate, Policy envelope) {
    List<BoolExpr> all = new ArrayList<>();
    all.add(allows(candidate));
    all.add(z3.mkNot(allows(envelope)));
    all.addAll(world);
    texts.forEach(text -> all.add(text.facts()));
    Solver solver = z3.mkSolver();
    Status status = solver.check(all.toArray(BoolExpr[]::new));
    return new Answer(
        status,
        status == Status.SATISFIABLE ? Optional.of(request(solver.getModel())) : Optional.empty());
  }

  private BoolExpr allows(Policy policy) {
    List<BoolExpr> allows = new ArrayList<>();
    List<BoolExpr> denies = new ArrayList<>();
    for (Statement statement : policy.statements()) {
      (statement.allows() ? allows : denies).add(concerns(statement));
    }
    return z3.mkAnd(or(allows), z3.mkNot(or(denies)));
  }

  private BoolExpr concerns(Statement statement) {
    List<BoolExpr> actions = new ArrayList<>();
    for (var pattern : statement.action().patterns()) {
      String text = pattern.value().text().toLowerCase(Locale.ROOT);
      actions.add(action.isIn(text, like(text, false)));
    }
    List<BoolExpr> resources = new ArrayList<>();
    for (var pattern : statement.resource().patterns()) {
      String text = pattern.value().text();
      resources.add(resource.isIn(text, like(text, true)));
    }
    List<BoolExpr> all = new ArrayList<>();
    boolean notActions = statement.action() instanceof ActionElement.NotAction;
    all.add(notActions ? z3.mkNot(or(actions)) : or(actions));
    boolean notResources = statement.resource() instanceof ResourceElement.NotResource;
    all.add(notResources ? z3.mkNot(or(resources)) : or(resources));
    statement.conditions().forEach(condition -> all.add(holds(condition)));
    return and(all);
  }

  private BoolExpr holds(Condition condition) {
    ConditionOperator operator = condition.operator().value();
    Comparison comparison = operator.comparison();
    List<String> wanted = condition.values().stream().map(Located::value).toList();
    Key key = keyOf(condition.key().value());
    if (comparison == Comparison.NULL) {
      return or(
          wanted.stream()
              .map(text -> text.equals("true") ? z3.mkNot(key.there()) : key.there())
              .toList());
    }
    List<BoolExpr> each = new ArrayList<>();
    List<BoolExpr> some = new ArrayList<>();
    for (Value value : key.values()) {
      BoolExpr any =
          or(wanted.stream().map(text -> compares(value.content(), comparison, text)).toList());
      BoolExpr matches = comparison.negated() ? z3.mkNot(any) : any;
      each.add(z3.mkImplies(value.there(), matches));
      some.add(z3.mkAnd(value.there(), matches));
    }
    BoolExpr held =
        switch (operator.qualifier()) {
          case FOR_ALL_VALUES -> and(each);
          case FOR_ANY_VALUE -> or(some);
          // Without a qualifier a negated operator is the opposite of the other one.
          case NONE -> comparison.negated() ? and(each) : or(some);
        };
    return operator.ifExists() ? z3.mkOr(z3.mkNot(key.there()), held) : held;
  }

  private BoolExpr compares(Content value, Comparison comparison, String wanted) {
    return switch (value) {
      case Text(var text) ->
          switch (comparison) {
            case STRING_LIKE, STRING_NOT_LIKE ->
                wanted.contains("${")
                    ? withVariable(text, wanted)
                    : text.isIn("like " + wanted, like(wanted, false));
            case ARN_EQUALS, ARN_NOT_EQUALS, ARN_LIKE, ARN_NOT_LIKE ->
                text.isIn("arn " + wanted, arn(wanted));
            default -> text.isIn("is " + wanted, BasicAutomata.makeString(wanted));
          };
      case Numeric(var number) -> compares(number, comparison, z3.mkReal(wanted));
      case Moment(var number) -> compares(number, comparison, z3.mkInt(seconds(wanted)));
      case Address(var number) -> isIn(number, wanted);
    };
  }

  private BoolExpr withVariable(Z3Text text, String wanted) {
    Matcher variable = VARIABLE.matcher(wanted);
    BoolExpr matched = z3.mkBoolConst(text + " matches " + wanted);
    world.add(
        z3.mkImplies(matched, text.isIn("like " + wanted, like(variable.replaceAll("*"), false))));
    variable
        .reset()
        .results()
        .forEach(found -> world.add(z3.mkImplies(matched, keyOf(found.group(1)).there())));
    return matched;
  }

  private Key keyOf(String name) {
    return keys.computeIfAbsent(name.toLowerCase(Locale.ROOT), this::newKey);
  }

  private BoolExpr compares(ArithExpr<?> number, Comparison comparison, ArithExpr<?> wanted) {
    return switch (comparison) {
      case NUMERIC_EQUALS, NUMERIC_NOT_EQUALS, DATE_EQUALS, DATE_NOT_EQUALS ->
          z3.mkEq(number, wanted);
      case NUMERIC_LESS_THAN, DATE_LESS_THAN -> z3.mkLt(number, wanted);
      case NUMERIC_LESS_THAN_EQUALS, DATE_LESS_THAN_EQUALS -> z3.mkLe(number, wanted);
      case NUMERIC_GREATER_THAN, DATE_GREATER_THAN -> z3.mkGt(number, wanted);
      case NUMERIC_GREATER_THAN_EQUALS, DATE_GREATER_THAN_EQUALS -> z3.mkGe(number, wanted);
      default -> throw new AssertionError(comparison);
    };
  }

  /** Dates with a time and an offset, and dates alone, which mean midnight of UTC. */
  private static long seconds(String date) {
    return date.length() == 10
        ? LocalDate.parse(date).toEpochSecond(LocalTime.MIDNIGHT, ZoneOffset.UTC)
        : OffsetDateTime.parse(date).toEpochSecond();
  }

  private BoolExpr isIn(IntExpr address, String block) {
    String[] parts = block.split("/", 2);
    BigInteger size = BigInteger.ONE.shiftLeft(32 - Integer.parseInt(parts[1]));
    BigInteger start = number(parts[0]).divide(size).multiply(size);
    return z3.mkAnd(
        z3.mkGe(address, z3.mkInt(start.toString())),
        z3.mkLt(address, z3.mkInt(start.add(size).toString())));
  }

  private static BigInteger number(String address) {
    try {
      return new BigInteger(1, InetAddress.getByName(address).getAddress());
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** What AWS documents of the keys of which questions are asked. */
  private Key newKey(String name) {
    boolean several = name.equals("aws:tagkeys");
    List<Value> values = new ArrayList<>();
    for (int i = 0; i < (several ? MOST_VALUES : 1); i++) {
      String id = name + "/" + i;
      Content content =
          switch (name) {
            case "s3:max-keys" -> new Numeric(z3.mkRealConst(id));
            case "aws:sourceip" -> address(z3.mkIntConst(id));
            case "aws:currenttime" -> moment(z3.mkIntConst(id));
            case "aws:principalarn" -> text(id, ANY_TEXT.minus(Automaton.makeEmptyString()));
            case "aws:securetransport", "aws:viaawsservice" -> text(id, BOOLEANS);
            // No member of a list is empty.
            default -> text(id, several ? ANY_TEXT.minus(Automaton.makeEmptyString()) : ANY_TEXT);
          };
      values.add(new Value(z3.mkBoolConst(id + "?"), content));
      if (i > 0) {
        world.add(z3.mkImplies(values.get(i).there(), values.get(i - 1).there()));
      }
    }
    return new Key(name, values);
  }

  private Text text(String name, Automaton universe) {
    Z3Text text = new Z3Text(z3, name, universe);
    texts.add(text);
    return new Text(text);
  }

  private Address address(IntExpr address) {
    world.add(z3.mkGe(address, z3.mkInt(0)));
    world.add(z3.mkLe(address, z3.mkInt(BigInteger.ONE.shiftLeft(32).toString())));
    return new Address(address);
  }

  /** A date of this century or the last decades of the one before. */
  private Moment moment(IntExpr seconds) {
    world.add(z3.mkGe(seconds, z3.mkInt(0)));
    world.add(z3.mkLe(seconds, z3.mkInt(LAST_SECOND)));
    return new Moment(seconds);
  }

  /** What an ARN operator matches: six parts, each with wildcards of its own. */
  private static Automaton arn(String pattern) {
    if (pattern.equals("*")) {
      return ANY_TEXT;
    }
    List<Automaton> parts = new ArrayList<>();
    for (String part : pattern.split(":", 6)) {
      if (!parts.isEmpty()) {
        parts.add(BasicAutomata.makeChar(':'));
      }
      Automaton matched = like(part, false);
      // Parts of 0, 2, 4, 6, 8 and 10: all but the last one hold no colon.
      parts.add(parts.size() < 10 ? matched.intersection(NO_COLON) : matched);
    }
    return Automaton.concatenate(parts);
  }

  /** What matches a pattern; in a resource wildcards stay within a segment, but for its end. */
  private static Automaton like(String pattern, boolean ofResource) {
    if (pattern.equals("*")) {
      return ANY_TEXT;
    }
    Automaton character = BasicAutomata.makeCharRange(' ', '~');
    Automaton butColon = character.minus(BasicAutomata.makeChar(':'));
    List<Automaton> parts = new ArrayList<>();
    int colons = 0;
    for (int i = 0; i < pattern.length(); i++) {
      char c = pattern.charAt(i);
      colons += c == ':' ? 1 : 0;
      boolean ends = i + 1 == pattern.length() || pattern.charAt(i + 1) == ':';
      Automaton any = ofResource && colons < 5 && !(c == '*' && ends) ? butColon : character;
      parts.add(
          switch (c) {
            case '*' -> any.repeat();
            case '?' -> any;
            default -> BasicAutomata.makeChar(c);
          });
    }
    return BasicAutomata.makeEmptyString().concatenate(Automaton.concatenate(parts));
  }

  private BoolExpr or(List<BoolExpr> any) {
    return z3.mkOr(any.toArray(BoolExpr[]::new));
  }

  private BoolExpr and(List<BoolExpr> all) {
    return z3.mkAnd(all.toArray(BoolExpr[]::new));
  }

  private Request request(Model model) {
    Map<String, List<String>> context = new TreeMap<>();
    for (Key key : keys.values()) {
      List<String> values = new ArrayList<>();
      for (Value value : key.values()) {
        if (model.eval(value.there(), true).isTrue()) {
          values.add(textOf(value.content(), model));
        }
      }
      if (!values.isEmpty()) {
        context.put(key.name(), values);
      }
    }
    return new Request(action.in(model), resource.in(model), context);
  }

  private static String textOf(Content value, Model model) {
    return switch (value) {
      case Text(var text) -> text.in(model);
      case Numeric(var number) -> decimal(model.eval(number, true).toString());
      case Moment(var number) ->
          Instant.ofEpochSecond(Long.parseLong(model.eval(number, true).toString())).toString();
      case Address(var number) -> address(new BigInteger(model.eval(number, true).toString()));
    };
  }

  /** A number as documents write it; Z3 writes fractions. */
  private static String decimal(String number) {
    String[] parts = number.split("/", 2);
    return parts.length == 1
        ? parts[0]
        : new BigDecimal(parts[0])
            .divide(new BigDecimal(parts[1]), 30, RoundingMode.DOWN)
            .stripTrailingZeros()
            .toPlainString();
  }

  private static String address(BigInteger number) {
    if (number.bitLength() > 32) {
      return "2001:db8::1";
    }
    long bits = number.longValueExact();
    return "%d.%d.%d.%d".formatted(bits >> 24, (bits >> 16) & 255, (bits >> 8) & 255, bits & 255);
  }

  @Override
  public void close() {
    z3.close();
  }
}
