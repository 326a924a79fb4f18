package dev.policygate.report;

import dev.policygate.access.Containment;
import dev.policygate.access.Decision;
import dev.policygate.access.Doubt;
import dev.policygate.access.Layer;
import dev.policygate.access.Question;
import dev.policygate.access.Request;
import dev.policygate.access.Site;
import dev.policygate.access.Witness;
import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import dev.policygate.policy.Policy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Answers about access for people: the answer first, then each statement it rests on, with its line
 * and a caret.
 */
public final class AccessText {

  private final KeyNames names;
  private final Map<String, String> texts;

  /**
   * Writes answers about policies.
   *
   * @param policies that were asked about; condition keys are written as in them
   * @param texts of the policies, by the names that their places have
   */
  public AccessText(List<Policy> policies, Map<String, String> texts) {
    this.names = new KeyNames(policies);
    this.texts = Map.copyOf(texts);
  }

  /**
   * How a policy compares with an earlier one.
   *
   * @param candidate how the policy is called
   * @param envelope how the earlier one is called
   */
  public String compared(Containment containment, String candidate, String envelope) {
    String newer = Printable.text(candidate);
    String older = Printable.text(envelope);
    return switch (containment) {
      case Containment.Within _ ->
          "within: " + newer + " allows nothing that " + older + " does not\n";
      case Containment.Exceeds(var witnesses, var doubts) ->
          "exceeds: "
              + newer
              + " allows what "
              + older
              + " does not\n"
              + witnesses(witnesses, "allows ")
              + doubts(doubts);
      case Containment.Undecided(var doubts) ->
          "undecided: whether "
              + newer
              + " allows more than "
              + older
              + " is not known; take it that it does\n"
              + doubts(doubts);
    };
  }

  /** Whether anybody may do what was asked. */
  public String granted(Question.Answer answer) {
    return switch (answer) {
      case Question.No _ -> "no: nobody who holds this may do any of it\n";
      case Question.Yes(var witness) ->
          "yes: whoever holds this may\n" + witnesses(List.of(witness), "allows ");
      case Question.Unclear(var doubts) ->
          "undecided: whether it is granted is not known; take it that it is\n" + doubts(doubts);
    };
  }

  /**
   * What was decided on a request.
   *
   * @param layers that were asked
   */
  public String decided(Decision decision, Request request, Set<Layer> layers) {
    String asked = Printable.text(request.text(names::of));
    return switch (decision) {
      case Decision.Allowed(var sites) ->
          "Allowed: " + asked + "\n" + sites(sites, "this statement allows it");
      case Decision.ExplicitlyDenied(var sites) ->
          "ExplicitlyDenied: " + asked + "\n" + sites(sites, "this statement denies it");
      case Decision.ImplicitlyDenied(var sites) ->
          "ImplicitlyDenied: "
              + asked
              + "\nno statement of "
              + silent(sites, layers)
              + " allows it\n"
              + sites(sites, "this statement would allow it");
      case Decision.Conditional(var when, var sites) ->
          "Conditional: "
              + asked
              + "\nit depends on\n"
              + lines(when)
              + sites(sites, "this statement has a part in it");
    };
  }

  private static String lines(List<String> when) {
    StringBuilder text = new StringBuilder();
    for (String condition : when) {
      text.append("  - ").append(Printable.text(condition)).append('\n');
    }
    return text.toString();
  }

  /** The layers that allow nothing; every level of the organization is the same layer here. */
  private static String silent(List<Site> allowing, Set<Layer> layers) {
    Set<Layer> silent = new TreeSet<>(layers);
    for (Site site : allowing) {
      silent.remove(site.layer());
    }
    if (silent.isEmpty()) {
      // Several levels are one layer: another level than that of the statements says nothing.
      return "a level of service control policies";
    }
    StringBuilder text = new StringBuilder();
    for (Layer layer : silent) {
      text.append(text.isEmpty() ? "" : " or of ").append(documents(layer));
    }
    return text.toString();
  }

  private static String documents(Layer layer) {
    return switch (layer) {
      case IDENTITY -> "the identity policies";
      case BOUNDARY -> "the permissions boundary";
      case SCP -> "a level of service control policies";
    };
  }

  private String witnesses(List<Witness> witnesses, String verb) {
    StringBuilder text = new StringBuilder();
    for (Witness witness : witnesses) {
      text.append(sites(witness.allowedBy(), verb + witness.text(names::of)));
    }
    return text.toString();
  }

  private String doubts(List<Doubt> doubts) {
    StringBuilder text = new StringBuilder();
    for (Doubt doubt : doubts) {
      text.append(
          doubt.where().isEmpty()
              ? "undecided: " + Printable.text(doubt.what()) + "\n"
              : sites(doubt.where(), "undecided: " + doubt.what()));
    }
    return text.toString();
  }

  private String sites(List<Site> sites, String what) {
    StringBuilder text = new StringBuilder();
    for (Site site : sites) {
      Location at = site.statement().location();
      text.append(Printable.text(at.file())).append(':').append(at.line());
      text.append(':').append(at.column()).append(": ").append(Printable.text(what));
      text.append(" [").append(site.layer().word());
      site.statement()
          .sid()
          .map(Located::value)
          .ifPresent(sid -> text.append(' ').append(Printable.text(sid)));
      text.append("]\n").append(TextReport.excerpt(at, texts));
    }
    return text.toString();
  }
}
