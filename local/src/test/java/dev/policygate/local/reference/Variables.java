package dev.policygate.local.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values of policy variables.
 *
 * @param enabled whether the document's version has variables at all
 */
record Variables(Map<String, List<String>> context, boolean enabled) {
  private static final Pattern VARIABLE =
      Pattern.compile("\\$\\{\\s*(?<name>[^,}]+?)\\s*(?:,\\s*'(?<default>[^']*)'\\s*)?}");

  /** Says that a variable has neither a value nor a default. */
  static final class Unresolved extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** {@code text} with the values of its variables in their places. */
  Template template(String text) {
    if (!enabled) {
      return Template.literal(text);
    }
    List<Template.Part> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      Template.addWritten(parts, text.substring(end, matcher.start()));
      Template.addMeant(parts, value(matcher));
      end = matcher.end();
    }
    Template.addWritten(parts, text.substring(end));
    return new Template(parts);
  }

  private String value(Matcher matcher) {
    String name = matcher.group("name");
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return name;
    }
    List<String> values = context.get(name);
    // A key with several values is no variable.
    if (values != null && values.size() == 1) {
      return values.getFirst();
    }
    String otherwise = matcher.group("default");
    if (otherwise == null) {
      throw new Unresolved();
    }
    return otherwise;
  }
}
