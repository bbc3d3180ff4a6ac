"""Sharing a session with a colleague: explicit, for a time, taken back at once, and never more than the
colleague may see anyway."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from agents.bootstrap import session_reader
from agents.config import Settings
from agents.errors import AssistantError, Conflict, Forbidden, InvalidRequest, NotFound
from agents.identity import Caller, Role
from agents.reading import SessionReader
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from agents.turn.replies import REFUSED
from tests.fakes import CLINICIAN
from tests.faulty import DurableMemory, Faulty
from tests.processes import Open
from tests.talk import IS_A, IS_B, SESSION, A, B, age, notes, record

pytestmark = pytest.mark.anyio

EVA = Caller("eva", Role.CLINICIAN, frozenset({A, B}))
HOUR = timedelta(hours=1)


@pytest.fixture
def store() -> Store:
    return MemoryStore()


@pytest.fixture
def reader(store: Store, settings: Callable[..., Settings]) -> SessionReader:
    return session_reader(settings(audit_trail="none"), store)


async def test_a_colleague_reads_and_talks_in_a_shared_session(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    shares = reader.share(CLINICIAN, SESSION, EVA.id, HOUR)["shares"]
    assert [share["colleague"] for share in shares] == [EVA.id]
    assert reader.messages(EVA, SESSION)["total"] == 2
    reply = await opened(store).say("¿Cómo sigue?", caller=EVA)
    assert reply.patient_context.patient_id == A
    assert (await talk.say("¿Y ahora?")).session_info.conversation_length == 6
    assert len(notes(store, A)) == 6


@pytest.mark.parametrize(
    "colleague",
    [
        Caller("eva", Role.CLINICIAN, frozenset({B})),
        Caller("eva", Role.PATIENT, frozenset({A})),
        Caller("leo", Role.CLINICIAN, frozenset({"*"})),
    ],
    ids=["who may not see the patient", "as a patient", "another"],
)
async def test_a_share_gives_nobody_else_anything(
    store: Store, opened: Open, reader: SessionReader, colleague: Caller
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    with pytest.raises(NotFound):
        reader.messages(colleague, SESSION)
    with pytest.raises(NotFound):
        await talk.say("Hola.", caller=colleague)


async def test_a_share_ends_with_its_time_the_patient_and_the_conversation(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    await talk.say(IS_B)
    with pytest.raises(NotFound):
        await talk.say("Hola.", caller=EVA)
    await talk.say(IS_A)
    await talk.say("Hola.", caller=EVA)
    expired = [share.model_copy(update={"until": datetime.now(UTC)}) for share in record(store).shares]
    changed = record(store).model_copy(update={"shares": tuple(expired)})
    store.write(f"registry/sessions/{SESSION}.json", changed.model_dump_json().encode())
    with pytest.raises(NotFound):
        reader.info(EVA, SESSION)
    with pytest.raises(NotFound):
        await talk.say("Hola.", caller=EVA)
    assert reader.shares(CLINICIAN, SESSION)["shares"] == [], "what is over is not listed"


async def test_a_colleague_begins_no_new_conversation_in_a_session_that_is_over(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, timedelta(days=2))
    age(store, timedelta(hours=9))
    before = record(store)
    with pytest.raises(NotFound):
        await opened(store).say("Hola.", caller=EVA)
    assert record(store) == before
    await opened(store).say("Hola.")
    assert record(store).shares == ()
    reader.end(CLINICIAN, SESSION)


async def test_a_conversation_whose_time_is_over_is_open_to_its_owner_alone(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    """Though nobody has written yet that it ended; also for the retry of what broke off before."""
    await opened(store).say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, timedelta(days=7))
    with pytest.raises(AssistantError):
        await opened(store, RuntimeError("the model is down")).say("¿Qué toma?", caller=EVA, message_id="m-1")
    age(store, timedelta(hours=30))
    with pytest.raises(NotFound):
        reader.messages(EVA, SESSION)
    with pytest.raises(NotFound):
        await opened(store).say("¿Qué toma?", caller=EVA, message_id="m-1")
    assert reader.info(CLINICIAN, SESSION)["status"] == "ended"


async def test_a_conversation_that_was_ended_is_read_by_its_owner_alone(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    ended = record(store).model_copy(update={"ended": True})  # as a sweep leaves it: its shares stand there
    store.write(f"registry/sessions/{SESSION}.json", ended.model_dump_json().encode())
    with pytest.raises(NotFound):
        reader.messages(EVA, SESSION)
    assert reader.messages(CLINICIAN, SESSION)["total"] == 2
    assert reader.shares(CLINICIAN, SESSION)["shares"] == []


@pytest.mark.parametrize(
    "text", [IS_B, f"No, es el paciente {B}.", f"No es el paciente {A}.", f"{A} y {B} no"]
)
async def test_what_the_session_is_about_stays_the_owner_s(
    store: Store, opened: Open, reader: SessionReader, text: str
) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    reply = await talk.say(text, caller=EVA)
    assert reply.patient_context.patient_id == A
    assert record(store).patient_id == A
    if text == IS_B:
        assert reply.message == REFUSED


async def test_a_question_waits_for_the_owner(store: Store, opened: Open, reader: SessionReader) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    await talk.say("La paciente Ana_Ruiz_1 y el paciente Leo_Paz_2 tienen tos.")
    question = record(store).question
    assert question is not None
    for text in ("Ana_Ruiz_1", "¿Cómo sigue?"):
        assert (await talk.say(text, caller=EVA)).patient_context.patient_id == A
    assert record(store).question == question


async def test_only_the_owner_shares_takes_back_and_ends(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    acts: list[Callable[[], Any]] = [
        lambda: reader.shares(EVA, SESSION),
        lambda: reader.share(EVA, SESSION, "leo", HOUR),
        lambda: reader.revoke(EVA, SESSION, EVA.id),
        lambda: reader.end(EVA, SESSION),
    ]
    for act in acts:
        with pytest.raises(Forbidden):
            act()
    assert not record(store).ended


async def test_a_colleague_answers_no_question_of_the_owner_s(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    """The message that waits with it is the owner's to send, in a turn of theirs."""
    talk = opened(store)
    await talk.say(IS_A)
    await talk.say(f"¿Es el paciente {A}? Tiene fiebre.")
    asked = record(store).question
    assert asked is not None
    assert asked.text
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    await talk.say(IS_A, caller=EVA)
    assert "fiebre" not in repr(talk.request["messages"])
    assert record(store).question == asked


async def test_taking_back_counts_for_a_process_that_holds_the_session_warm(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    """For turns, refusals and retries alike: none of them is answered from what was warm."""
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    await talk.say("¿Cómo sigue?", caller=EVA, message_id="m-1")
    reader.revoke(CLINICIAN, SESSION, EVA.id)
    for text, message_id in (("¿Y?", None), (IS_B, None), ("¿Cómo sigue?", "m-1")):
        with pytest.raises(NotFound):
            await talk.say(text, caller=EVA, message_id=message_id)
    await talk.say("¿Y ahora?")


async def test_taking_back_stops_a_turn_that_runs(store: Store, opened: Open, reader: SessionReader) -> None:
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    going, gate = asyncio.Event(), asyncio.Event()

    async def wait() -> None:
        going.set()
        await gate.wait()

    talk.model.before = wait
    turn = asyncio.create_task(talk.say("¿Cómo sigue?", caller=EVA))
    async with asyncio.timeout(20):
        await going.wait()
        while record(store).unfinished is None:  # noqa: ASYNC110  the fence is written beside the model's work
            await asyncio.sleep(0)
    with pytest.raises(Conflict):
        reader.share(CLINICIAN, SESSION, "leo", HOUR)
    reader.revoke(CLINICIAN, SESSION, EVA.id)
    gate.set()
    with pytest.raises(AssistantError) as raised:
        await turn
    assert raised.value.status in (404, 409)
    assert record(store).segment.messages == 2, "nobody heard an answer, and none is counted"


async def test_a_crashed_turn_brings_no_share_back(store: Store, opened: Open, reader: SessionReader) -> None:
    """A turn remembers the session as it was before, to go back to; what was taken back stays so."""
    talk = opened(store)
    await talk.say(IS_A)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    known = record(store)
    turn = known.last_turn.model_copy(update={"before": known})
    broken = known.model_copy(update={"turn": turn})
    store.write(f"registry/sessions/{SESSION}.json", broken.model_dump_json().encode())
    reader.revoke(CLINICIAN, SESSION, EVA.id)
    assert EVA.id not in record(store).model_dump_json()


@pytest.mark.parametrize(
    ("colleague", "period"),
    [
        *(("", HOUR), (CLINICIAN.id, HOUR), ("x" * 300, HOUR), ("\ud800", HOUR), ("eva\n", HOUR)),
        *(("eva", timedelta(0)), ("eva", timedelta(days=8))),
    ],
)
async def test_a_share_that_makes_no_sense_is_refused(
    store: Store, opened: Open, reader: SessionReader, colleague: str, period: timedelta
) -> None:
    await opened(store).say(IS_A)
    with pytest.raises(InvalidRequest):
        reader.share(CLINICIAN, SESSION, colleague, period)
    assert record(store).shares == ()


@pytest.mark.parametrize(("colleague", "period"), [("x" * 256, HOUR), ("eva", timedelta(days=7))])
async def test_the_longest_name_and_the_longest_share_are_taken(
    store: Store, opened: Open, reader: SessionReader, colleague: str, period: timedelta
) -> None:
    await opened(store).say(IS_A)
    reader.share(CLINICIAN, SESSION, colleague, period)
    [share] = record(store).shares
    assert (share.caller, share.until - share.since) == (colleague, period)


async def test_a_session_about_nobody_and_a_patient_s_own_are_not_shared(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    rosa = Caller("rosa", Role.PATIENT, frozenset({"Rosa_Quispe"}))
    await opened(store).say("Hola.")
    await opened(store).say("Hola.", session="s-rosa", caller=rosa)
    with pytest.raises(InvalidRequest):
        reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    with pytest.raises(Forbidden):
        reader.share(rosa, "s-rosa", EVA.id, HOUR)


async def test_a_conversation_that_has_ended_is_not_shared(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    """A share made now would be worth something as soon as the owner talks again."""
    await opened(store).say(IS_A)
    reader.end(CLINICIAN, SESSION)
    with pytest.raises(InvalidRequest):
        reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    assert record(store).shares == ()


async def test_the_number_of_colleagues_is_bounded(store: Store, opened: Open, reader: SessionReader) -> None:
    await opened(store).say(IS_A)
    for number in range(16):
        reader.share(CLINICIAN, SESSION, f"c-{number}", HOUR)
    with pytest.raises(InvalidRequest):
        reader.share(CLINICIAN, SESSION, "one-more", HOUR)
    assert len(reader.share(CLINICIAN, SESSION, "c-3", HOUR)["shares"]) == 16


async def test_shares_that_are_over_leave_room_for_new_ones(
    store: Store, opened: Open, reader: SessionReader
) -> None:
    await opened(store).say(IS_A)
    for number in range(16):
        reader.share(CLINICIAN, SESSION, f"c-{number}", HOUR)
    expired = [share.model_copy(update={"until": datetime.now(UTC)}) for share in record(store).shares]
    changed = record(store).model_copy(update={"shares": tuple(expired)})
    store.write(f"registry/sessions/{SESSION}.json", changed.model_dump_json().encode())
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    assert [share.caller for share in record(store).shares] == [EVA.id]


@pytest.mark.parametrize("caller", [EVA, CLINICIAN])
async def test_what_was_said_under_the_wrong_patient_is_not_shown_with_that_patient(
    store: Store, opened: Open, reader: SessionReader, caller: Caller
) -> None:
    talk = opened(store)
    await talk.say(IS_B)
    await talk.say("Tiene VIH.")
    await talk.say(f"No, es el paciente {A}.")
    reply = await talk.say(IS_B)
    reader.share(CLINICIAN, SESSION, EVA.id, HOUR)
    shown = [message["text"] for message in reader.messages(caller, SESSION)["messages"]]
    assert "Tiene VIH." not in shown
    assert reply.session_info.conversation_length == len(shown) == 2


@pytest.mark.parametrize("shared", [True, False])
async def test_who_may_not_see_the_patient_before_gets_nothing_when_a_switch_is_undone(
    opened: Open, settings: Callable[..., Settings], shared: bool
) -> None:
    """About B, then A, then B again: that message was not kept, so the session is about A as before it."""
    store = Faulty(DurableMemory())
    limited = Caller("eva" if shared else CLINICIAN.id, Role.CLINICIAN, frozenset({B}))
    talk = opened(store)
    await talk.say(IS_B)
    if shared:
        session_reader(settings(audit_trail="none"), store).share(CLINICIAN, SESSION, limited.id, HOUR)
    await talk.say(f"{IS_A} Refiere VIH positivo.")
    store.fail("write", f"{B}_medical_notes/")
    with pytest.raises(AssistantError):
        await talk.say(IS_B)
    store.heal()
    other = opened(store)
    with pytest.raises(NotFound):
        await other.say("¿Cómo sigue?", caller=limited)
    assert other.model.requests == []
