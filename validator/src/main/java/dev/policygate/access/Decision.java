package dev.policygate.access;

import java.util.List;

/**
 * What the documents say to a request. Resource policies, RCPs and session policies are not asked,
 * so within one account {@link ImplicitlyDenied} is not always the last word.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html">IAM
 *     User Guide, policy evaluation logic</a>
 */
public sealed interface Decision {

  /** The statements that decided; none when it is their absence that did. */
  List<Site> decidedBy();

  /** Every layer allows it, and nothing denies it. */
  record Allowed(List<Site> decidedBy) implements Decision {
    public Allowed {
      decidedBy = List.copyOf(decidedBy);
    }
  }

  /** A statement denies it. */
  record ExplicitlyDenied(List<Site> decidedBy) implements Decision {
    public ExplicitlyDenied {
      decidedBy = List.copyOf(decidedBy);
    }
  }

  /**
   * A layer does not allow it.
   *
   * @param decidedBy the statements of other layers that would have
   */
  record ImplicitlyDenied(List<Site> decidedBy) implements Decision {
    public ImplicitlyDenied {
      decidedBy = List.copyOf(decidedBy);
    }
  }

  /**
   * It depends on what is not known of the request.
   *
   * @param when what must hold for it to be allowed, a sentence for each statement that matters
   */
  record Conditional(List<String> when, List<Site> decidedBy) implements Decision {
    public Conditional {
      when = List.copyOf(when);
      decidedBy = List.copyOf(decidedBy);
    }
  }
}
