"""A session that nobody has yet: crashes and races where no record says what belongs to whom."""

from collections.abc import Awaitable

import pytest

from agents.errors import Conflict, NotesInTheWay, StoreUnavailable
from agents.sessions.documents import dump, text_message
from agents.sessions.store import ABSENT, Store
from tests.crash.conftest import Start
from tests.crash.promises import assert_sound, assert_stock_reads, times_kept
from tests.talk import IS_A, A, folder, stored
from tests.talk import notes as said

pytestmark = pytest.mark.anyio


async def test_a_message_whose_record_never_was_written_does_not_block_the_session(
    notes: Store, start: Start
) -> None:
    first = start(notes, first="write")  # its message is stored, and then it dies
    first.store.kill("write record")
    await first.dies("Hola.", message_id="m1")
    assert len(stored(notes, "unknown")) == 1
    reply = await start(notes).say("Hola.", message_id="m1")
    assert reply.session_info.conversation_length == 2
    assert times_kept(notes, "Hola.") == 1
    assert_sound(notes)


async def test_a_record_whose_message_never_was_written_does_not_block_the_session(
    notes: Store, start: Start, start_later: Start
) -> None:
    first = start(notes)
    first.store.kill("write record", after=True)
    await first.dies("Hola.", message_id="m1")
    with pytest.raises(Conflict) as conflict:
        await start(notes).say("Hola.", message_id="m1")
    assert conflict.value.retry_after
    await start_later(notes).say("Hola.", message_id="m1")
    assert times_kept(notes, "Hola.") == 1
    assert_sound(notes)


async def test_of_two_first_turns_the_record_decides(notes: Store, start: Start) -> None:
    """The other process begins its turn between this one's record and this one's message."""
    one, other = start(notes), start(notes)
    one.store.meanwhile("write message", lambda: refused(other.say("Otro.", message_id="m2")))
    await one.say("Uno.", message_id="m1")
    await other.say("Otro.", message_id="m2")
    assert times_kept(notes, "Uno.") == times_kept(notes, "Otro.") == 1
    assert_sound(notes)


async def test_a_first_turn_that_was_overtaken_becomes_the_second(notes: Store, start: Start) -> None:
    """The other process takes its whole turn after this one wrote all but its record."""
    one, other = start(notes, first="write"), start(notes)
    one.store.meanwhile("write record", lambda: other.say("Otro."))
    reply = await one.say("Uno.")
    assert reply.metadata.conversation_count == 2
    assert [text for _, text in said(notes, "unknown")] == ["Otro.", "De acuerdo.", "Uno.", "De acuerdo."]
    assert_sound(notes)
    place = folder("unknown")
    assert notes.read(f"{place}session.json"), "the other found it standing: it is not this one's to remove"
    assert notes.read(f"{place}agents/agent_healthcare/agent.json")


async def refused(turn: Awaitable[object]) -> None:
    with pytest.raises(Conflict):
        await turn


async def test_the_winner_of_the_record_writes_over_the_message_of_the_loser(
    notes: Store, start: Start
) -> None:
    winner, loser = start(notes), start(notes, first="write")
    loser.store.meanwhile("write record", lambda: winner.say("Uno."))
    loser.store.kill("write record")
    await loser.dies("Otro.")
    assert said(notes, "unknown")[0] == ("user", "Uno.")
    assert times_kept(notes, "Otro.") == 0
    assert_sound(notes)


async def test_notes_of_other_tools_are_not_taken_for_leftovers(notes: Store, start: Start) -> None:
    key = f"{folder('unknown')}agents/agent_healthcare/messages/message_0.json"
    foreign = dump({"message": text_message("user", "De otro."), "message_id": 0})
    notes.write(key, foreign, expect=ABSENT)
    with pytest.raises(NotesInTheWay):
        await start(notes).say("Hola.")
    item = notes.read(key)
    assert item is not None
    assert item.body == foreign
    assert notes.read("registry/sessions/s-1.json") is None, "or nobody else could go on with them"


async def test_notes_whose_registry_was_lost_are_not_written_over(notes: Store, start: Start) -> None:
    await start(notes).say(f"{IS_A} Fiebre.")
    before = stored(notes, A)
    notes.delete("registry/sessions/s-1.json")
    reply = await start(notes).say(f"{IS_A} Tos.")
    assert stored(notes, A)[: len(before)] == before
    assert reply.session_info.conversation_length == len(before) + 2
    assert_sound(notes)


@pytest.mark.parametrize("step", ["write message", "write record", "write agent.json", "write session.json"])
@pytest.mark.parametrize("happened", [False, True])
async def test_a_first_turn_that_the_store_failed_is_answered_once_by_its_retry(
    notes: Store, start: Start, step: str, happened: bool
) -> None:
    first = start(notes)
    first.store.fail(step, after=happened)
    with pytest.raises(StoreUnavailable):
        await first.say("Hola.", message_id="m1")
    reply = await start(notes).say("Hola.", message_id="m1")
    assert reply.session_info.conversation_length == 2
    assert times_kept(notes, "Hola.") == 1
    assert_sound(notes)


@pytest.mark.parametrize("text", ["Hola.", "Otra cosa."])
@pytest.mark.parametrize("step", ["write agent.json", "write session.json"])
async def test_a_file_that_a_first_turn_could_not_write_is_written_by_the_next(
    notes: Store, start: Start, step: str, text: str
) -> None:
    first = start(notes)
    first.store.fail(step)
    with pytest.raises(StoreUnavailable):
        await first.say("Hola.", message_id="m1")
    await start(notes).say(text, message_id="m1" if text == "Hola." else "m2")
    assert_stock_reads(notes)
