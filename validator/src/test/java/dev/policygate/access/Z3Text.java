package dev.policygate.access;

import com.microsoft.z3.BoolExpr;
import com.microsoft.z3.Context;
import com.microsoft.z3.IntExpr;
import com.microsoft.z3.Model;
import dk.brics.automaton.Automaton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An unknown text in a question to Z3: automata cut all texts into those that the same patterns
 * match, and Z3 chooses one of these cells. So it need not reason about regular expressions, at
 * which it is slow.
 */
final class Z3Text {

  private final Context z3;
  private final IntExpr cell;
  private final Automaton universe;
  private final Map<String, Automaton> patterns = new LinkedHashMap<>();
  private final Map<String, BoolExpr> matches = new LinkedHashMap<>();
  private List<Cell> cells = List.of();

  private record Cell(Set<String> patterns, Automaton texts) {}

  /**
   * A text.
   *
   * @param universe the texts that exist
   */
  Z3Text(Context z3, String name, Automaton universe) {
    this.z3 = z3;
    this.cell = z3.mkIntConst(name);
    this.universe = universe;
  }

  /** Whether the text is one that the automaton accepts. */
  BoolExpr isIn(String name, Automaton automaton) {
    patterns.put(name, automaton);
    return matches.computeIfAbsent(name, _ -> z3.mkBoolConst(cell + " in " + name));
  }

  /** What Z3 must know of the texts, once all patterns have been named. */
  BoolExpr facts() {
    cells = List.of(new Cell(Set.of(), universe));
    patterns.forEach(
        (name, pattern) -> {
          List<Cell> cut = new ArrayList<>();
          for (Cell each : cells) {
            Set<String> more = new TreeSet<>(each.patterns());
            more.add(name);
            cut.add(new Cell(more, each.texts().intersection(pattern)));
            cut.add(new Cell(each.patterns(), each.texts().minus(pattern)));
          }
          cut.removeIf(each -> each.texts().isEmpty());
          cells = cut;
        });
    List<BoolExpr> facts = new ArrayList<>();
    facts.add(z3.mkGe(cell, z3.mkInt(0)));
    facts.add(z3.mkLt(cell, z3.mkInt(cells.size())));
    matches.forEach(
        (name, matched) -> {
          List<BoolExpr> any = new ArrayList<>();
          for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).patterns().contains(name)) {
              any.add(z3.mkEq(cell, z3.mkInt(i)));
            }
          }
          facts.add(z3.mkEq(matched, z3.mkOr(any.toArray(BoolExpr[]::new))));
        });
    return z3.mkAnd(facts.toArray(BoolExpr[]::new));
  }

  @Override
  public String toString() {
    return cell.toString();
  }

  /** One of the texts that were found. */
  String in(Model model) {
    int chosen = Integer.parseInt(model.eval(cell, true).toString());
    return cells.get(chosen).texts().getShortestExample(true);
  }
}
