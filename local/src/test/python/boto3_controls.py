"""Holds executions up by boto3, and holds every answer of CodePipeline against botocore's service model.

Usage: boto3_controls.py ENDPOINT BUCKET PIPELINE; credentials and Region come from the environment.
Prints what it found as JSON.
"""

import json
import sys
import time

import boto3

SCALARS = {
    "string": str,
    "boolean": bool,
    "integer": int,
    "timestamp": (int, float),
}


def misfits(shape, value, path):
    """Yields where an answer has what its shape has not."""
    if shape is None:
        yield from ([] if value == {} else [f"{path}: an answer without a shape"])
    elif shape.type_name == "structure":
        for name, member in value.items():
            if name in shape.members:
                yield from misfits(shape.members[name], member, f"{path}.{name}")
            else:
                yield f"{path}.{name}: unknown"
    elif shape.type_name == "list":
        for item in value:
            yield from misfits(shape.member, item, f"{path}[]")
    elif shape.type_name == "map":
        for item in value.values():
            yield from misfits(shape.value, item, f"{path}{{}}")
    elif not isinstance(value, SCALARS[shape.type_name]):
        yield f"{path}: {value!r} is no {shape.type_name}"
    elif getattr(shape, "enum", None) and value not in shape.enum:
        yield f"{path}: {value!r} is none of {shape.enum}"


def eventually(look):
    """Waits until a look finds something, and returns it."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        time.sleep(0.1)
    sys.exit("it did not happen in time")


def main(endpoint, bucket, pipeline):
    s3 = boto3.client("s3", endpoint_url=endpoint)
    codepipeline = boto3.client("codepipeline", endpoint_url=endpoint)
    found, calls = [], set()

    def check(http_response, model, **_):
        calls.add(model.name)
        body = json.loads(http_response.content or b"{}")
        found.extend(misfits(model.output_shape, body, model.name))

    codepipeline.meta.events.register("after-call.codepipeline", check)

    def executions():
        answer = codepipeline.list_pipeline_executions(pipelineName=pipeline)
        return answer["pipelineExecutionSummaries"]

    def stages():
        return codepipeline.get_pipeline_state(name=pipeline)["stageStates"]

    def source_is_done():
        states = stages()[0]["actionStates"][0]
        return states.get("latestExecution", {}).get("status") == "Succeeded"

    def ended(status):
        return executions()[0]["status"] == status and executions()[0]

    transition = {"pipelineName": pipeline, "stageName": "Invoke", "transitionType": "Inbound"}
    codepipeline.get_pipeline(name=pipeline)
    codepipeline.disable_stage_transition(**transition, reason="audit until 5")
    s3.put_object(Bucket=bucket, Key="policy.zip", Body=b"metadata.json")
    eventually(source_is_done)
    closed = stages()[1]["inboundTransitionState"]
    codepipeline.stop_pipeline_execution(
        pipelineName=pipeline,
        pipelineExecutionId=executions()[0]["pipelineExecutionId"],
        reason="not now",
    )
    stopped = eventually(lambda: ended("Stopped"))
    codepipeline.enable_stage_transition(**transition)
    s3.put_object(Bucket=bucket, Key="policy.zip", Body=b"metadata.json")
    succeeded = eventually(lambda: ended("Succeeded"))
    identity = {"pipelineName": pipeline, "pipelineExecutionId": succeeded["pipelineExecutionId"]}
    codepipeline.get_pipeline_execution(**identity)
    codepipeline.list_action_executions(pipelineName=pipeline)
    print(
        json.dumps(
            {
                "calls": len(calls),
                "closed": [closed["enabled"], closed["disabledReason"]],
                "misfits": found,
                "stopped": stopped["stopTrigger"]["reason"],
            },
            sort_keys=True,
        )
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
