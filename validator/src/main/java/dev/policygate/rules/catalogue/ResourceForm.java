package dev.policygate.rules.catalogue;

import dev.policygate.access.Patterns;
import dev.policygate.catalog.ArnTemplate;
import dev.policygate.policy.ArnPattern;

/**
 * The form of an ARN, cut into its fields once.
 *
 * @param service as ARNs spell it; a variable where it varies
 * @param region a variable, a fixed one, or nothing
 * @param account a variable, a fixed word, or nothing
 * @param resource the last field, with a star for each variable
 * @param prefix what the last field begins with before its first variable
 */
record ResourceForm(
    ArnTemplate template,
    String service,
    String region,
    String account,
    String resource,
    String prefix) {

  /** The one name that stands for text without a slash. */
  private static final String BUCKET = "${BucketName}";

  static ResourceForm of(ArnTemplate template) {
    return new ResourceForm(
        template,
        template.service(),
        template.region(),
        template.account(),
        template.resourcePattern(),
        template.resourcePrefix());
  }

  /**
   * Whether the ARN may be of this form, field by field; a name is any text, but for a bucket's.
   */
  boolean meets(ArnPattern arn) {
    return meetsField(service, arn.service())
        && meetsResource(arn)
        && meetsField(region, arn.region())
        && (meetsField(account, arn.account()) || isOfAws(arn));
  }

  /** Whether the last fields meet. */
  boolean meetsResource(ArnPattern arn) {
    String written = arn.resource();
    if (prefix.isEmpty() && template.resource().equals(BUCKET)) {
      return written.indexOf('/') < 0;
    }
    for (int i = 0; i < prefix.length(); i++) {
      char c = i < written.length() ? written.charAt(i) : 0;
      if (c == '*' || c == '?') {
        return Patterns.meet(resource, written);
      }
      if (c != prefix.charAt(i)) {
        return false;
      }
    }
    return Patterns.meet(resource, written);
  }

  /** Whether ARNs of a service can have this form. */
  boolean isOfService(String name) {
    return service.startsWith("$") || service.equalsIgnoreCase(name);
  }

  /**
   * Parameters and documents that AWS itself publishes are of no account, and listed as if they
   * were of one.
   */
  private static boolean isOfAws(ArnPattern arn) {
    return arn.service().equals("ssm") && arn.account().isEmpty();
  }

  /** A variable of a form stands for some text, and never for none. */
  private static boolean meetsField(String form, String written) {
    if (form.startsWith("$")) {
      return !written.isEmpty();
    }
    return form.equals(written) || (ArnPattern.isOpen(written) && Patterns.meet(form, written));
  }
}
