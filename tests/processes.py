"""Fixtures: processes of ours on a store, with a model that says what the test gave it."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from agents import main
from agents.bootstrap import build_assistant, build_conversations
from agents.config import Settings
from agents.sessions.store import Store
from tests.fakes import ScriptedModel, Step
from tests.http_server import Served, running
from tests.redaction.conftest import untouched_logging
from tests.talk import Talk

__all__ = ["Open", "anyio_backend", "opened", "served", "talk", "untouched_logging"]

Open = Callable[..., Talk]


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def opened(settings: Callable[..., Settings]) -> Iterator[Open]:
    """`opened(store, *steps)`: a process on this store. Called again on the same store, it is a restart."""
    with ExitStack() as closing:

        def make(store: Store, *steps: Step, **values: Any) -> Talk:
            model, chosen = ScriptedModel(*steps), settings(**{"audit_trail": "none", **values})
            assistant = replace(build_assistant(chosen, store), model=model, model_id="scripted")
            conversations = build_conversations(chosen, store=store, assistant=assistant)
            closing.callback(conversations.archive.workers.close)
            return Talk(conversations, model)

        yield make


@pytest.fixture
def talk(store: Store, opened: Open) -> Talk:
    return opened(store)


@pytest.fixture(scope="module")
def _address() -> Iterator[str]:
    """One server for a module; each test has a runtime of its own behind it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(main, "runtime", SimpleNamespace(start=lambda: None))
        with running(main.app) as url:
            yield url


@pytest.fixture
def served(
    untouched_logging: None, _address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Served]:
    """The assistant over HTTP, on files in a folder of the test's own."""
    served = Served(_address, tmp_path, monkeypatch)
    served.use()
    yield served
    served.close()
