"""Prints what the services of an emulator hold for accounts, as JSON; what its CloudFormation says is asked only for types.

usage: accounts.py ENDPOINT ACCOUNT...

{"blueprint": {"keys", "roles", "buckets"}, "policies": {ACCOUNT: {ARN: DOCUMENT}}, "parameters": {ACCOUNT: {NAME: VALUE}},
 "watch": {ACCOUNT: {"alarms", "rules", "topics"}}, "types": {ACCOUNT: {STACK: [TYPE]}}, "enabledKeys": {ACCOUNT: [ARN]}}

Alarms and rules by their names, topics by their ARNs, with the properties that they have in a template.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

ALARM = (
    "AlarmName", "AlarmDescription", "Namespace", "MetricName", "Dimensions", "Statistic", "Period", "EvaluationPeriods",
    "Threshold", "ComparisonOperator", "TreatMissingData", "AlarmActions",
)  # fmt: skip
RULE = ("Name", "Description", "EventPattern", "State")


class Account:
    def __init__(self, endpoint, account):
        self.session = boto3.Session(aws_access_key_id=account, aws_secret_access_key=account, region_name="us-east-1")
        self.endpoint = endpoint

    def client(self, service):
        return self.session.client(service, endpoint_url=self.endpoint)

    def every(self, service, operation, member, **arguments):
        for page in self.client(service).get_paginator(operation).paginate(**arguments):
            yield from page[member]

    def keys(self):
        kms = self.client("kms")
        for alias in self.every("kms", "list_aliases", "Aliases"):
            name = alias["AliasName"].removeprefix("alias/")
            if not name.startswith("aws/"):
                key = alias["TargetKeyId"]
                rotates = kms.get_key_rotation_status(KeyId=key)["KeyRotationEnabled"]
                arn = kms.describe_key(KeyId=key)["KeyMetadata"]["Arn"]
                policy = kms.get_key_policy(KeyId=key, PolicyName="default")["Policy"]
                yield name, arn, rotates, json.loads(policy)

    def enabled_keys(self):
        kms = self.client("kms")
        for key in self.every("kms", "list_keys", "Keys"):
            found = kms.describe_key(KeyId=key["KeyId"])["KeyMetadata"]
            if found["KeyState"] == "Enabled":
                yield found["Arn"]

    def roles(self):
        iam = self.client("iam")
        for role in self.every("iam", "list_roles", "Roles"):
            name = role["RoleName"]
            policies = {
                policy: iam.get_role_policy(RoleName=name, PolicyName=policy)["PolicyDocument"]
                for policy in self.every("iam", "list_role_policies", "PolicyNames", RoleName=name)
            }
            yield name, {"trust": role["AssumeRolePolicyDocument"], "policies": policies}

    def buckets(self):
        s3 = self.client("s3")
        for bucket in s3.list_buckets()["Buckets"]:
            name = bucket["Name"]
            rules = s3.get_bucket_encryption(Bucket=name)["ServerSideEncryptionConfiguration"]["Rules"]
            key = rules[0]["ApplyServerSideEncryptionByDefault"].get("KMSMasterKeyID")
            content = {"key": key} if key else {}
            if s3.get_bucket_versioning(Bucket=name).get("Status") != "Enabled":
                content["versioning"] = "missing"
            block = s3.get_public_access_block(Bucket=name)["PublicAccessBlockConfiguration"]
            if len(block) != 4 or not all(block.values()):
                content["publicAccessBlock"] = "not whole"
            if "EventBridgeConfiguration" in s3.get_bucket_notification_configuration(Bucket=name):
                content["eventBridge"] = True
            try:
                content["policy"] = json.loads(s3.get_bucket_policy(Bucket=name)["Policy"])
            except ClientError as e:
                if e.response["Error"]["Code"] != "NoSuchBucketPolicy":
                    raise
            yield name, content

    def policies(self):
        iam = self.client("iam")
        for policy in self.every("iam", "list_policies", "Policies", Scope="Local"):
            version = iam.get_policy_version(PolicyArn=policy["Arn"], VersionId=policy["DefaultVersionId"])
            yield policy["Arn"], version["PolicyVersion"]["Document"]

    def parameters(self):
        for parameter in self.every("ssm", "get_parameters_by_path", "Parameters", Path="/", Recursive=True):
            yield parameter["Name"], parameter["Value"]

    def alarms(self):
        for alarm in self.every("cloudwatch", "describe_alarms", "MetricAlarms"):
            properties = {name: alarm[name] for name in ALARM if alarm[name] != []}
            yield alarm["AlarmName"], properties | {"Threshold": int(alarm["Threshold"])}

    def rules(self):
        for rule in self.every("events", "list_rules", "Rules"):
            properties = {name: rule[name] for name in RULE} | {"EventPattern": json.loads(rule["EventPattern"])}
            properties["Targets"] = list(self.every("events", "list_targets_by_rule", "Targets", Rule=rule["Name"]))
            yield rule["Name"], properties

    def topics(self):
        sns = self.client("sns")
        for topic in self.every("sns", "list_topics", "Topics"):
            attributes = sns.get_topic_attributes(TopicArn=topic["TopicArn"])["Attributes"]
            yield topic["TopicArn"], {
                "KmsMasterKeyId": attributes["KmsMasterKeyId"],
                "PolicyDocument": json.loads(attributes["Policy"]),
                "Subscriptions": [
                    [each["Protocol"], each["Endpoint"]]
                    for each in self.every(
                        "sns", "list_subscriptions_by_topic", "Subscriptions", TopicArn=topic["TopicArn"]
                    )
                ],
            }

    def watch(self):
        return {"alarms": dict(self.alarms()), "rules": dict(self.rules()), "topics": dict(self.topics())}

    def types(self):
        for stack in self.every("cloudformation", "describe_stacks", "Stacks"):
            name = stack["StackName"]
            if stack["StackStatus"] == "DELETE_COMPLETE":
                continue
            resources = self.every("cloudformation", "list_stack_resources", "StackResourceSummaries", StackName=name)
            yield name, sorted({resource["ResourceType"] for resource in resources})


def main(endpoint, *ids):
    accounts = {account: Account(endpoint, account) for account in ids}
    keys = {account: list(each.keys()) for account, each in accounts.items()}
    blueprint = {
        "keys": {account: {name: policy for name, _, _, policy in found} for account, found in keys.items()},
        "roles": {account: dict(each.roles()) for account, each in accounts.items()},
        "buckets": {account: dict(each.buckets()) for account, each in accounts.items()},
    }
    text = json.dumps({"blueprint": blueprint, "watch": {account: each.watch() for account, each in accounts.items()}})
    for name, arn, rotates, _ in (key for found in keys.values() for key in found):
        if not rotates:
            sys.exit(f"the key {name} is not rotated")
        text = text.replace(arn, "${" + name + "}")
    answer = {
        **json.loads(text),
        "policies": {account: dict(each.policies()) for account, each in accounts.items()},
        "parameters": {account: dict(each.parameters()) for account, each in accounts.items()},
        "enabledKeys": {account: sorted(each.enabled_keys()) for account, each in accounts.items()},
        "types": {account: dict(each.types()) for account, each in accounts.items()},
    }
    print(json.dumps(answer))


if __name__ == "__main__":
    main(*sys.argv[1:])
