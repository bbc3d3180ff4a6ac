"""Promises 1-4 after kill -9 of a real server. Five hundred of them: `python -m benchmarks.crashes`."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from agents.sessions.file import FileStore
from agents.sessions.s3 import S3Store
from tests.crash.kills import Kill, Killer, all_kills
from tests.crash.servers import Servers, environment, servers

_NAMES = all_kills()
SOME = [kills[place % len(kills)] for place, kills in enumerate(_NAMES)]  # each name once, in different ways


@pytest.fixture(scope="module")
def started() -> Iterator[Servers]:
    with servers() as running:
        yield running


def _id(kill: Kill) -> str:
    return f"{kill.name} {kill.at} {'after' if kill.after else 'before'}"


@pytest.mark.parametrize("kill", SOME[::2], ids=_id)
def test_nothing_is_lost_in_files(started: Servers, kill: Kill, tmp_path: Path) -> None:
    Killer(started, FileStore(tmp_path), environment(tmp_path.as_uri())).kill(kill, "s-1")


@pytest.mark.parametrize("kill", SOME[1::4], ids=_id)
def test_nothing_is_lost_in_s3(
    started: Servers, kill: Kill, s3: S3Store, moto: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", moto)
    settings = environment(f"s3://{s3.bucket}/processed/", AWS_ENDPOINT_URL_S3=moto)
    Killer(started, s3, settings).kill(kill, "s-1")
