package dev.policygate.reach;

import dev.policygate.access.NamePattern;
import java.util.List;
import java.util.Set;

/**
 * Which condition keys narrow what is granted, and which do not: because the holder fulfils them as
 * he likes, or because they are true of nearly every request of the account.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html">IAM
 *     User Guide, global condition keys</a>
 */
final class NarrowingKeys {

  /** What a condition on a key does to what is granted. */
  enum Effect {
    /** Nothing: it is fulfilled by whom it matters to. */
    NONE,
    /** It narrows to what has a tag, unless the holder can set that tag. */
    TAG,
    /** It narrows. */
    NARROWS
  }

  /** Global keys about the service that calls in the holder's name. */
  private static final Set<String> ABOUT_THE_CALLING_SERVICE =
      Set.of(
          "aws:calledvia",
          "aws:calledviafirst",
          "aws:calledvialast",
          "aws:principalisawsservice",
          "aws:principalservicename",
          "aws:principalservicenameslist",
          "aws:sourceaccount",
          "aws:sourcearn",
          "aws:sourceorgid",
          "aws:sourceorgpaths",
          "aws:viaawsservice");

  /** Keys of services about how something is asked for, not about what it is done to. */
  private static final List<String> ABOUT_THE_REQUEST =
      List.of(
          "*:region",
          "dynamodb:enclosingoperation",
          "dynamodb:fulltablescan",
          "dynamodb:returnconsumedcapacity",
          "dynamodb:returnvalues",
          "dynamodb:select",
          "ec2:attribute*",
          "ec2:availabilityzone*",
          "ec2:cpuoptions*",
          "ec2:ebsoptimized",
          "ec2:encrypted",
          "ec2:instanceautorecovery",
          "ec2:instancebandwidth*",
          "ec2:instancemarkettype",
          "ec2:instancetype",
          "ec2:islaunchtemplateresource",
          "ec2:ispublic*",
          "ec2:metadata*",
          "ec2:owner",
          "ec2:placementgroup*",
          "ec2:productcode",
          "ec2:roledelivery",
          "ec2:rootdevicetype",
          "ec2:sourceinstancearn",
          "ec2:tenancy",
          "ec2:volume*",
          "ec2:vpc",
          "ecs:capacity-provider",
          "ecs:enable-*",
          "ecs:task-cpu",
          "ecs:task-memory",
          "kms:bypasspolicylockoutsafetycheck",
          "kms:calleraccount",
          "kms:encryptionalgorithm",
          "kms:keyorigin",
          "kms:keyspec",
          "kms:keyusage",
          "kms:messagetype",
          "kms:multiregion*",
          "kms:signingalgorithm",
          "lambda:functionurlauthtype",
          "lambda:invokedviafunctionurl",
          "rds:databaseclass",
          "rds:databaseengine",
          "rds:manage*",
          "rds:multiaz",
          "rds:piops",
          "rds:storage*",
          "rds:vpc",
          "s3:authtype",
          "s3:dataaccesspointaccount",
          "s3:delimiter",
          "s3:if-*",
          "s3:locationconstraint",
          "s3:max-keys",
          "s3:object-lock-*",
          "s3:resourceaccount",
          "s3:signature*",
          "s3:tlsversion",
          "s3:x-amz-*",
          "s3express:authtype",
          "s3express:resourceaccount",
          "s3express:sessionmode",
          "s3express:signature*",
          "s3express:tlsversion",
          "s3express:x-amz-*",
          "secretsmanager:addreplicaregions",
          "secretsmanager:blockpublicpolicy",
          "secretsmanager:forcedeletewithoutrecovery",
          "secretsmanager:forceoverwritereplicasecret",
          "secretsmanager:recoverywindowindays",
          "secretsmanager:versionstage",
          "ssm:overwrite",
          "ssm:recursive",
          "ssm:sessiondocumentaccesscheck",
          "sts:externalid",
          "sts:rolesessionname",
          "sts:sourceidentity",
          "sts:transitivetagkeys");

  /** How keys start that identity providers vouch for. */
  private static final List<String> IDENTITY_PROVIDERS =
      List.of(
          "accounts.google.com:",
          "cognito-identity.amazonaws.com:",
          "ec2:sourceinstance",
          "graph.facebook.com:",
          "identitystore:",
          "saml:",
          "www.amazon.com:");

  /** What is the holder's own: it has nothing in common with a fresh name. */
  static final String HOLDER = "h0ld3r";

  /** Resources that are the holder's own, whatever else they are called. */
  static final List<String> OF_HOLDER = List.of("arn:*:*:*:*:*" + HOLDER + "*");

  private NarrowingKeys() {}

  /**
   * What a condition on a key does.
   *
   * @param key in lower case
   */
  static Effect effectOf(String key) {
    if (key.startsWith("aws:resourcetag/")
        || key.contains(":resourcetag/")
        || key.startsWith("s3:existingobjecttag/")) {
      return Effect.TAG;
    }
    if (key.startsWith("aws:")) {
      return ABOUT_THE_CALLING_SERVICE.contains(key) ? Effect.NARROWS : Effect.NONE;
    }
    return isAboutTheRequest(key) ? Effect.NONE : Effect.NARROWS;
  }

  private static boolean isAboutTheRequest(String key) {
    String service = key.substring(0, key.indexOf(':') + 1);
    for (String pattern : ABOUT_THE_REQUEST) {
      boolean mayBeMeant = pattern.startsWith(service) || pattern.startsWith("*");
      if (mayBeMeant && NamePattern.of(pattern).matches(key)) {
        return true;
      }
    }
    return false;
  }

  /**
   * The value of a variable in a request that is to show what is at large: what the holder chooses
   * is what he wants it to be, what he is like is nobody else's.
   *
   * @param key in lower case
   */
  static String standsFor(String key) {
    return switch (key) {
      case "aws:principalaccount", "aws:resourceaccount", "aws:sourceaccount" -> Probes.ACCOUNT;
      case "aws:requestedregion" -> Probes.REGION;
      default -> isOfHolder(key) ? HOLDER : Reach.FRESH;
    };
  }

  /** Whether a key says who the holder is, which he cannot choose. */
  private static boolean isOfHolder(String key) {
    return key.startsWith("aws:principal")
        || key.startsWith("aws:federated")
        || key.startsWith("aws:source")
        || key.startsWith("aws:ec2instance")
        || key.equals("aws:userid")
        || key.equals("aws:username")
        || isOfIdentityProvider(key);
  }

  private static boolean isOfIdentityProvider(String key) {
    for (String start : IDENTITY_PROVIDERS) {
      if (key.startsWith(start)) {
        return true;
      }
    }
    return false;
  }

  /** Values that nobody means: with them, a condition that narrows is not fulfilled. */
  static List<String> aliens() {
    return List.of(
        Reach.FRESH,
        "alias/" + Reach.FRESH,
        "false",
        "arn:aws:" + Reach.FRESH + ":::" + Reach.FRESH,
        "arn:aws:iam::999999999999:role/" + Reach.FRESH,
        Reach.FRESH + ".amazonaws.com");
  }
}
