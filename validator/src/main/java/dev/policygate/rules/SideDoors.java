package dev.policygate.rules;

import dev.policygate.access.Question;
import dev.policygate.access.Question.Assumption;
import dev.policygate.finding.Located;
import dev.policygate.guardrail.SealedPolicy;
import dev.policygate.policy.Condition;
import dev.policygate.policy.Policy;
import dev.policygate.policy.Statement;
import dev.policygate.reach.Grant;
import dev.policygate.reach.Power;
import dev.policygate.reach.Reach;
import dev.policygate.validation.Subject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Asks whether identities can be changed past the gate: by anybody, for anybody, in any context,
 * save the ways in which it may be.
 */
final class SideDoors implements PowersAtLarge.Asked {

  /** What changes identities. */
  static final Set<Power> POWERS =
      Set.of(
          Power.BOUNDARY,
          Power.CREDENTIALS,
          Power.IDENTITIES,
          Power.PERMISSIONS,
          Power.PRINCIPALS,
          Power.TRUST);

  private static final List<String> EVERYTHING = List.of("*");

  /** Nobody can set a version of these, so allowing it allows nothing. */
  private static final List<String> OF_AWS = List.of("arn:*:iam::aws:policy/*");

  /** What may be bound by the policy that it attaches. */
  static final Set<String> BOUND_BY_POLICY_ARN =
      Set.of(
          "iam:AttachGroupPolicy",
          "iam:AttachRolePolicy",
          "iam:AttachUserPolicy",
          "iam:DetachGroupPolicy",
          "iam:DetachRolePolicy",
          "iam:DetachUserPolicy");

  private static final Set<String> BOUND_BY_BOUNDARY =
      Set.of(
          "iam:CreateRole",
          "iam:CreateUser",
          "iam:PutRolePermissionsBoundary",
          "iam:PutUserPermissionsBoundary");

  /** Credentials that a person keeps for himself. */
  private static final Set<String> OF_ONESELF =
      Set.of(
          "iam:ChangePassword",
          "iam:CreateAccessKey",
          "iam:CreateLoginProfile",
          "iam:CreateServiceSpecificCredential",
          "iam:DeactivateMFADevice",
          "iam:DeleteAccessKey",
          "iam:DeleteLoginProfile",
          "iam:DeleteServiceSpecificCredential",
          "iam:DeleteSigningCertificate",
          "iam:DeleteSSHPublicKey",
          "iam:DeleteVirtualMFADevice",
          "iam:EnableMFADevice",
          "iam:ResetServiceSpecificCredential",
          "iam:ResyncMFADevice",
          "iam:UpdateAccessKey",
          "iam:UpdateLoginProfile",
          "iam:UpdateServiceSpecificCredential",
          "iam:UpdateSigningCertificate",
          "iam:UpdateSSHPublicKey",
          "iam:UploadSigningCertificate",
          "iam:UploadSSHPublicKey");

  private static final String USERNAME = "aws:username";
  private static final String HOLDER = "holder-" + Reach.FRESH;

  private final Subject subject;
  private final List<String> attachable;
  private final List<String> boundaries;

  /**
   * Prepares to ask.
   *
   * @param attachable patterns of the policies that anybody may attach
   * @param boundaries patterns of the boundaries under which identities may be created; where there
   *     are none, the customer managed policies that the documents, as they would be created, and
   *     the holder's own boundary require
   */
  SideDoors(Subject subject, List<String> attachable, List<String> boundaries) {
    this.subject = subject;
    this.attachable = List.copyOf(attachable);
    this.boundaries = boundaries.isEmpty() ? requiredBoundaries(subject) : List.copyOf(boundaries);
  }

  /** Whether an action may be allowed for what is the holder's own. */
  static boolean isOfOneself(String action) {
    return OF_ONESELF.contains(action);
  }

  /** Whether an action may be allowed under a permissions boundary. */
  static boolean isBoundByBoundary(String action) {
    return BOUND_BY_BOUNDARY.contains(action);
  }

  /** Under which permissions boundaries identities may be created. */
  List<String> boundaries() {
    return boundaries;
  }

  /** What opens a side door, if an action does. */
  @Override
  public Optional<Grant> find(String action) {
    Question question = Question.of(List.of(action), EVERYTHING);
    if (BOUND_BY_POLICY_ARN.contains(action)) {
      question = question.assuming(List.of(Assumption.noneLike("iam:PolicyARN", attachable)));
    } else if (BOUND_BY_BOUNDARY.contains(action)) {
      question =
          question.assuming(List.of(Assumption.noneLike("iam:PermissionsBoundary", boundaries)));
    } else if (OF_ONESELF.contains(action)) {
      return ofOthers(action);
    } else if (action.startsWith("iam:") && action.contains("PolicyVersion")) {
      question = question.withoutResources(OF_AWS);
    }
    return subject.reach().anywhere(action, question);
  }

  /** Whether the action reaches the credentials of anybody but the holder. */
  private Optional<Grant> ofOthers(String action) {
    for (String name : holders()) {
      Optional<Grant> grant =
          subject
              .reach()
              .anywhere(
                  action,
                  Question.of(List.of(action), EVERYTHING)
                      .withoutResources(
                          List.of(
                              "arn:*:iam::*:user/" + name,
                              "arn:*:iam::*:user/*/" + name,
                              "arn:*:iam::*:mfa/" + name,
                              "arn:*:iam::*:mfa/*/" + name,
                              "arn:*:iam::*:mfa/" + name + "-*"))
                      .assuming(
                          List.of(new Assumption(USERNAME, false, true, false, List.of(name)))));
      if (grant.isPresent()) {
        return grant;
      }
    }
    // Roles have no user name.
    return subject
        .reach()
        .anywhere(
            action,
            Question.of(List.of(action), EVERYTHING)
                .assuming(List.of(Assumption.absentOr(USERNAME, List.of()))));
  }

  /** Names under which the holder may ask: any, and those that conditions mean. */
  private Set<String> holders() {
    Set<String> names = new TreeSet<>();
    names.add(HOLDER);
    for (Statement statement : subject.statements()) {
      for (Condition condition : statement.conditions()) {
        if (condition.foldedKey().equals(USERNAME)) {
          for (Located<String> value : condition.values()) {
            names.add(value.value().replace("*", Reach.FRESH).replace("?", "z"));
          }
        }
      }
    }
    return names;
  }

  /** Customer managed policies that conditions require as the boundary, each named in full. */
  private static List<String> requiredBoundaries(Subject subject) {
    List<String> required = new ArrayList<>();
    for (SealedPolicy document : subject.documents()) {
      addRequiredBoundaries(document.document(), required);
    }
    if (subject.boundary().isPresent()) {
      addRequiredBoundaries(subject.boundary().get(), required);
    }
    return required;
  }

  private static void addRequiredBoundaries(Policy document, List<String> required) {
    for (Statement statement : document.statements()) {
      for (Condition condition : statement.conditions()) {
        if (condition.foldedKey().equals("iam:permissionsboundary")) {
          for (Located<String> value : condition.values()) {
            if (isCustomerManaged(value.value()) && !required.contains(value.value())) {
              required.add(value.value());
            }
          }
        }
      }
    }
  }

  private static boolean isCustomerManaged(String arn) {
    String[] segments = arn.split(":", 6);
    return segments.length == 6
        && segments[2].equals("iam")
        && !segments[4].equals("aws")
        && segments[5].startsWith("policy/")
        && segments[5].indexOf('*') < 0
        && segments[5].indexOf('?') < 0;
  }
}
