package dev.policygate.local;

import java.util.Optional;

/** Who makes a call, as policies see it. */
public sealed interface Principal {

  /** How the principal is named in answers and messages: an ARN, or a service's name. */
  String arn();

  /** A principal that belongs to an account. */
  sealed interface Identity extends Principal {
    String accountId();

    /** What {@code aws:userid} holds. */
    String userId();
  }

  /**
   * An IAM user.
   *
   * @param id the unique id, {@code AIDA…}
   */
  record User(String accountId, String arn, String id, String name) implements Identity {
    @Override
    public String userId() {
      return id;
    }
  }

  /**
   * A session of a role.
   *
   * @param roleArn the role's ARN with its path, which is what {@code aws:PrincipalArn} holds
   * @param roleId the role's unique id, {@code AROA…}; a role created anew has another one
   */
  record RoleSession(
      String accountId,
      String roleArn,
      String roleId,
      String sessionName,
      Optional<String> sourceIdentity)
      implements Identity {

    @Override
    public String arn() {
      return "arn:aws:sts::%s:assumed-role/%s/%s".formatted(accountId, roleName(), sessionName);
    }

    @Override
    public String userId() {
      return roleId + ":" + sessionName;
    }

    /** The role's name without its path. */
    public String roleName() {
      return roleArn.substring(roleArn.lastIndexOf('/') + 1);
    }
  }

  /**
   * An AWS service that acts by itself, such as CodePipeline when it takes on a pipeline's role.
   *
   * @param name such as {@code codepipeline.amazonaws.com}
   */
  record AwsService(String name) implements Principal {
    @Override
    public String arn() {
      return name;
    }
  }
}
