"""A session's messages as their owner reads them, page by page."""

import json
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents import reading
from agents.api.models import MessagePage, SessionView
from agents.bootstrap import session_reader
from agents.config import Settings
from agents.errors import Conflict, NotesUnreadable, NotFound
from agents.reading import SessionReader
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from tests.fakes import CLINICIAN
from tests.faulty import DurableMemory
from tests.processes import Open
from tests.talk import IS_A, IS_B, SESSION, A, age, document, folder, record

pytestmark = pytest.mark.anyio

HOUR = timedelta(hours=1)


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
    assert [message["number"] for message in reader.messages(CLINICIAN, SESSION, 1, 2)["messages"]] == [1, 2]
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


async def test_a_message_longer_than_a_page_is_a_page_of_its_own(
    store: Store, opened: Open, reader: SessionReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PAGE", 5)
    await opened(store, "Uno.", "Dos.").say(IS_A)
    assert pages(reader) == [[IS_A], ["Uno."]]


async def test_only_what_is_about_the_current_patient_is_shown(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    talk = opened(store, "Uno.", "Dos.", "Tres.")
    for text in (IS_A, IS_B, IS_A):
        await talk.say(text)
        shown = [text for page in pages(reader) for text in page]
        patient = reader.messages(CLINICIAN, SESSION)["patient_id"]
        assert [said for said in (IS_A, IS_B) if said in shown] == [text]
        assert patient == record(store).patient_id
        history = repr(reader.history(SESSION))
        assert (IS_B in history) is (text == IS_B), "nor does a program in this process get it"
    assert shown == [IS_A, "Uno.", IS_A, "Tres."]


@pytest.mark.parametrize(("kept", "saved"), [(DurableMemory, True), (MemoryStore, False)])
async def test_notes_are_said_to_be_saved_where_they_are(
    opened: Open, settings: Callable[..., Settings], kept: Callable[[], Store], saved: bool
) -> None:
    store = kept()
    await opened(store).say(IS_A)
    told = SessionView.model_validate(session_reader(settings(), store).info(CLINICIAN, SESSION))
    assert (told.session_info.notes_saved, told.conversation_count) == (saved, 1)


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


async def test_what_was_redacted_is_shown_to_nobody(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    instead = {"role": "user", "content": [{"text": "[redactado]"}]}
    rewrite(store, 0, lambda entry: entry.update(redact_message=instead))
    assert pages(reader) == [["[redactado]", "De acuerdo."]]
    assert reader.history(SESSION)[0] == instead


async def test_a_message_that_is_missing_is_said_and_not_skipped(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    await talk.say("¿Y hoy?")
    store.delete(f"{folder(A)}agents/agent_healthcare/messages/message_1.json")
    age(store, timedelta(minutes=1))  # nothing of the last turn is on its way
    with pytest.raises(NotesUnreadable):
        reader.messages(CLINICIAN, SESSION)
    with pytest.raises(NotesUnreadable):
        reader.history(SESSION)


async def test_what_passes_between_model_and_tools_is_counted_and_not_shown(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store, ("documents", {}), "Leídos.").say(IS_A)
    page = reader.messages(CLINICIAN, SESSION)
    assert [(message["number"], message["text"].strip()) for message in page["messages"]] == [
        (0, IS_A),
        (3, "Leídos."),
    ]
    assert page["total"] == 4


def lasting(store: Store, **change: Any) -> None:
    """As if the session's last turn were still under way, but for this."""
    known = record(store)
    begun = {"first_message": known.segment.messages, "lease_until": datetime.now(UTC) + HOUR, "over": False}
    turn = known.last_turn.model_copy(update={**begun, **change})
    body = known.model_copy(update={"turn": turn}).model_dump_json()
    store.write(f"registry/sessions/{SESSION}.json", body.encode())


async def test_a_turn_under_way_is_not_ended_and_one_that_broke_off_keeps_nobody_waiting(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    lasting(store)
    with pytest.raises(Conflict):
        reader.end(CLINICIAN, SESSION)
    for change in ({"over": True}, {"lease_until": datetime.now(UTC)}):
        lasting(store, **change)
        reader.share(CLINICIAN, SESSION, "eva", HOUR)
    assert reader.end(CLINICIAN, SESSION)["status"] == "ended"


async def test_a_sweep_ends_only_what_is_idle_and_once(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    assert not reader.end_idle("absent")
    assert not reader.end_idle(SESSION)
    assert reader.info(CLINICIAN, SESSION)["status"] == "active"
    age(store, 9 * HOUR)
    assert reader.info(CLINICIAN, SESSION)["status"] == "ended", "its time is over, swept or not"
    lasting(store)
    assert not reader.end_idle(SESSION), "somebody is talking"
    assert not record(store).ended
    lasting(store, over=True)
    assert [reader.end_idle(SESSION) for _ in "ab"] == [True, False]


async def test_a_last_message_that_never_came_is_left_out_and_one_on_its_way_is_waited_for(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    await talk.say("¿Y hoy?")
    store.delete(f"{folder(A)}agents/agent_healthcare/messages/message_3.json")
    lasting(store, first_message=2)
    with pytest.raises(Conflict):
        reader.messages(CLINICIAN, SESSION)
    for gone in ({"over": True}, {"lease_until": datetime.now(UTC)}):
        lasting(store, first_message=2, **gone)
        assert pages(reader) == [[IS_A, "De acuerdo.", "¿Y hoy?"]]
        assert reader.messages(CLINICIAN, SESSION)["total"] == 3


def test_a_session_that_is_not_there_has_no_history(reader: SessionReader) -> None:
    with pytest.raises(NotFound):
        reader.history("absent")


class Overtaken(MemoryStore):
    """Somebody else writes each record first, for as often as `times` says."""

    times = 0

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        if self.times and "registry/sessions" in key:
            self.times -= 1
            super().write(key, dict(self._items)[key].body)
        return super().write(key, body, expect=expect)


async def test_a_share_is_taken_back_also_where_somebody_writes_at_the_same_time(
    opened: Open, settings: Callable[..., Settings]
) -> None:
    store = Overtaken()
    reader = session_reader(settings(audit_trail="none"), store)
    await opened(store).say(IS_A)
    reader.share(CLINICIAN, SESSION, "eva", HOUR)
    store.times = 1
    with pytest.raises(Conflict):
        reader.end(CLINICIAN, SESSION)
    store.times = 50
    with pytest.raises(Conflict):
        reader.revoke(CLINICIAN, SESSION, "eva")
    assert record(store).shares, "and never said to be gone when it is not"
    store.times = 3
    assert reader.revoke(CLINICIAN, SESSION, "eva")["shares"] == []
    assert record(store).shares == ()
