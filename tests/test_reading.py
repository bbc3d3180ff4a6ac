"""A session's messages as their owner reads them, page by page."""

import json
from collections.abc import Callable
from typing import Any

import pytest

from agents import reading
from agents.api.models import MessagePage, SessionView
from agents.bootstrap import session_reader
from agents.config import Settings
from agents.reading import SessionReader
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from tests.fakes import CLINICIAN
from tests.processes import Open
from tests.talk import IS_A, SESSION, A, document, folder

pytestmark = pytest.mark.anyio


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def reader(store: Store, settings: Callable[..., Settings]) -> SessionReader:
    return session_reader(settings(audit_trail="none"), store)


def pages(reader: SessionReader, limit: int = 50) -> list[list[str]]:
    """All pages, as a client turns them."""
    found, after = [], 0
    while True:
        page = MessagePage.model_validate(reader.messages(CLINICIAN, SESSION, after, limit))
        found.append([message.text.strip() for message in page.messages])
        if page.next is None:
            return found
        assert page.next > after
        after = page.next


def rewrite(store: Store, number: int, change: Callable[[dict[str, Any]], None]) -> None:
    """As another tool would have written it."""
    key = f"{folder(A)}agents/agent_healthcare/messages/message_{number}.json"
    entry = document(store, key)
    change(entry)
    store.write(key, json.dumps(entry).encode())


async def test_pages_hold_every_message_once_and_in_order(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    talk = opened(store, "Uno.", "Dos.")
    await talk.say(IS_A)
    await talk.say("¿Y hoy?")
    assert pages(reader, 3) == [[IS_A, "Uno.", "¿Y hoy?"], ["Dos."]]
    SessionView.model_validate(reader.info(CLINICIAN, SESSION))


async def test_a_page_of_long_messages_ends_earlier_and_none_is_lost(
    store: Store, opened: Open, reader: SessionReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A function in Lambda answers 6 MB at most."""
    monkeypatch.setattr(reading, "_PAGE", 1000)
    long = "á" * 400  # 800 bytes
    talk = opened(store, long, "Dos.")
    await talk.say(f"{IS_A} {long}")
    await talk.say("¿Y hoy?")
    assert pages(reader) == [[f"{IS_A} {long}"], [long, "¿Y hoy?", "Dos."]]


async def test_what_other_tools_wrote_can_always_be_sent(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    rewrite(store, 0, lambda entry: entry.update(created_at=5))
    rewrite(store, 1, lambda entry: entry["message"]["content"][0].update(text="mitad \ud83d"))
    page = MessagePage.model_validate(reader.messages(CLINICIAN, SESSION))
    assert page.messages[0].created_at is None
    assert page.messages[1].text == "mitad ?"
    page.model_dump_json().encode()
