"""Promises 1, 3 and 7: whatever call to the store fails, it is seen, and the session goes on whole."""

import asyncio
from contextlib import suppress
from datetime import timedelta

import pytest
from strands.types.content import Messages

from agents.contract import Reply
from agents.errors import AssistantError, Conflict, NotesUnreadable, StoreUnavailable
from agents.sessions.store import Store
from tests.fakes import Ear
from tests.faulty import Call, DurableMemory, Fault, Faulty
from tests.processes import Open
from tests.talk import (
    IS_A,
    IS_B,
    UNKNOWN,
    A,
    Talk,
    age,
    folder,
    notes,
    record,
    valid_roles,
)

pytestmark = pytest.mark.anyio

LAST = "Y la última."
SCENARIOS = {
    "new session": ([], LAST),
    "new session of a patient": ([], f"{IS_A} {LAST}"),
    "follow-up": ([IS_A], LAST),
    "bind": (["Hola.", "Tengo tos."], f"{IS_A} {LAST}"),
    "switch": ([IS_A], f"{IS_B} {LAST}"),
    "back again": ([IS_A, IS_B], f"{IS_A} {LAST}"),
    "tools": ([IS_A], f"¿Ficha? {LAST}"),
    "question": ([IS_A], f"El paciente Juan_Perez_123 y la paciente Maria_Garcia. {LAST}"),
}
PATIENTS = (UNKNOWN, A, "Maria_Garcia")


async def calls_of(opened: Open, before: list[str], text: str, warm: bool) -> list[Call]:
    """What the last turn of a scenario asks of the store when nothing fails."""
    talk, store = await begun(opened, before, warm)
    store.seen.clear()
    await talk.say(text, message_id="m-1")
    return list(store.seen)


async def begun(opened: Open, before: list[str], warm: bool) -> tuple[Talk, Faulty]:
    store = Faulty(DurableMemory())
    talk = opened(store)
    for said in before:
        await talk.say(said)
    talk = talk if warm else opened(store)
    return with_tools(talk), store


def with_tools(talk: Talk) -> Talk:
    """Asked for the record, its model reads it."""

    def asked(messages: Messages) -> bool:
        last = messages[-1]["content"][-1]
        return "¿Ficha?" in last.get("text", "")

    async def before() -> None:
        if asked(talk.request["messages"]):
            talk.model.steps = [("patient_info", {}), "De acuerdo."]

    talk.model.before = before
    return talk


async def insist(talk: Talk, store: Store, text: str) -> Reply:
    """A client that retries with the same messageId, as long as it is told to."""
    for _ in range(4):
        try:
            return await talk.say(text, message_id="m-1")
        except Conflict as conflict:
            wait = conflict.retry_after
        assert wait, "only what a retry cures is answered so"
        age(store, timedelta(seconds=wait))
    raise AssertionError("the session never became free")


def conversations(store: Store) -> list[list[tuple[str, str]]]:
    """All segments that the registry knows, as stored."""
    known = record(store)
    return [notes(store, s.patient_id or UNKNOWN, known.name(s.number)) for s in known.segments if s.messages]


def contents(store: Store) -> dict[str, bytes]:
    return {key: item.body for key in store.list("") if (item := store.read(key))}


@pytest.mark.parametrize("warm", [True, False])
@pytest.mark.parametrize("fault", ["fails", "fails after it was done"])
@pytest.mark.parametrize("name", SCENARIOS)
async def test_any_one_failing_call_is_survived_by_a_retry(
    opened: Open, name: str, fault: Fault, warm: bool
) -> None:
    before, text = SCENARIOS[name]
    for call in await calls_of(opened, before, text, warm):
        if fault != "fails" and call.name not in ("write", "delete"):
            continue
        talk, store = await begun(opened, before, warm)
        given: Reply | None = None
        refusal: AssistantError | None = None
        store.failing = lambda met, at=call: fault if met == at else None  # type: ignore[misc]
        try:
            given = await talk.say(text, message_id="m-1")
        except AssistantError as error:
            refusal = error
        store.heal()
        assert refusal is None or (refusal.status, refusal.code) == (503, "notes_unavailable")
        again = await insist(with_tools(opened(store)), store, text)
        where = f"{call} {fault}"
        assert given is None or given.model_dump_json() == again.model_dump_json(), where
        kept = conversations(store)
        assert all(valid_roles(conversation) for conversation in kept), (where, kept)
        said = [said for conversation in kept for role, said in conversation if role == "user"]
        asked = name == "question"
        assert sum(LAST in one for one in said) == (0 if asked else 1), (where, kept)
        assert said.count(IS_A) == before.count(IS_A), where
        assert again.session_info.notes_saved is not asked
        await opened(store).say("Gracias.")
        assert all(valid_roles(conversation) for conversation in conversations(store)), where


@pytest.mark.parametrize("name", ["write", "read"])
async def test_a_reply_that_says_saved_is_whole_however_long_the_store_fails(opened: Open, name: str) -> None:
    """From each call on, everything of one kind fails until the turn is over."""
    text = IS_B
    for call in await calls_of(opened, ["Hola.", IS_A], text, warm=False):
        talk, store = await begun(opened, ["Hola.", IS_A], warm=False)
        broken = False

        def failing(met: Call, at: Call = call) -> Fault | None:
            nonlocal broken
            broken = broken or met == at
            return "fails" if broken and met.name == name else None

        store.failing, reply = failing, None
        with suppress(StoreUnavailable):  # any other error fails the test
            reply = await talk.say(text)
        store.heal()
        if reply is not None:
            assert reply.session_info.notes_saved
            assert conversations(store)[-1] == [("user", text), ("assistant", "De acuerdo.")], call


async def test_an_unreadable_registry_is_no_new_session(opened: Open) -> None:
    talk, store = await begun(opened, [IS_A], warm=False)
    store.fail("read", "registry/sessions/")
    with pytest.raises(StoreUnavailable):
        await talk.say("¿Qué te dije?")
    assert talk.model.requests == []
    store.heal()
    await talk.say("¿Qué te dije?")
    assert talk.heard[0] == ("user", IS_A)


async def test_unreadable_notes_are_no_empty_history(opened: Open) -> None:
    talk, store = await begun(opened, [IS_A], warm=False)
    store.fail("read", "message_0.json")
    with pytest.raises(StoreUnavailable):
        await talk.say("¿Qué te dije?")
    assert talk.model.requests == []


async def test_an_unreadable_alias_is_no_new_patient(opened: Open) -> None:
    talk, store = await begun(opened, ["Notas del paciente Juan_Perez."], warm=False)
    store.fail("read", "registry/aliases/")
    with pytest.raises(StoreUnavailable):
        await talk.say("Notas del paciente juan perez.", session="s-2")
    assert list(store.folders("processed/")) == ["processed/Juan_Perez_medical_notes/"]


async def test_nothing_is_heard_of_a_turn_whose_message_was_not_kept(opened: Open) -> None:
    for part in ("message_2.json", "registry/sessions/"):
        talk, store = await begun(opened, [IS_A], warm=True)
        store.fail("write", part)
        ear = Ear()
        with pytest.raises(StoreUnavailable):
            await talk.say("Hola.", ear=ear)
        assert ear.events == []


async def test_a_turn_that_cannot_be_kept_does_not_wait_for_its_model(opened: Open) -> None:
    talk, store = await begun(opened, [IS_A], warm=True)

    async def for_ever() -> None:
        await asyncio.Event().wait()

    talk.model.before = for_ever
    store.fail("write", "registry/sessions/")
    async with asyncio.timeout(60):
        with pytest.raises(StoreUnavailable):
            await talk.say("Hola.")


async def test_no_tool_runs_before_the_users_message_is_kept(opened: Open) -> None:
    talk, store = await begun(opened, [IS_A], warm=True)
    talk.model.steps = [("documents", {}), "Listo."]
    store.fail("write", "message_2.json")
    store.seen.clear()
    with pytest.raises(StoreUnavailable):
        await talk.say("¿Documentos?")
    listed = [call for call in store.seen if call.name in ("list", "folders")]
    assert listed == []


@pytest.mark.parametrize("what", ["message_0.json", "message_1.json", "registry/sessions/s-1.json"])
@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"message": {"role": "user"}}', b"\xff\xfe"])
async def test_corrupt_notes_are_said_and_nothing_is_overwritten(
    opened: Open, what: str, body: bytes
) -> None:
    store = DurableMemory()
    await opened(store).say(IS_A)
    key = next(key for key in store.list("") if key.endswith(what))
    store.write(key, body)
    before = contents(store)
    talk = opened(store)
    for text in ("¿Qué te dije?", IS_A):
        with pytest.raises(NotesUnreadable) as raised:
            await talk.say(text)
        assert raised.value.status == 500
    assert talk.model.requests == []
    assert contents(store) == before


async def test_a_missing_message_is_said_and_not_skipped(store: Store, opened: Open) -> None:
    talk = opened(store)
    for text in (IS_A, "Uno.", "Dos."):
        await talk.say(text)
    store.delete(folder(A) + "agents/agent_healthcare/messages/message_2.json")
    with pytest.raises(NotesUnreadable):
        await opened(store).say("¿Qué te dije?")


async def test_a_document_that_cannot_be_read_is_not_said_to_be_consistent(opened: Open) -> None:
    talk, store = await begun(opened, [], warm=True)
    store.fail("list folders", f"processed/{A}_")
    reply = await talk.say(IS_A)
    assert not reply.patient_context.consistent_with_documents
    assert reply.session_info.notes_saved
