"""Binding moves an unbound conversation to its patient: whole or not at all, whatever dies on the way."""

import asyncio

import pytest

from agents.errors import AssistantError, StoreUnavailable
from agents.sessions.store import Store
from tests.crash.conftest import Start
from tests.crash.faults import Fault, Killed
from tests.crash.process import Clock
from tests.crash.promises import assert_sound, assert_stock_reads, times_kept
from tests.talk import IS_A, IS_B, UNKNOWN, A, B, everything, folder, record
from tests.talk import notes as said

pytestmark = pytest.mark.anyio

STEPS = ("write record", "write message", "write alias", "write agent.json", "write session.json")
BINDING = f"{IS_A} Desde ayer."


async def unbound(store: Store, start: Start) -> None:
    """A conversation about nobody yet, of two turns."""
    talk = start(store)
    await talk.say("Fiebre alta.")
    await talk.say("Dolor de cabeza.")


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", [1, 2, 3, 5])
@pytest.mark.parametrize("step", ["write record", "write message", "write alias", "delete message"])
async def test_a_bind_that_dies_at_any_step_is_whole_or_not_at_all(
    notes: Store, start: Start, start_later: Start, step: str, at: int, after: bool
) -> None:
    await unbound(notes, start)
    one = start(notes)
    one.store.kill(step, at=at, after=after)
    try:
        await one.say(BINDING, message_id="m1")
    except BaseException as error:
        if isinstance(error, asyncio.CancelledError):
            raise
    reply = await start_later(notes).say(BINDING, message_id="m1")
    assert reply.patient_context.patient_id == A
    assert await start(notes).say(BINDING, message_id="m1") == reply
    await start(notes).say("¿Algo más?")  # what an earlier turn left behind is removed by the next
    for text in ("Fiebre alta.", "Dolor de cabeza.", "Desde ayer."):
        assert times_kept(notes, text) == 1
    assert_sound(notes)
    assert not everything(notes, folder(UNKNOWN))


@pytest.mark.parametrize("at", [1, 2, 3, 4, 6])
async def test_a_bind_that_died_leaves_nothing_with_that_patient_if_it_becomes_another(
    notes: Store, start: Start, start_later: Start, at: int
) -> None:
    """Four copies are made, then the record, then the message."""
    await unbound(notes, start)
    one = start(notes, first="write")
    one.store.kill("write message", at=at, after=True)
    await one.dies(BINDING)
    reply = await start_later(notes).say(f"{IS_B} Desde ayer.".replace("Ahora", "Son"))
    if reply.patient_context.patient_id == B and not reply.patient_context.patient_changed:
        assert "Fiebre" not in everything(notes, folder(A))
        assert "ayer" not in everything(notes, folder(A))
        assert "Fiebre" in repr(said(notes, B))
    assert times_kept(notes, "Fiebre alta.") == 1
    assert_sound(notes)


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("step", STEPS)
async def test_a_bind_that_the_store_failed_is_completed_by_its_retry(
    notes: Store, start: Start, step: str, at: int, happened: bool
) -> None:
    await unbound(notes, start)
    one = start(notes)
    one.store.fail(step, at=at, after=happened)
    try:
        await one.say(BINDING, message_id="m1")
    except StoreUnavailable:
        await start(notes).say(BINDING, message_id="m1")
    for text in ("Fiebre alta.", "Dolor de cabeza.", "Desde ayer."):
        assert times_kept(notes, text) == 1
    assert record(notes).patient_id == A
    assert_sound(notes)


async def test_copies_under_way_end_before_the_failed_move_is_given_up(notes: Store, start: Start) -> None:
    await unbound(notes, start)
    one = start(notes)
    one.store.fail("write message", key=f"{folder(A)}*")
    with pytest.raises(StoreUnavailable):
        await one.say(BINDING)
    await start(notes).say("¿Algo más?")
    assert not [key for key in notes.list(folder(A)) if "/messages/" in key]
    assert record(notes).patient_id is None
    assert_sound(notes)


async def test_a_mover_whose_lease_ran_out_can_neither_commit_nor_remove(
    notes: Store, start: Start, start_later: Start
) -> None:
    """It stood still between its copies and its record; somebody else bound the session meanwhile."""
    await unbound(notes, start)
    slow = start(notes)
    slow.store.meanwhile("write record", lambda: start_later(notes).say(f"{IS_A} Otra cosa."), at=2)
    try:
        await slow.say(BINDING)
    except AssistantError:
        await slow.say(BINDING)
    for text in ("Fiebre alta.", "Dolor de cabeza.", "Otra cosa.", "Desde ayer."):
        assert times_kept(notes, text) == 1
    assert_sound(notes)


@pytest.mark.parametrize("count", [1, 2])
async def test_what_a_late_mover_wrote_bars_no_later_move(
    notes: Store, start: Start, start_later: Start, count: int
) -> None:
    """It stood still before its own message; meanwhile the move was undone and the conversation went on."""
    for text in ("Fiebre alta.", "Dolor de cabeza.")[:count]:
        await start(notes).say(text)
    slow = start(notes)
    at = 2 * count + 1
    slow.store.meanwhile("write message", lambda: start_later(notes).say("Otra cosa."), at=at)
    with pytest.raises(AssistantError):
        await slow.say(BINDING, message_id="m1")
    assert "Desde ayer." in everything(notes, folder(A)), "it was written late"
    assert (await start(notes).say(BINDING, message_id="m1")).patient_context.patient_id == A
    for text in ("Fiebre alta.", "Otra cosa.", "Desde ayer."):
        assert times_kept(notes, text) == 1
    assert_sound(notes)


async def test_a_half_made_move_is_undone_also_when_the_answer_before_it_is_missing(
    notes: Store, start: Start, start_later: Start
) -> None:
    await start(notes).say("Hola.")
    one = start(notes)
    one.store.kill("write message", at=2)
    await one.dies("Fiebre alta.")
    mover = start_later(notes)
    mover.store.kill("write record", at=2)
    await mover.dies(BINDING)
    assert "Fiebre" in everything(notes, folder(A)), "it was copied"
    reply = await start_later(notes).say(f"Son las notas del paciente {B}.")
    assert (reply.patient_context.patient_id, reply.patient_context.patient_changed) == (B, False)
    assert "Fiebre" not in everything(notes, folder(A))
    assert times_kept(notes, "Fiebre alta.") == 1
    assert_sound(notes)


@pytest.mark.parametrize("at", [1, 2, 3])
async def test_a_mover_that_stood_still_while_it_read_writes_over_nothing(
    notes: Store, start: Start, start_later: Start, at: int
) -> None:
    first = start(notes, first="write")
    first.store.kill("write message", after=True)
    await first.dies(BINDING)
    await start(notes).say("Fiebre alta.")
    slow = start(notes)
    slow.store.meanwhile(
        "read message", lambda: start_later(notes).say("Otra cosa."), at=at, key=f"*{A}*", after=True
    )
    slow.store.kill("write record", at=2)
    with pytest.raises((AssistantError, Killed)):
        await slow.say(BINDING)
    assert (await start_later(notes).say(IS_B)).patient_context.patient_id == B
    assert "Fiebre" not in everything(notes, folder(A))
    assert_sound(notes, left=True)


async def test_a_lone_message_of_a_first_turn_that_died_bars_no_move(notes: Store, start: Start) -> None:
    first = start(notes, first="write")
    first.store.kill("write message", after=True)
    await first.dies(BINDING)
    assert "Desde ayer." in everything(notes, folder(A))
    await start(notes).say("Fiebre alta.")
    assert (await start(notes).say(f"{IS_A} Otra cosa.")).patient_context.patient_id == A
    assert [text for role, text in said(notes, A) if role == "user"] == ["Fiebre alta.", f"{IS_A} Otra cosa."]
    assert_sound(notes)


async def test_a_mover_stops_copying_when_its_lease_is_over(
    notes: Store, start: Start, start_later: Start, clock: Clock
) -> None:
    await unbound(notes, start)
    slow = start(notes)
    slow.store.faults.append(Fault("read message", clock.advance, key=f"{folder(UNKNOWN)}*", at=7))
    with pytest.raises(AssistantError):
        await slow.say(BINDING)
    assert len([key for key in notes.list(folder(A)) if "/messages/" in key]) < 4
    await start_later(notes).say("Seguimos.")
    assert_sound(notes)


async def test_what_a_bind_left_behind_goes_even_if_the_patient_changes_first(
    notes: Store, start: Start, start_later: Start
) -> None:
    await unbound(notes, start)
    one = start(notes)
    one.store.kill("delete message")
    await one.dies(BINDING)
    assert everything(notes, folder(UNKNOWN))
    await start_later(notes).say(IS_B)
    assert not everything(notes, folder(UNKNOWN))
    assert times_kept(notes, "Fiebre alta.") == 1
    assert_sound(notes)


async def test_a_stock_session_manager_reads_what_a_crashed_bind_left(
    notes: Store, start: Start, start_later: Start
) -> None:
    await unbound(notes, start)
    one = start(notes)
    one.store.kill("write agent.json")
    await one.dies(BINDING)
    await start_later(notes).say("¿Algo más?")
    assert_stock_reads(notes)
