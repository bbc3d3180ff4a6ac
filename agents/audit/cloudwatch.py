"""A trail in a CloudWatch log group of its own: one stream, and one chain, a process.

Give the process `logs:CreateLogStream` and `logs:PutLogEvents` on that group and nothing else on it: then it
can append and neither change nor delete. Whether a whole stream is missing, the chains cannot tell.
"""

import secrets
import threading
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from agents.audit.chain import START, Report, Sealer, parsed, verify


class CloudWatchTrail:
    def __init__(self, client: Any, group: str, sealer: Sealer) -> None:
        self.group = group
        self._client = client
        self._sealer = sealer
        self._stream: str | None = None
        self._last = START
        self._lock = threading.Lock()

    def append(self, entry: Mapping[str, str]) -> None:
        with self._lock:
            stream = self._stream or self._new_stream()
            line, link = self._sealer.sealed(entry, self._last)
            event = {"timestamp": int(datetime.now(UTC).timestamp() * 1000), "message": line.decode()}
            # Whatever goes wrong: nobody knows whether the entry was kept. The next one begins a new chain.
            self._stream = None
            answer = self._client.put_log_events(
                logGroupName=self.group, logStreamName=stream, logEvents=[event]
            )
            if answer.get("rejectedLogEventsInfo"):
                raise ValueError("CloudWatch rejected the entry")
            self._stream, self._last = stream, link

    def check(self) -> None:
        with self._lock:
            self._stream = self._stream or self._new_stream()

    def _new_stream(self) -> str:
        name = f"{datetime.now(UTC):%Y/%m/%d}/{secrets.token_hex(16)}"
        self._client.create_log_stream(logGroupName=self.group, logStreamName=name)
        self._last = START
        return name


def verify_group(client: Any, group: str, sealer: Sealer) -> Iterator[tuple[str, Report]]:
    """Every stream of the group with what was found in it."""
    for page in client.get_paginator("describe_log_streams").paginate(logGroupName=group):
        for stream in page["logStreams"]:
            name = stream["logStreamName"]
            yield name, verify(_lines(client, group, name), sealer)


def _lines(client: Any, group: str, stream: str) -> list[bytes]:
    """The stream in the order of its entries: CloudWatch orders by time, which several entries may share.

    An entry that the SDK sent twice, since the first answer was lost, counts once.
    """
    lines: list[bytes] = []
    token: dict[str, str] = {}
    while True:
        page = client.get_log_events(logGroupName=group, logStreamName=stream, startFromHead=True, **token)
        lines += [event["message"].encode() for event in page["events"]]
        following = {"nextToken": page["nextForwardToken"]}
        if following == token:
            return sorted(dict.fromkeys(lines), key=_number)
        token = following


def _number(line: bytes) -> int:
    found = parsed(line)
    return found.link.number if found else 0
