package dev.policygate.local.reference;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  /**
   * {@code text} with the values of its variables in their places. With a variable that has neither
   * a value nor a default, it matches nothing: "There is no equal or like value."
   */
  Template template(String text) {
    if (!enabled) {
      return Template.literal(text);
    }
    List<Template.Part> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(text);
    int end = 0;
    while (matcher.find()) {
      Template.addWritten(parts, text.substring(end, matcher.start()));
      Optional<String> value = value(matcher);
      if (value.isEmpty()) {
        return Template.NOTHING;
      }
      Template.addMeant(parts, value.get());
      end = matcher.end();
    }
    Template.addWritten(parts, text.substring(end));
    return new Template(parts, true);
  }

  private Optional<String> value(Matcher matcher) {
    String name = matcher.group("name");
    if (name.equals("*") || name.equals("?") || name.equals("$")) {
      return Optional.of(name);
    }
    List<String> values = context.get(name);
    // A key with several values is no variable.
    if (values != null && values.size() == 1) {
      return Optional.of(values.getFirst());
    }
    return Optional.ofNullable(matcher.group("default"));
  }
}
