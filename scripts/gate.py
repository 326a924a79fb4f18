"""What deploy, teardown and package have in common: the stacks, the AWS CLI, and how they speak."""

import json
import os
import pathlib
import re
import shlex
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
INFRA = ROOT / "infra"
FUNCTION = "PolicyChecker"
FAILURE_REPORTER = "PolicyCheckerFailureReporter"
ARTIFACT_BUCKET = "policy-gate-artifacts-{account}"
KEY_ALIAS = "alias/codepipeline-policy-crossaccounts"


class Refusal(Exception):
    """Something that the caller must mend first."""


class Failure(Exception):
    """AWS has not done what it was asked for."""


def say(text=""):
    print(text, flush=True)


def main(work):
    """Runs a script; a refusal ends it with status 2, whatever AWS does not do with 1."""
    try:
        work()
    except Refusal as e:
        status, words = 2, str(e)
    except Failure as e:
        status, words = 1, str(e)
    except subprocess.CalledProcessError as e:
        status, words = 1, (e.stderr or "").strip() or f"failed: {shlex.join(map(str, e.cmd))}"
    else:
        return
    print(f"{pathlib.Path(sys.argv[0]).name}: {words}", file=sys.stderr)
    sys.exit(status)


def shown(path):
    path = pathlib.Path(path).resolve()
    return str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)


def declared(template):
    """The names of a template's parameters."""
    section = re.search(r"^Parameters:\n((?:(?: .*)?\n)+)", template.read_text(encoding="utf-8"), re.M)
    return re.findall(r"^  (\w+):$", section[1], re.M) if section else []


def settings_of(words):
    """What --set says, by the names of parameters; a name that no template has is refused."""
    known = {name for template in INFRA.rglob("*.yaml") for name in declared(template)}
    settings = dict(word.partition("=")[::2] for word in words)
    for name in settings.keys() - known:
        raise Refusal(f"--set NAME=VALUE: no template has a parameter {name}")
    return settings


class Account:
    """An account, reached through a profile of the AWS CLI."""

    def __init__(self, profile, region, dry_run, settings):
        self.profile, self.region, self.dry_run, self.settings = profile, region, dry_run, settings
        caller = self.read("sts", "get-caller-identity")
        self.id, self.partition = caller["Account"], caller["Arn"].split(":")[1]

    def command(self, *words):
        words = (os.path.relpath(word) if isinstance(word, pathlib.Path) else str(word) for word in words)
        return ["aws", "--profile", self.profile, "--region", self.region, *words]

    def read(self, *words):
        """What a command that changes nothing answers; it runs in a dry run, too."""
        command = self.command(*words, "--output", "json")
        return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout or "{}")

    def change(self, *words):
        command = self.command(*words)
        if self.dry_run:
            say("  would run: " + shlex.join(command))
        else:
            subprocess.run(command, check=True, stdout=sys.stderr)

    def exists(self, *words):
        command = self.command(*words)
        return subprocess.run(command, capture_output=True).returncode == 0

    def stack(self, name):
        """What CloudFormation says of a stack; None when there is no such stack."""
        try:
            stack = self.read("cloudformation", "describe-stacks", "--stack-name", name)["Stacks"][0]
        except subprocess.CalledProcessError as e:
            if "does not exist" in e.stderr:
                return None
            raise
        return None if stack["StackStatus"] in ("DELETE_COMPLETE", "REVIEW_IN_PROGRESS") else stack

    def output(self, stack, name):
        for each in (self.stack(stack) or {}).get("Outputs", []):
            if each["OutputKey"] == name:
                return each["OutputValue"]
        if self.dry_run:
            return f"<{name} of {stack}>"
        raise Refusal(f"{name} comes from the stack {stack} in {self.id}, which is not there or incomplete; deploy it first")

    def deploy(self, stack, template, **parameters):
        say(f"{stack} in {self.id}, from {shown(template)}")
        found = self.stack(stack)
        if found and found["StackStatus"] == "ROLLBACK_COMPLETE":
            say("  its creation has failed before; what is left of it goes first")
            self.delete(stack)
        parameters |= {name: value for name, value in self.settings.items() if name in declared(template)}
        overrides = [f"{name}={value}" for name, value in parameters.items() if value is not None]
        command = self.command(
            "cloudformation", "deploy", "--stack-name", stack, "--template-file", template,
            "--capabilities", "CAPABILITY_NAMED_IAM", "--no-fail-on-empty-changeset",
            *(["--parameter-overrides", *overrides] if overrides else []),
        )  # fmt: skip
        if self.dry_run:
            say("  would run: " + shlex.join(command))
            return
        # The CLI looks every half minute whether a stack is done; here it makes the change set only.
        made = subprocess.run([*command, "--no-execute-changeset"], check=True, capture_output=True, text=True).stdout
        change_set = re.search(r"arn:\S+:changeSet/\S+", made)
        if not change_set:
            say("  has not changed")
            return
        arn = self.read("cloudformation", "describe-change-set", "--change-set-name", change_set[0])["StackId"]
        # What templates retain stays after a deletion, not after a creation that failed: it would be in the next one's way.
        self.change("cloudformation", "execute-change-set", "--change-set-name", change_set[0], "--retain-except-on-create")
        self.follow(stack, arn)

    def delete(self, stack):
        found = self.stack(stack)
        if found is None:
            say(f"{stack} in {self.id}: is not there")
            return
        say(f"{stack} in {self.id}: is deleted")
        self.change("cloudformation", "delete-stack", "--stack-name", stack)
        if not self.dry_run:
            self.follow(stack, found["StackId"])

    def follow(self, stack, arn):
        """Waits for a stack to be done, and says why when that ends badly."""
        status = "_IN_PROGRESS"
        while status.endswith("_IN_PROGRESS"):
            time.sleep(1)
            status = self.read("cloudformation", "describe-stacks", "--stack-name", arn)["Stacks"][0]["StackStatus"]
        say(f"  {status}")
        if status not in ("CREATE_COMPLETE", "UPDATE_COMPLETE", "DELETE_COMPLETE"):
            events = self.read("cloudformation", "describe-stack-events", "--stack-name", arn)["StackEvents"]
            for event in reversed(events):
                if event["ResourceStatus"].endswith("_FAILED"):
                    say(f"  {event['LogicalResourceId']}: {event.get('ResourceStatusReason', event['ResourceStatus'])}")
            raise Failure(f"{stack} in {self.id} ends as {status}")


def region_of(given, profiles):
    """The one Region of all: bucket, key, pipeline and function have to be in the same."""
    if given and len(given) > 1:
        raise Refusal("all parts of the gate have to be in one Region, and --region is given more than once")
    named = {}
    for profile in profiles:
        asked = subprocess.run(["aws", "configure", "get", "region", "--profile", profile], capture_output=True, text=True)
        if asked.stdout.strip():
            named.setdefault(asked.stdout.strip(), []).append(profile)
    usual = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    chosen = given[0] if given else usual or next(iter(named), None)
    if not chosen:
        raise Refusal("which Region? give --region, or set it in the profiles")
    if "," in chosen or " " in chosen:
        raise Refusal(f"all parts of the gate have to be in one Region, not in {chosen}")
    for other in named.keys() - {chosen}:
        raise Refusal(
            f"all parts of the gate have to be in one Region: the profile {named[other][0]} says {other}, not {chosen}"
        )
    return chosen


def add_common_options(parser):
    parser.add_argument("--security-profile", metavar="PROFILE", help="of the AWS CLI, for the security account")
    parser.add_argument("--sandbox-profile", metavar="PROFILE", help="for the account that may use the gate")
    parser.add_argument("--management-profile", metavar="PROFILE", help="for the organization's management account, or the one its policies are delegated to")  # fmt: skip
    parser.add_argument("--region", action="append", help="of all parts; that of the profiles unless given")
    parser.add_argument("--dry-run", action="store_true", help="say what would be done; change nothing")


class Accounts:
    """The accounts that the command line names; what needs another one is refused."""

    def __init__(self, options):
        names = ("security", "sandbox", "management")
        profiles = {name: getattr(options, f"{name}_profile") for name in names}
        self.region = region_of(options.region, [profile for profile in profiles.values() if profile])
        settings = settings_of(getattr(options, "set", []))
        self.known = {
            name: Account(profile, self.region, options.dry_run, settings)
            for name, profile in profiles.items()
            if profile
        }
        if "security" in self.known and "sandbox" in self.known and self.security.id == self.sandbox.id:
            raise Refusal(f"the security account cannot be its own sandbox: both profiles are of {self.security.id}")
        say(f"Policy Gate in {self.region}" + (", a dry run" if options.dry_run else ""))
        for name, account in self.known.items():
            say(f"  {name} account {account.id}, profile {account.profile}")

    def __contains__(self, name):
        return name in self.known

    def __getattr__(self, name):
        if name in self.__dict__.get("known", {}):
            return self.known[name]
        raise Refusal(f"this needs --{name}-profile")


def prerequisites_stack(security, account):
    """The first account's stack has the plain name; that of any other bears the account's id."""
    plain = security.stack("Security-Prerequisites")
    if plain is None or {"ParameterKey": "SandboxAccount", "ParameterValue": account} in plain["Parameters"]:
        return "Security-Prerequisites"
    return f"Security-Prerequisites-{account}"
