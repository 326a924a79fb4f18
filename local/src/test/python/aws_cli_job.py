"""A whole job by the AWS CLI: uploads a bundle, waits for the pipeline, reads the policy.

Usage: aws_cli_job.py ENDPOINT BUCKET PIPELINE; credentials and Region come from the environment.
Prints what it found as JSON. The AWS CLI is that of the interpreter which runs this.
"""

import json
import pathlib
import subprocess
import sys
import tempfile
import time
import zipfile


class Aws:
    """Calls the AWS CLI and reads its JSON."""

    def __init__(self, endpoint):
        self.command = [sys.executable, "-m", "awscli", "--endpoint-url", endpoint]
        self.command += ["--output", "json"]

    def run(self, *arguments):
        return subprocess.run(
            self.command + list(arguments), capture_output=True, text=True, check=False
        )

    def __call__(self, *arguments):
        done = self.run(*arguments)
        if done.returncode != 0:
            sys.exit(f"aws {' '.join(arguments)}: {done.stderr}")
        return json.loads(done.stdout) if done.stdout.startswith("{") else done.stdout


def execution_of(aws, pipeline, version, deadline):
    """Waits for the execution of one upload to end, and returns it."""
    while time.monotonic() < deadline:
        listed = aws("codepipeline", "list-pipeline-executions", "--pipeline-name", pipeline)
        for execution in listed["pipelineExecutionSummaries"]:
            revisions = [r["revisionId"] for r in execution.get("sourceRevisions", [])]
            if version in revisions and execution["status"] != "InProgress":
                return execution
        time.sleep(0.1)
    sys.exit("the execution did not end in time")


def main(endpoint, bucket, pipeline):
    aws = Aws(endpoint)
    with tempfile.TemporaryDirectory() as folder:
        bundle = pathlib.Path(folder, "policy.zip")
        with zipfile.ZipFile(bundle, "w") as archive:
            archive.writestr("policy.json", '{"Version": "2012-10-17", "Statement": []}')
            archive.writestr("metadata.json", '{"PolicyName": "FromTheCli"}')
        aws("s3", "cp", str(bundle), f"s3://{bucket}/policy.zip")
        again = pathlib.Path(folder, "again.zip")
        aws("s3", "cp", f"s3://{bucket}/policy.zip", str(again))
        assert again.read_bytes() == bundle.read_bytes()
    listing = aws("s3", "ls", f"s3://{bucket}/")
    assert listing.rstrip().endswith("policy.zip"), listing
    version = aws("s3api", "head-object", "--bucket", bucket, "--key", "policy.zip")["VersionId"]

    execution = execution_of(aws, pipeline, version, time.monotonic() + 120)
    actions = aws(
        "codepipeline",
        "list-action-executions",
        "--pipeline-name",
        pipeline,
        "--filter",
        "pipelineExecutionId=" + execution["pipelineExecutionId"],
    )["actionExecutionDetails"]
    output = actions[0]["output"]
    arn = output["outputVariables"]["PolicyArn"]

    policy = aws("iam", "get-policy", "--policy-arn", arn)["Policy"]
    document = aws(
        "iam",
        "get-policy-version",
        "--policy-arn",
        arn,
        "--version-id",
        policy["DefaultVersionId"],
    )
    missing = aws.run("iam", "get-policy", "--policy-arn", arn + "Missing").stderr
    print(
        json.dumps(
            {
                "account": aws("sts", "get-caller-identity")["Account"],
                "status": execution["status"],
                "summary": output["executionResult"]["externalExecutionSummary"],
                "policy": arn,
                "tags": policy["Tags"],
                "document": document["PolicyVersion"]["Document"],
                "missing": "NoSuchEntity" if "(NoSuchEntity)" in missing else missing,
            },
            sort_keys=True,
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
