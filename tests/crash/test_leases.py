"""The lease tells a running turn from a dead one. Who lost it says nothing more and commits nothing."""

from contextlib import suppress
from datetime import UTC, datetime, timedelta

import pytest

from agents.errors import AssistantError, Conflict
from agents.sessions.store import Store
from tests.crash.conftest import Start
from tests.crash.faults import Killed
from tests.crash.promises import assert_sound, times_kept, until
from tests.fakes import Ear
from tests.talk import notes as said
from tests.talk import record

pytestmark = pytest.mark.anyio

SHORT = timedelta(milliseconds=60)


async def test_a_turn_longer_than_its_lease_keeps_it(notes: Store, start: Start) -> None:
    one = start(notes, lease=timedelta(seconds=1))
    one.model.before = lambda: until(lambda: one.store.steps.count("write record") >= 3)
    reply = await one.say("Uno.")
    assert reply.session_info.notes_saved is notes.durable
    assert_sound(notes)


async def test_a_renewal_whose_answer_was_lost_does_not_lose_the_turn(notes: Store, start: Start) -> None:
    one = start(notes, lease=timedelta(seconds=1))
    one.store.fail("write record", at=2, after=True)  # the first renewal: it happened all the same
    one.model.before = lambda: until(lambda: one.store.steps.count("write record") >= 3)
    await one.say("Uno.")
    assert times_kept(notes, "Uno.") == 1
    assert_sound(notes)


async def test_a_turn_that_was_taken_over_says_nothing_more(
    notes: Store, start: Start, start_later: Start
) -> None:
    one, ear = start(notes, lease=timedelta(seconds=1)), Ear()

    async def taken_over() -> None:
        await until(lambda: "write agent.json" in one.store.steps)
        await start_later(notes).say("Dos.")
        await until(lambda: one.store.steps.count("write record") >= 2)  # its next renewal finds out

    one.model.before = taken_over
    with pytest.raises(Conflict):
        await one.say("Uno.", ear=ear)
    assert not ear.text
    assert [role for role, _ in said(notes, "unknown")] == ["user", "assistant"] * 2
    assert_sound(notes)


async def test_a_turn_whose_renewals_are_stuck_stops_by_its_own_clock(notes: Store, start: Start) -> None:
    """Nobody took it over yet. But somebody may, and what it says then would be said twice."""
    one, ear = start(notes, lease=SHORT), Ear()

    async def stuck() -> None:
        one.store.faults.clear()
        for at in range(1, 100):
            one.store.fail("write record", at=at)
        await until(lambda: record(notes).last_turn.lease_until < datetime.now(UTC))

    one.model.before = stuck
    with pytest.raises(AssistantError):
        await one.say("Uno.", ear=ear)
    assert not ear.text


async def test_a_finish_that_comes_after_a_take_over_is_not_counted_twice(
    notes: Store, start: Start, start_later: Start
) -> None:
    """It wrote its last message, but not the record; the retry goes on elsewhere, and then it comes back."""
    slow = start(notes, first="write")
    await start(notes).say("Antes.")
    slow.store.meanwhile("write record", lambda: start_later(notes).say("Uno.", message_id="m1"), at=2)
    with pytest.raises(Conflict):
        await slow.say("Uno.", message_id="m1")
    reply = await start(notes).say("Uno.", message_id="m1")
    assert reply == await start(notes).say("Uno.", message_id="m1")
    assert times_kept(notes, "Uno.") == 1
    assert_sound(notes)


@pytest.mark.parametrize(("step", "at"), [("write record", 2), ("write message", 3), ("delete message", 1)])
async def test_a_sleeper_that_dies_after_a_take_over_leaves_no_mark(
    notes: Store, start: Start, start_later: Start, step: str, at: int
) -> None:
    await start(notes).say("Antes.")
    sleeper = start(notes, ("patient_info", {}), "Listo.", first="write")
    sleeper.store.meanwhile("write message", lambda: start_later(notes).say("Dos."), at=2)
    sleeper.store.kill(step, at=at, after=True)
    with suppress(Killed, AssistantError):
        await sleeper.say("Uno.", message_id="m1")
    later = start_later(notes)
    await later.say("Uno.", message_id="m1")
    await later.say("Tres.")
    for text in ("Antes.", "Uno.", "Dos.", "Tres."):
        assert times_kept(notes, text) == 1
    assert_sound(notes)


async def test_a_message_of_a_sleeper_does_not_join_the_turn_that_went_on_without_it(
    notes: Store, start: Start, start_later: Start
) -> None:
    """Its tool result lands after the retry's own call: the call would have somebody else's result."""
    await start(notes).say("Antes.")
    sleeper = start(notes, ("patient_info", {}), "Listo.")

    async def goes_on() -> None:
        retry = start_later(notes, ("patient_info", {}), "Listo.")
        retry.store.kill("write message", at=1, after=True)
        await retry.dies("Uno.", message_id="m1")

    sleeper.store.meanwhile("write message", goes_on, at=3)
    with pytest.raises(AssistantError):
        await sleeper.say("Uno.", message_id="m1")
    await start_later(notes).say("Uno.", message_id="m1")
    assert times_kept(notes, "Uno.") == 1
    assert_sound(notes)
