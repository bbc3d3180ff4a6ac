"""A store that fails may have done what it was asked. Whatever it did, a retry has one answer, kept once."""

import asyncio
from contextlib import suppress
from typing import Any

import pytest

from agents.errors import AssistantError, StoreUnavailable
from agents.sessions.store import Store
from tests.crash.conftest import Start
from tests.crash.faults import Killed
from tests.crash.process import Process
from tests.crash.promises import assert_sound, assert_valid, conversations, times_kept
from tests.talk import IS_A, IS_B, record

pytestmark = pytest.mark.anyio

TOOLS: tuple[Any, ...] = (("patient_info", {}), "Listo.")
STEPS = [("write record", 1), ("write record", 2), *(("write message", at) for at in (1, 2, 3, 4))]


async def talked(store: Store, start: Start) -> None:
    await start(store).say(f"{IS_A} Fiebre.")


async def retried(process: Process, text: str, message_id: str) -> None:
    """The same answer, however often it is asked for."""
    first = await process.say(text, message_id=message_id)
    assert await process.say(text, message_id=message_id) == first


@pytest.mark.parametrize("happened", [False, True])
@pytest.mark.parametrize(("step", "at"), STEPS)
async def test_a_turn_with_a_tool_whose_store_failed_is_answered_once(
    notes: Store, start: Start, step: str, at: int, happened: bool
) -> None:
    await talked(notes, start)
    one = start(notes, *TOOLS)
    one.store.fail(step, at=at, after=happened)
    with pytest.raises(StoreUnavailable):
        await one.say("¿Su peso?", message_id="m1")
    await retried(start(notes), "¿Su peso?", "m1")
    assert times_kept(notes, "¿Su peso?") == 1
    assert_sound(notes)


@pytest.mark.parametrize("order", ["save", "write"])
@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("step", "at"), STEPS)
async def test_a_turn_with_a_tool_that_died_is_answered_once(
    notes: Store, start: Start, start_later: Start, step: str, at: int, after: bool, order: str
) -> None:
    await talked(notes, start)
    one = start(notes, *TOOLS, first=order)
    one.store.kill(step, at=at, after=after)
    await one.dies("¿Su peso?", message_id="m1")
    await retried(start_later(notes), "¿Su peso?", "m1")
    assert times_kept(notes, "¿Su peso?") == 1
    assert_sound(notes)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize(("step", "at"), STEPS)
async def test_a_turn_that_died_is_closed_by_whatever_comes_next(
    notes: Store, start: Start, start_later: Start, step: str, at: int, after: bool
) -> None:
    await talked(notes, start)
    one = start(notes, *TOOLS, first="write")
    one.store.kill(step, at=at, after=after)
    await one.dies("¿Su peso?", message_id="m1")
    later = start_later(notes)
    await later.say("Otra cosa.")
    assert_sound(notes)
    for request in later.model.requests:
        assert_valid([*request["messages"], {"role": "assistant", "content": [{"text": "..."}]}])
    await retried(later, "¿Su peso?", "m1")
    assert times_kept(notes, "¿Su peso?") == 1
    assert_sound(notes)


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("step", ["write record", "write message", "write alias", "write agent.json"])
async def test_a_switch_that_died_is_made_once(
    notes: Store, start: Start, start_later: Start, step: str, at: int, after: bool
) -> None:
    await talked(notes, start)
    one = start(notes)
    one.store.kill(step, at=at, after=after)
    with suppress(Killed):
        await one.say(f"{IS_B} Tos.", message_id="m1")
    await retried(start_later(notes), f"{IS_B} Tos.", "m1")
    assert times_kept(notes, "Tos.") == 1
    assert len(record(notes).segments) == 2
    assert_sound(notes)


async def test_an_answer_that_was_counted_but_never_written_is_closed_after_a_second_crash(
    notes: Store, start: Start, start_later: Start
) -> None:
    await talked(notes, start)
    one = start(notes)
    one.store.kill("write record", at=2, after=True)
    await one.dies("Uno.", message_id="m1")
    two = start_later(notes)
    two.store.kill("write record", after=True)
    await two.dies("Dos.", message_id="m2")
    await retried(start_later(notes), "Uno.", "m1")
    await retried(start_later(notes), "Dos.", "m2")
    assert times_kept(notes, "Uno.") == times_kept(notes, "Dos.") == 1
    assert_sound(notes)


@pytest.mark.parametrize("at", [1, 2])
async def test_closing_a_turn_that_died_may_die_as_well(
    notes: Store, start: Start, start_later: Start, at: int
) -> None:
    """Results for its tools, and an answer: two messages."""
    await talked(notes, start)
    one = start(notes, *TOOLS)
    one.store.kill("write message", at=2, after=True)
    await one.dies("¿Su peso?", message_id="m1")
    two = start_later(notes)
    two.store.kill("write message", at=at, after=True)
    await two.dies("Otra cosa.")
    await start_later(notes).say("Otra cosa.")
    assert times_kept(notes, "Otra cosa.") == 1
    assert_sound(notes)


async def test_a_retry_that_dies_is_gone_on_with_by_the_next(
    notes: Store, start: Start, start_later: Start
) -> None:
    await talked(notes, start)
    for at in (2, 1, 2):
        one = start_later(notes, *TOOLS)
        one.store.kill("write message", at=at, after=True)
        await one.dies("¿Su peso?", message_id="m1")
    await retried(start_later(notes), "¿Su peso?", "m1")
    assert times_kept(notes, "¿Su peso?") == 1
    assert_sound(notes)


async def test_when_the_store_is_gone_for_good_nothing_is_claimed(notes: Store, start: Start) -> None:
    await talked(notes, start)
    before = conversations(notes)
    one = start(notes)
    for at in range(1, 9):
        one.store.fail("write *", at=at)
    with pytest.raises(AssistantError) as error:
        await one.say("Uno.")
    assert error.value.status == 503
    assert conversations(notes) == before
    await asyncio.sleep(0)
    assert_sound(notes)
