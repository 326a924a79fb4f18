package dev.policygate.policy;

import dev.policygate.finding.Located;
import dev.policygate.finding.Location;
import java.util.List;

/** Which resources a statement speaks of. */
public sealed interface ResourceElement {

  /** At least one; a string in the document is a list of one. */
  List<Located<ResourcePattern>> patterns();

  /** Where the element's name stands. */
  Location location();

  /** The element's name in a document. */
  String name();

  /** The resources that match one of the patterns. */
  record Resource(List<Located<ResourcePattern>> patterns, Location location)
      implements ResourceElement {
    public Resource {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
      return "Resource";
    }
  }

  /** Every resource but those that match one of the patterns. */
  record NotResource(List<Located<ResourcePattern>> patterns, Location location)
      implements ResourceElement {
    public NotResource {
      patterns = List.copyOf(patterns);
    }

    @Override
    public String name() {
      return "NotResource";
    }
  }
}
