"""A whole job by boto3: uploads a bundle, waits for the pipeline, reads the policy.

Usage: boto3_job.py ENDPOINT BUCKET PIPELINE; credentials and Region come from the environment.
Prints what it found as JSON.
"""

import io
import json
import sys
import time
import zipfile

import boto3


def bundle():
    """Returns policy.zip with its two entries."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("policy.json", '{"Version": "2012-10-17", "Statement": []}')
        archive.writestr("metadata.json", '{"PolicyName": "FromBoto3"}')
    return out.getvalue()


def execution_of(codepipeline, pipeline, version, deadline):
    """Waits for the execution of one upload to end, and returns it."""
    while time.monotonic() < deadline:
        summaries = codepipeline.list_pipeline_executions(pipelineName=pipeline)
        for execution in summaries["pipelineExecutionSummaries"]:
            revisions = [r["revisionId"] for r in execution.get("sourceRevisions", [])]
            if version in revisions and execution["status"] != "InProgress":
                return execution
        time.sleep(0.1)
    sys.exit("the execution did not end in time")


def main(endpoint, bucket, pipeline):
    def client(service):
        return boto3.client(service, endpoint_url=endpoint)

    s3, iam, codepipeline = client("s3"), client("iam"), client("codepipeline")
    archive = bundle()
    put = s3.put_object(Bucket=bucket, Key="policy.zip", Body=archive)
    version = put["VersionId"]
    assert s3.get_object(Bucket=bucket, Key="policy.zip")["Body"].read() == archive

    execution = execution_of(codepipeline, pipeline, version, time.monotonic() + 60)
    actions = codepipeline.list_action_executions(
        pipelineName=pipeline,
        filter={"pipelineExecutionId": execution["pipelineExecutionId"]},
    )["actionExecutionDetails"]
    output = actions[0]["output"]
    arn = output["outputVariables"]["PolicyArn"]

    policy = iam.get_policy(PolicyArn=arn)["Policy"]
    document = iam.get_policy_version(PolicyArn=arn, VersionId=policy["DefaultVersionId"])
    try:
        iam.get_policy(PolicyArn=arn + "Missing")
        missing = None
    except iam.exceptions.NoSuchEntityException as e:
        missing = e.response["Error"]["Code"]
    print(
        json.dumps(
            {
                "account": client("sts").get_caller_identity()["Account"],
                "status": execution["status"],
                "summary": output["executionResult"]["externalExecutionSummary"],
                "policy": arn,
                "tags": policy["Tags"],
                "document": document["PolicyVersion"]["Document"],
                "missing": missing,
            },
            sort_keys=True,
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
