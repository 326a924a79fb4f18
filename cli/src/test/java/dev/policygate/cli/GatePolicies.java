package dev.policygate.cli;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.iam.model.Policy;
import software.amazon.awssdk.services.iam.model.PolicyVersion;
import software.amazon.awssdk.services.iam.model.Tag;

/** The gate's policies in the sandbox, as its administrator sees them. */
record GatePolicies(IamClient iam) {

  static String arn(String name) {
    return "arn:aws:iam::%s:policy/policy-gate/%s".formatted(Scene.SANDBOX, name);
  }

  Policy policy(String name) {
    return iam.getPolicy(request -> request.policyArn(arn(name))).policy();
  }

  boolean has(String name) {
    try {
      policy(name);
      return true;
    } catch (NoSuchEntityException e) {
      return false;
    }
  }

  /** The text of its default version. */
  String document(String name) {
    String document =
        iam.getPolicyVersion(
                request -> request.policyArn(arn(name)).versionId(policy(name).defaultVersionId()))
            .policyVersion()
            .document();
    // LocalStack does not encode it; AWS and the embedded one do.
    return document.startsWith("{")
        ? document
        : URLDecoder.decode(document.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Its versions, the oldest first. */
  List<String> versions(String name) {
    return iam.listPolicyVersions(request -> request.policyArn(arn(name))).versions().stream()
        .map(PolicyVersion::versionId)
        .sorted()
        .toList();
  }

  /** What a tag of it says; nothing where there is none. */
  String tag(String name, String key) {
    return policy(name).tags().stream()
        .filter(tag -> tag.key().equals(key))
        .map(Tag::value)
        .findFirst()
        .orElse("");
  }

  /** Makes a policy of the gate's that has as many versions as there may be. */
  void putFiveVersions(String name) {
    String first = Bundles.statement("", "ec2:Describe1");
    Tag managed = Tag.builder().key("policy-gate:managed").value("true").build();
    iam.createPolicy(
        request ->
            request.path("/policy-gate/").policyName(name).policyDocument(first).tags(managed));
    for (int version = 2; version <= 5; version++) {
      String document = Bundles.statement("", "ec2:Describe" + version);
      iam.createPolicyVersion(
          request -> request.policyArn(arn(name)).policyDocument(document).setAsDefault(true));
    }
  }
}
