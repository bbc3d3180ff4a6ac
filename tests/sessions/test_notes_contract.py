"""What a conversation may expect of every store: whole turns, over each backend in turn."""

import asyncio
import itertools
from contextlib import suppress
from datetime import UTC, datetime

import pytest

from agents.errors import Conflict, NotesUnreadable
from agents.sessions.documents import dump, text_message
from agents.sessions.layout import Layout, agent_json, message_json, session_json
from agents.sessions.records import Segment, SessionRecord
from agents.sessions.store import Store
from tests.crash.faults import FaultyStore, Killed
from tests.crash.promises import assert_sound, release, times_kept
from tests.fakes import CLINICIAN, Step
from tests.processes import Open
from tests.sessions.backends import SHARED, Backend
from tests.talk import IS_A, SESSION, A, Talk, everything, folder, notes, record

pytestmark = pytest.mark.anyio

WINDOW = 10
FICHA: Step = ("patient_info", {})


@pytest.fixture
def kept(kept: Store) -> Store:
    """As the conversations' owner sees it: some stores keep owners apart."""
    return kept.for_owner(CLINICIAN.id)


async def test_a_conversation_goes_on_after_a_restart(kept: Store, opened: Open) -> None:
    await opened(kept, "Anotado.").say(f"{IS_A} Tengo fiebre 🌡️ desde el año pasado.")
    after = opened(kept)
    reply = await after.say("¿Qué te dije?")
    assert reply.patient_context.patient_id == A
    assert [text for _, text in after.heard] == [
        f"{IS_A} Tengo fiebre 🌡️ desde el año pasado.",
        "Anotado.",
        "¿Qué te dije?",
    ]


async def test_a_megabyte_is_kept_whole(kept: Store, opened: Open) -> None:
    long = "ñandú 🩺 " * 90_000
    await opened(kept).say(long)
    after = opened(kept)
    await after.say("¿Y bien?")
    assert len(long.encode()) > 1_000_000
    assert after.request["messages"][0]["content"][0]["text"] == long


async def test_of_ten_thousand_messages_only_the_window_is_read(kept: Store, opened: Open) -> None:
    count = 10_000
    place, layout = Layout().segment(A, SESSION), Layout()
    kept.write(session_json(place), b'{"session_id":"s-1","session_type":"AGENT"}')
    kept.write(agent_json(place), dump({"agent_id": "healthcare", "state": {}}))
    for number in range(count - WINDOW, count):  # were an older one asked for, it would be missing
        role = "assistant" if number % 2 else "user"
        body = dump({"message": text_message(role, f"mensaje {number}"), "message_id": number})
        kept.write(message_json(place, number), body)
    now = datetime.now(UTC)
    segment = Segment(number=1, patient_id=A, messages=count, made=True)
    known = SessionRecord(
        session_id=SESSION, owner=CLINICIAN.id, started_at=now, active_at=now, segments=(segment,)
    )
    kept.write(layout.session_record(SESSION), known.model_dump_json().encode())
    talk = opened(kept, window_messages=WINDOW)
    reply = await talk.say("¿Y la fiebre?")
    assert len(talk.heard) == WINDOW + 1
    assert reply.session_info.conversation_length == count + 2
    assert kept.read(message_json(place, count + 1)) is not None


async def test_a_tool_call_and_its_result_come_back_as_a_pair(kept: Store, opened: Open) -> None:
    await opened(kept, FICHA, "Leída.").say(f"{IS_A} Lea la ficha.")
    after = opened(kept)
    await after.say("Gracias.")
    blocks = [next(iter(message["content"][0])) for message in after.request["messages"]]
    assert blocks == ["text", "toolUse", "toolResult", "text", "text"]
    call, result = (after.request["messages"][at]["content"][0] for at in (1, 2))
    assert call["toolUse"]["toolUseId"] == result["toolResult"]["toolUseId"]


async def test_what_was_redacted_does_not_reach_the_model(kept: Store, opened: Open) -> None:
    await opened(kept).say(f"{IS_A} Mi clave es canario.")
    place, number = folder(A), 0
    entry = {
        "message": text_message("user", "Mi clave es canario."),
        "message_id": number,
        "redact_message": text_message("user", "[redactado]"),
    }
    kept.write(message_json(place, number), dump(entry))
    after = opened(kept)
    await after.say("¿Qué te dije?")
    assert ("user", "[redactado]") in after.heard
    assert "canario" not in after.model.sent()


async def test_ids_that_begin_alike_stay_apart(kept: Store, opened: Open) -> None:
    patients, sessions = ("Juan_Perez", "Juan_Perez_1", "Juan_Perez_12"), ("s-1", "s-12", "s-1_2")
    said = {
        who: f"Esta sesión es del paciente {who[0]}. Dato." for who in zip(patients, sessions, strict=True)
    }
    talk = opened(kept)
    for (_, session), text in said.items():
        await talk.say(text, session=session)
    for (patient, session), text in said.items():
        assert [told for _, told in notes(kept, patient, session)] == [text, "De acuerdo."]
        assert list(kept.folders(Layout().notes(patient))) == [folder(patient, session)]


@pytest.mark.parametrize("damage", ["record", "agent.json", "message", "hole"])
async def test_what_cannot_be_read_is_never_an_empty_history(kept: Store, opened: Open, damage: str) -> None:
    await opened(kept).say(IS_A)
    keys = {
        "record": Layout().session_record(SESSION),
        "agent.json": agent_json(folder(A)),
        "message": message_json(folder(A), 0),
    }
    if damage == "hole":
        kept.delete(message_json(folder(A), 0))
    else:
        kept.write(keys[damage], b'{"message": "half')
    before, talk = everything(kept, ""), opened(kept)
    with pytest.raises(NotesUnreadable):
        await talk.say("¿Qué te dije?")
    assert not talk.model.requests
    assert everything(kept, "") == before, "nothing is written over what nobody understands"


async def test_a_process_that_dies_at_any_step_loses_and_doubles_nothing(kept: Store, opened: Open) -> None:
    """At each step of a turn, each time in a session of its own, until one turn outlives its kill."""
    text = f"{IS_A} Lea la ficha."
    for at in itertools.count(1):
        session, dying = f"s-{at}", FaultyStore(kept)
        talk, died = opened(dying, FICHA, "Leída."), False
        dying.kill("*", at=at, after=bool(at % 2))
        try:
            await talk.say(text, session=session, message_id="m-1")
        except Killed:
            died = True
        release(kept, session)
        first = await opened(kept, FICHA, "Leída.").say(text, session=session, message_id="m-1")
        assert await opened(kept).say(text, session=session, message_id="m-1") == first
        assert_sound(kept, session)
        assert times_kept(kept, "Lea la ficha.", session) == 1
        if not died:
            assert at > 8, "a turn with a tool takes more steps than that"
            return


@pytest.mark.parametrize("backend", SHARED, indirect=True)
async def test_two_processes_at_once_lose_nothing(backend: Backend, opened: Open) -> None:
    stores = [backend.open(), backend.open()]
    for store in stores:
        store.check()
    talks = [opened(store) for store in stores]
    await asyncio.gather(*(_insist(talks[number % 2], number) for number in range(6)))
    for number in range(6):
        assert times_kept(stores[0], f"Dato {number}.") == 1
    assert record(stores[0]).turns == 6
    assert_sound(stores[0])
    for store in stores:
        store.close()


async def _insist(talk: Talk, number: int) -> None:
    """As a client does that is told to come again."""
    while True:
        with suppress(Conflict):
            await talk.say(f"Dato {number}.", message_id=f"m-{number}")
            return
        await asyncio.sleep(0.01)
