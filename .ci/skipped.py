"""Fails when a test of the last `mvn verify` was skipped, or when no test with containers ran."""

import sys
from pathlib import Path
from xml.etree import ElementTree

reports = sorted(Path().glob("*/target/*-reports/TEST-*.xml"))
suites = [ElementTree.parse(report).getroot() for report in reports]
skipped = [
    f"{case.get('classname')}.{case.get('name')}: {case.find('skipped').get('message')}"
    for suite in suites
    for case in suite.iter("testcase")
    if case.find("skipped") is not None
]
whole = [suite.get("name") for suite in suites if suite.get("tests") == suite.get("skipped")]
containers = [suite.get("name") for suite in suites if "LocalStack" in suite.get("name", "")]
print(f"{sum(int(suite.get('tests', 0)) for suite in suites)} tests in {len(suites)} classes")
for line in skipped + whole:
    print("skipped:", line, file=sys.stderr)
if not containers:
    print("no test against LocalStack ran", file=sys.stderr)
sys.exit(1 if skipped or whole or not containers else 0)
