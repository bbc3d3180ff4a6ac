"""A trail in CloudWatch: moto's, through the real boto3."""

import time
from collections.abc import Iterator
from typing import Any

import boto3
import pytest

from agents.audit.chain import Sealer
from agents.audit.cloudwatch import CloudWatchTrail, verify_group

GROUP = "/assistant/audit"


@pytest.fixture
def logs(moto: str) -> Iterator[Any]:
    client: Any = boto3.client("logs", endpoint_url=moto)
    client.create_log_group(logGroupName=GROUP)
    yield client
    client.delete_log_group(logGroupName=GROUP)
    client.close()


def test_each_process_writes_a_chain_of_its_own(logs: Any, sealer: Sealer) -> None:
    for _ in range(2):
        trail = CloudWatchTrail(logs, GROUP, sealer)
        trail.check()
        for number in range(5):
            trail.append({"act": "turn", "session": f"ses_{number}"})
    reports = dict(verify_group(logs, GROUP, sealer))
    assert [(report.entries, report.problem) for report in reports.values()] == [(5, None), (5, None)]


def test_after_a_failure_nobody_guesses_whether_the_entry_was_kept(
    logs: Any, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    trail = CloudWatchTrail(logs, GROUP, sealer)
    trail.append({"act": "turn"})
    with monkeypatch.context() as patched:
        patched.setattr(logs, "put_log_events", lambda **_: {"rejectedLogEventsInfo": {"expired": 1}})
        with pytest.raises(ValueError, match="rejected"):
            trail.append({"act": "turn"})
    trail.append({"act": "end"})
    reports = dict(verify_group(logs, GROUP, sealer))
    assert [(report.entries, report.problem) for report in reports.values()] == [(1, None), (1, None)]


def test_an_entry_that_was_sent_twice_counts_once_and_a_forged_one_is_named(
    logs: Any, sealer: Sealer
) -> None:
    line, link = sealer.sealed({"act": "turn"}, CloudWatchTrail(logs, GROUP, sealer)._last)
    following, _ = sealer.sealed({"act": "end"}, link)
    now = int(time.time() * 1000)
    logs.create_log_stream(logGroupName=GROUP, logStreamName="one")

    def put(*lines: bytes) -> None:
        events = [{"timestamp": now, "message": each.decode()} for each in lines]
        logs.put_log_events(logGroupName=GROUP, logStreamName="one", logEvents=events)

    put(line, line, following)
    assert dict(verify_group(logs, GROUP, sealer))["one"].problem is None
    put(following.replace(b"end", b"ask"))
    assert dict(verify_group(logs, GROUP, sealer))["one"].problem == "line 3: altered"


def test_a_missing_group_is_an_error_at_the_check(logs: Any, sealer: Sealer) -> None:
    with pytest.raises(logs.exceptions.ResourceNotFoundException):
        CloudWatchTrail(logs, "no-such-group", sealer).check()
