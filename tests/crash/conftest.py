"""Processes that die, over the stores that outlive them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest

from agents.config import Settings
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from tests.crash.faults import OneAtATime
from tests.crash.process import LATER, Process, process

Start = Callable[..., Process]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def notes() -> Store:
    """What outlives the processes. These tests need no more than the contract's conditional writes; real
    processes die over real stores in `test_killed_servers`."""
    return MemoryStore()


@pytest.fixture
def start(settings: Callable[..., Settings]) -> Iterator[Start]:
    """`start(store, *model steps)`: a process. `first`: which call leads each wave (`save`, `write`)."""
    with ExitStack() as closing:

        def make(store: Store, *steps: Any, first: str = "save", **options: Any) -> Process:
            workers = OneAtATime(first)
            closing.callback(workers.close)
            return process(settings(audit_trail="none"), store, *steps, workers=workers, **options)

        yield make


@pytest.fixture
def start_later(start: Start) -> Start:
    """A process that finds every lease of the others over."""

    def make(store: Store, *steps: Any, ahead: timedelta = LATER, **options: Any) -> Process:
        return start(store, *steps, ahead=ahead, **options)

    return make


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Strands' generators are collected where a turn was killed, and OpenTelemetry says so at length."""
    caplog.set_level("CRITICAL", "opentelemetry.context")
    caplog.set_level("CRITICAL", "asyncio")
