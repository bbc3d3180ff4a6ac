"""Processes that die, over the stores that outlive them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest

from agents.config import Settings
from agents.sessions.store import Store
from tests.crash.faults import OneAtATime
from tests.crash.process import Clock, Process, process
from tests.faulty import DurableMemory

Start = Callable[..., Process]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def notes() -> Store:
    """What outlives the processes. These tests need no more than the contract's conditional writes; real
    processes die over real stores in `test_killed_servers`."""
    return DurableMemory()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def start(settings: Callable[..., Settings], clock: Clock) -> Iterator[Start]:
    """`start(store, *model steps)`: a process. `first`: which call leads each wave (`save`, `write`)."""
    with ExitStack() as closing:

        def make(store: Store, *steps: Any, first: str = "save", **options: Any) -> Process:
            workers = OneAtATime(first)
            closing.callback(workers.close)
            chosen = settings(audit_trail="none")
            return process(chosen, store, *steps, workers=workers, clock=clock, **options)

        yield make


@pytest.fixture
def start_later(start: Start, clock: Clock) -> Start:
    """So much later that every lease of the others is over."""

    def make(store: Store, *steps: Any, **options: Any) -> Process:
        clock.advance()
        return start(store, *steps, **options)

    return make


@pytest.fixture(autouse=True)
def quiet(caplog: pytest.LogCaptureFixture) -> None:
    """Strands' generators are collected where a turn was killed, and OpenTelemetry says so at length."""
    caplog.set_level("CRITICAL", "opentelemetry.context")
    caplog.set_level("CRITICAL", "asyncio")
