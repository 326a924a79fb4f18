package dev.policygate.lambda.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreatePolicyRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyResponse;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.CreatePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.DeletePolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyResponse;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionRequest;
import software.amazon.awssdk.services.iam.model.GetPolicyVersionResponse;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsRequest;
import software.amazon.awssdk.services.iam.model.ListPolicyVersionsResponse;
import software.amazon.awssdk.services.iam.model.TagPolicyRequest;
import software.amazon.awssdk.services.iam.model.TagPolicyResponse;

/** IAM with one policy of one document, or with an error for every call. */
final class FakeIam implements IamClient {

  /** What every call ends with. */
  Optional<SdkException> error = Optional.empty();

  /** The text of the policy's default version, as IAM would answer it. */
  String document = "%7B%7D";

  GetPolicyResponse policy =
      GetPolicyResponse.builder().policy(policy -> policy.defaultVersionId("v3")).build();
  ListPolicyVersionsResponse versions = ListPolicyVersionsResponse.builder().build();
  final List<String> calls = new ArrayList<>();

  private <T> T answer(String call, T response) {
    calls.add(call);
    error.ifPresent(
        thrown -> {
          throw thrown;
        });
    return response;
  }

  @Override
  public GetPolicyResponse getPolicy(GetPolicyRequest request) {
    return answer("GetPolicy " + request.policyArn(), policy);
  }

  @Override
  public GetPolicyVersionResponse getPolicyVersion(GetPolicyVersionRequest request) {
    return answer(
        "GetPolicyVersion " + request.versionId(),
        GetPolicyVersionResponse.builder()
            .policyVersion(version -> version.document(document))
            .build());
  }

  @Override
  public ListPolicyVersionsResponse listPolicyVersions(ListPolicyVersionsRequest request) {
    return answer("ListPolicyVersions", versions);
  }

  @Override
  public CreatePolicyResponse createPolicy(CreatePolicyRequest request) {
    return answer("CreatePolicy", CreatePolicyResponse.builder().build());
  }

  @Override
  public CreatePolicyVersionResponse createPolicyVersion(CreatePolicyVersionRequest request) {
    return answer(
        "CreatePolicyVersion",
        CreatePolicyVersionResponse.builder()
            .policyVersion(version -> version.versionId("v4"))
            .build());
  }

  @Override
  public DeletePolicyVersionResponse deletePolicyVersion(DeletePolicyVersionRequest request) {
    return answer("DeletePolicyVersion", DeletePolicyVersionResponse.builder().build());
  }

  @Override
  public TagPolicyResponse tagPolicy(TagPolicyRequest request) {
    return answer("TagPolicy", TagPolicyResponse.builder().build());
  }

  @Override
  public String serviceName() {
    return "iam";
  }

  @Override
  public void close() {}
}
