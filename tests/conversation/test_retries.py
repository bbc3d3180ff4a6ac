"""Promise 2: a message that comes again is answered once and stored once; and what a failed model leaves."""

import asyncio
import threading
from datetime import timedelta

import pytest

from agents.errors import AssistantError, Conflict, MessageIdReused, ModelUnavailable
from agents.redaction.turn_log import Outcome
from agents.sessions.store import Store
from agents.turn import replies
from tests.fakes import Ear, Step
from tests.faulty import Call, DurableMemory, Faulty
from tests.processes import Open
from tests.talk import (
    IS_A,
    IS_B,
    UNKNOWN,
    A,
    B,
    Talk,
    age,
    folder,
    notes,
    record,
    stored,
    valid_roles,
)

pytestmark = pytest.mark.anyio

OUTAGE = RuntimeError("the provider says: secreto-de-Ana")


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        "Hola.",
        IS_A,
        "El paciente Juan_Perez_123 y la paciente Maria_Garcia tienen fiebre.",
        "Dolor de pecho.",
    ],
)
async def test_a_repeated_message_has_the_same_reply_byte_for_byte(
    store: Store, opened: Open, restart: bool, text: str
) -> None:
    talk = opened(store)
    first = await talk.say(text, message_id="m-1")
    talk = opened(store) if restart else talk
    requests, kept = len(talk.model.requests), list(store.list(""))
    again = await talk.turn(text, message_id="m-1")
    assert again.reply.model_dump_json() == first.model_dump_json()
    assert again.outcome is Outcome.REPEATED
    assert len(talk.model.requests) == requests
    assert list(store.list("")) == kept


async def test_a_repeat_finds_its_reply_after_a_bind_and_a_switch(store: Store, opened: Open) -> None:
    talk = opened(store)
    texts = {"m-1": "Hola.", "m-2": IS_A, "m-3": IS_B, "m-4": "¿Y qué más?"}
    replied = {key: await talk.say(text, message_id=key) for key, text in texts.items()}
    talk = opened(store)
    for key, text in texts.items():
        again = await talk.say(text, message_id=key)
        assert again.model_dump_json() == replied[key].model_dump_json()
    assert len(notes(store, A)) == 4
    assert len(notes(store, B, "s-1.2")) == 4
    assert record(store).turns == 4


async def test_a_reply_is_kept_beside_its_message_only_where_it_can_be_asked_for_again(
    talk: Talk, store: Store
) -> None:
    await talk.say("Hola.")
    await talk.say("Tengo tos.", message_id="m-1")
    assert ["reply" in entry for entry in stored(store, UNKNOWN)] == [False, False, False, True]


async def test_another_text_under_the_same_id_is_a_conflict(talk: Talk, store: Store) -> None:
    await talk.say("Hola.", message_id="m-1")
    with pytest.raises(MessageIdReused) as raised:
        await talk.say("Adiós.", message_id="m-1")
    assert raised.value.status == 409
    assert len(notes(store, UNKNOWN)) == 2


async def test_the_same_id_in_another_session_is_another_message(talk: Talk) -> None:
    await talk.say("Hola.", message_id="m-1")
    assert (await talk.turn("Adiós.", message_id="m-1", session="s-2")).outcome is Outcome.ANSWERED


@pytest.mark.parametrize("restart", [False, True])
@pytest.mark.parametrize("text", ["Hola.", IS_A])
async def test_a_failed_model_keeps_the_message_and_its_retry_goes_on(
    store: Store, opened: Open, restart: bool, text: str
) -> None:
    talk = opened(store, OUTAGE)
    with pytest.raises(ModelUnavailable) as raised:
        await talk.say(text, message_id="m-1")
    patient = A if text == IS_A else UNKNOWN
    assert (raised.value.status, str(raised.value)) == (502, "model_unavailable")
    assert notes(store, patient) == [("user", text)]
    talk = opened(store) if restart else talk
    reply = await talk.say(text, message_id="m-1")
    assert notes(store, patient) == [("user", text), ("assistant", "De acuerdo.")]
    assert talk.heard == [("user", text)]
    assert (reply.session_info.conversation_length, reply.metadata.conversation_count) == (2, 1)
    again = await talk.say(text, message_id="m-1")
    assert again.model_dump_json() == reply.model_dump_json()


@pytest.mark.parametrize("restart", [False, True])
async def test_another_message_closes_the_one_that_failed(store: Store, opened: Open, restart: bool) -> None:
    talk = opened(store, "Uno.", OUTAGE)
    await talk.say(IS_A)
    with pytest.raises(ModelUnavailable):
        await talk.say("¿Qué tomo?", message_id="m-2")
    talk = opened(store) if restart else talk
    reply = await talk.say("¿Sigue ahí?", message_id="m-3")
    assert notes(store, A) == [
        ("user", IS_A),
        ("assistant", "Uno."),
        ("user", "¿Qué tomo?"),
        ("assistant", replies.INTERRUPTED),
        ("user", "¿Sigue ahí?"),
        ("assistant", "De acuerdo."),
    ]
    assert talk.heard == notes(store, A)[:-1]
    assert reply.session_info.conversation_length == 6
    late = await talk.turn("¿Qué tomo?", message_id="m-2")
    assert (late.outcome, late.reply.message) == (Outcome.REPEATED, replies.INTERRUPTED)
    assert len(notes(store, A)) == 6


async def test_a_late_retry_of_an_emergency_still_begins_with_its_action(talk: Talk) -> None:
    talk.model.steps = [OUTAGE]
    with pytest.raises(ModelUnavailable):
        await talk.say("Tengo dolor de pecho.", message_id="m-1")
    await talk.say("¿Hola?")
    late = await talk.say("Tengo dolor de pecho.", message_id="m-1")
    assert late.message.endswith(replies.INTERRUPTED)
    assert late.message != replies.INTERRUPTED


@pytest.mark.parametrize("failing", [1, 2])
@pytest.mark.parametrize("restart", [False, True])
async def test_a_failure_around_a_tool_call_leaves_valid_roles(
    store: Store, opened: Open, restart: bool, failing: int
) -> None:
    steps: list[Step] = [("patient_info", {}), ("documents", {}), "Listo."]
    steps.insert(failing, OUTAGE)
    talk = opened(store, *steps)
    with pytest.raises(ModelUnavailable):
        await talk.say(IS_A, message_id="m-1")
    rest = talk.model.steps
    talk = opened(store, *rest) if restart else talk
    await talk.say(IS_A, message_id="m-1")
    assert valid_roles(talk.heard)
    assert valid_roles(notes(store, A))
    assert [text for role, text in notes(store, A) if role == "user"].count(IS_A) == 1
    assert notes(store, A)[-1] == ("assistant", "Listo.")
    other = opened(store)
    await other.say("Gracias.")
    assert valid_roles(other.heard)


async def test_a_retry_does_not_run_again_a_tool_whose_result_was_not_kept(
    store: Store, opened: Open
) -> None:
    with pytest.raises(ModelUnavailable):
        await opened(store, ("patient_info", {}), OUTAGE).say(IS_A, message_id="m-1")
    store.delete(folder(A) + "agents/agent_healthcare/messages/message_2.json")
    again = opened(store)
    await again.say(IS_A, message_id="m-1")
    assert again.heard == [("user", IS_A), ("assistant", "<toolUse>"), ("user", "<toolResult>")]
    result = again.request["messages"][-1]["content"][0]["toolResult"]
    assert (result["status"], result["content"]) == ("error", [{"text": replies.INTERRUPTED}])


async def test_other_messages_after_a_failed_tool_turn_leave_valid_roles(store: Store, opened: Open) -> None:
    with pytest.raises(ModelUnavailable):
        await opened(store, ("patient_info", {}), OUTAGE).say(IS_A)
    again = opened(store)
    await again.say("¿Sigue ahí?")
    assert valid_roles(again.heard)
    assert again.heard[-2] == ("assistant", replies.INTERRUPTED)


@pytest.mark.parametrize("retry", [True, False])
@pytest.mark.parametrize("restart", [False, True])
async def test_a_switch_whose_reply_failed_is_said_by_the_next_one(
    store: Store, opened: Open, restart: bool, retry: bool
) -> None:
    talk = opened(store, "Uno.", OUTAGE)
    await talk.say(IS_A)
    with pytest.raises(ModelUnavailable):
        await talk.say(IS_B, message_id="m-2")
    talk, ear = opened(store) if restart else talk, Ear()
    reply = await talk.say(IS_B if retry else "¿Sigue ahí?", message_id="m-2" if retry else "m-3", ear=ear)
    assert reply.patient_context.patient_id == B
    assert reply.patient_context.patient_changed
    assert reply.message.startswith(replies.changed(B))
    assert ear.text.startswith(replies.changed(B))
    assert not (await talk.say("Gracias.")).patient_context.patient_changed


@pytest.mark.parametrize("bound", [True, False])
async def test_a_crashed_turn_makes_others_wait_for_its_lease_and_no_longer(
    store: Store, opened: Open, bound: bool
) -> None:
    """What a kill during the model's work leaves: the record says that a turn runs, and it does not."""
    talk, text = opened(store, "Uno."), IS_A if bound else "Hola."
    await talk.say(text)
    crashed = opened(store, OUTAGE)
    with pytest.raises(ModelUnavailable):
        await crashed.say("¿Qué tomo?", message_id="m-2")
    known = record(store)
    alive = known.last_turn.model_copy(update={"over": False})
    key = "registry/sessions/s-1.json"
    store.write(key, known.model_copy(update={"turn": alive}).model_dump_json(exclude_defaults=True).encode())
    with pytest.raises(Conflict) as raised:
        await opened(store).say("¿Qué tomo?", message_id="m-2")
    assert (raised.value.status, 0 < (raised.value.retry_after or 0) <= 15) == (409, True)
    age(store, timedelta(seconds=20))
    again = opened(store)
    await again.say("¿Qué tomo?", message_id="m-2")
    assert again.heard == [("user", text), ("assistant", "Uno."), ("user", "¿Qué tomo?")]


async def test_a_model_that_says_nothing_is_unavailable(talk: Talk, store: Store) -> None:
    talk.model.steps = [""]
    with pytest.raises(AssistantError) as raised:
        await talk.say("Hola.")
    assert raised.value.status == 502
    assert (await talk.say("¿Hola?")).message.strip() == "De acuerdo."


async def test_a_model_slower_than_the_limit_is_unavailable(store: Store, opened: Open) -> None:
    talk = opened(store, turn_timeout_seconds=1)

    async def forever() -> None:
        await asyncio.Event().wait()

    talk.model.before = forever
    with pytest.raises(ModelUnavailable):
        await talk.say("Hola.", message_id="m-1")
    talk.model.before = None
    await talk.say("Hola.", message_id="m-1")
    assert len(stored(store, UNKNOWN)) == 2
    assert len(list(store.list(folder(UNKNOWN)))) == 4


@pytest.mark.parametrize("part", [f"processed/{A}_", folder(UNKNOWN)], ids=["look", "remove"])
async def test_a_turn_that_failed_has_nothing_at_work_any_more(opened: Open, part: str) -> None:
    store, go = Faulty(DurableMemory()), threading.Event()
    await opened(store).say("Hola.")

    def stuck(call: Call) -> None:
        if call.name in ("list", "folders", "delete") and call.key.startswith(part):
            go.wait(60)

    store.failing, before = stuck, asyncio.all_tasks()
    try:
        with pytest.raises(ModelUnavailable):
            await opened(store, OUTAGE).say(IS_A)
        assert asyncio.all_tasks() <= before
    finally:
        go.set()


async def test_a_turn_that_is_cut_off_lets_the_next_one_go_on_at_once(store: Store, opened: Open) -> None:
    talk, reached = opened(store), asyncio.Event()

    async def for_ever() -> None:
        reached.set()
        await asyncio.Event().wait()

    talk.model.before = for_ever
    turn = asyncio.create_task(talk.say("Hola.", message_id="m-1"))
    await reached.wait()
    turn.cancel()
    with pytest.raises(asyncio.CancelledError):
        await turn
    await opened(store).say("Hola.", message_id="m-1")
    assert len(notes(store, UNKNOWN)) == 2
