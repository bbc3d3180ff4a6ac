"""A trail in CloudWatch: moto's, through the real boto3."""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any

import boto3
import pytest

from agents import bootstrap
from agents.audit.auditor import Act
from agents.audit.chain import Sealer
from agents.audit.cloudwatch import CloudWatchTrail, verify_group
from agents.config import Settings

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


def test_several_threads_write_one_chain(logs: Any, sealer: Sealer) -> None:
    trail = CloudWatchTrail(logs, GROUP, sealer)
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(trail.append, [{"act": "turn"}] * 20))
    reports = dict(verify_group(logs, GROUP, sealer))
    assert [(report.entries, report.problem) for report in reports.values()] == [(20, None)]


def test_a_stream_is_read_to_its_end_and_in_the_order_of_its_entries(
    logs: Any, sealer: Sealer, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the clock was set back meanwhile, and somebody else wrote there."""
    now, last = int(time.time() * 1000), CloudWatchTrail(logs, GROUP, sealer)._last
    logs.create_log_stream(logGroupName=GROUP, logStreamName="one")
    lines = [b"what is no entry"]
    for _ in range(5):
        line, last = sealer.sealed({"act": "turn"}, last)
        lines.append(line)
    for number, line in enumerate(lines):
        event = {"timestamp": now - number, "message": line.decode()}
        logs.put_log_events(logGroupName=GROUP, logStreamName="one", logEvents=[event])
    monkeypatch.setattr(logs, "get_log_events", partial(logs.get_log_events, limit=2))
    report = dict(verify_group(logs, GROUP, sealer))["one"]
    assert (report.entries, report.problem, len(report.notes)) == (5, None, 1)


def test_an_entry_reaches_the_group_of_the_settings(
    logs: Any, moto: str, settings: Callable[..., Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", moto)
    chosen = settings(audit_trail=f"cloudwatch://{GROUP}")
    assert bootstrap.auditor(chosen).record(Act.READ, "done", None, "s-1")
    reports = bootstrap.verified_group(chosen)
    assert [(report.entries, report.problem) for report in reports.values()] == [(1, None)]
