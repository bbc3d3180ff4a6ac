"""A process is slow, not dead: others take its turn over. What it still does undoes nothing of theirs."""

import asyncio
import threading
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from agents.contract import Reply
from agents.errors import AssistantError, Conflict, StoreUnavailable
from agents.reading import SessionReader
from agents.sessions.store import Store
from tests.crash.conftest import Start
from tests.crash.process import Clock, Process
from tests.crash.promises import assert_sound, times_kept, until
from tests.fakes import CLINICIAN, OTHER_CLINICIAN
from tests.talk import IS_A, SESSION, A, record

pytestmark = pytest.mark.anyio


def reader(process: Process) -> SessionReader:
    conversations = process.conversations
    return SessionReader(
        process.store, conversations.archive.layout, conversations.answering.composer, conversations.auditor
    )


async def test_a_slow_finisher_leaves_the_message_that_another_counted(
    notes: Store, start: Start, clock: Clock
) -> None:
    one, other = start(notes, first="write"), start(notes)
    await one.say(f"{IS_A} Fiebre.")

    async def take_over() -> None:
        clock.advance()
        await other.say("Otra cosa.")

    one.store.meanwhile("write record", take_over, at=2)
    with pytest.raises(Conflict):
        await one.say("¿Su peso?")
    await start(notes).say("¿Y ahora?")
    assert_sound(notes)


async def test_a_slow_finisher_leaves_the_reply_that_a_retry_was_given(
    notes: Store, start: Start, start_later: Start
) -> None:
    slow = start(notes, "Respuesta lenta.", first="write")
    await start(notes).say("Antes.")
    given: list[Reply] = []

    async def retry() -> None:
        given.append(await start_later(notes).say("Uno.", message_id="m-1"))

    slow.store.meanwhile("write record", retry, at=2)
    with pytest.raises(Conflict):
        await slow.say("Uno.", message_id="m-1")
    assert await start_later(notes, "Otra.").say("Uno.", message_id="m-1") == given[0]


@dataclass
class Held:
    """Another process's turn, on a thread of its own, that waits at a step until it is let go."""

    process: Process
    step: str
    reached: threading.Event = field(default_factory=threading.Event)
    go: threading.Event = field(default_factory=threading.Event)
    done: threading.Event = field(default_factory=threading.Event)

    def start(self, text: str) -> None:
        async def gate() -> None:
            self.reached.set()
            assert self.go.wait(10)

        def run() -> None:
            asyncio.run(_insist(self.process, text))
            self.done.set()

        self.process.store.meanwhile(self.step, gate)
        threading.Thread(target=run, daemon=True).start()
        assert self.reached.wait(10)

    async def finish(self) -> None:
        self.go.set()
        assert await asyncio.to_thread(self.done.wait, 10)


async def late(start: Start, clock: Clock, notes: Store, step: str) -> Held:
    """A counted answer comes after its lease; somebody looked before it came, and stands at this step."""
    await start(notes).say("Antes.")
    slow, closer = start(notes, "Respuesta."), Held(start(notes), step)

    async def take_over() -> None:
        clock.advance()
        closer.start("Otra cosa.")

    slow.store.meanwhile("write message", take_over, at=2)
    with pytest.raises(Conflict):
        await slow.say("Uno.", message_id="m-1")
    return closer


async def test_a_reply_that_a_retry_was_given_is_not_closed_by_who_looked_before_it_stood(
    notes: Store, start: Start, clock: Clock
) -> None:
    closer = await late(start, clock, notes, "write record")
    given = await start(notes).say("Uno.", message_id="m-1")
    await closer.finish()
    assert given.message.strip() == "Respuesta."
    assert await start(notes).say("Uno.", message_id="m-1") == given
    assert times_kept(notes, "Otra cosa.") == 1


async def test_a_reply_that_is_about_to_be_closed_is_not_given(
    notes: Store, start: Start, clock: Clock
) -> None:
    closer = await late(start, clock, notes, "write message")
    with pytest.raises(Conflict):
        await start(notes).say("Uno.", message_id="m-1")
    await closer.finish()
    given = [(await start(notes).say("Uno.", message_id="m-1")).message for _ in range(2)]
    assert given[0] == given[1]
    assert "interrumpió" in given[0]
    assert_sound(notes)


async def _insist(process: Process, text: str) -> None:
    while True:
        with suppress(Conflict):
            await process.say(text)
            return


async def test_of_two_that_undo_one_move_the_late_one_removes_nothing_of_a_new_move(
    notes: Store, start: Start, start_later: Start
) -> None:
    one = start(notes)
    await one.say("Hola, tengo alergia a la penicilina.")
    one.store.kill("write record", at=2)  # the copies are made, the move is not committed
    await one.dies(f"{IS_A} Tos.")
    two, three = start_later(notes), start_later(notes)
    two.store.meanwhile("delete message", lambda: _try(three, f"{IS_A} Tos."))
    await _try(two, f"{IS_A} Tos.", message_id="m-9")
    await start_later(notes).say(f"{IS_A} Tos.", message_id="m-9")
    assert_sound(notes)
    assert times_kept(notes, "Hola, tengo alergia a la penicilina.") == 1


async def test_a_delete_that_outlives_its_lease_meets_copies_of_another_version(
    notes: Store, start: Start, start_later: Start
) -> None:
    one = start(notes)
    await one.say("Hola, tengo alergia a la penicilina.")
    one.store.kill("write record", at=2)
    await one.dies(f"{IS_A} Tos.")
    two = start_later(notes)
    two.store.meanwhile("delete message", lambda: start_later(notes).say(f"{IS_A} Tos."))
    await _try(two, f"{IS_A} Tos.", message_id="m-9")
    assert_sound(notes)
    assert times_kept(notes, "Hola, tengo alergia a la penicilina.") == 1


async def _try(process: Process, text: str, message_id: str | None = None) -> None:
    with suppress(AssistantError):
        await process.say(text, message_id=message_id)


async def test_a_renewal_after_a_lost_one_does_not_bring_a_revoked_share_back(
    notes: Store, start: Start
) -> None:
    other = start(notes)
    await other.say(f"{IS_A} Fiebre.")
    reading = reader(other)
    reading.share(CLINICIAN, SESSION, OTHER_CLINICIAN.id, timedelta(hours=1))
    one = start(notes, lease=timedelta(seconds=0.6))
    one.store.fail("write record", at=2)  # the first renewal

    async def revoke() -> None:
        reading.revoke(CLINICIAN, SESSION, OTHER_CLINICIAN.id)

    one.store.meanwhile("write record", revoke, at=3)
    one.model.before = lambda: until(lambda: one.store.steps.count("write record") >= 3)
    await _try(one, "¿Su peso?")
    assert record(notes).shares == ()


@pytest.mark.parametrize("act", ["unbind", "end"])
async def test_letting_go_of_a_turn_does_not_undo_what_was_done_after_it(
    notes: Store, start: Start, act: str
) -> None:
    one, other = start(notes), start(notes)
    await one.say(f"{IS_A} Fiebre.")
    one.store.fail("write record", at=2, after=True)  # the turn is kept; its process does not hear so

    async def meanwhile() -> None:
        if act == "unbind":
            await other.say("No es ese paciente.")
        else:
            reader(other).end(CLINICIAN, SESSION)

    one.store.meanwhile("write record", meanwhile, at=3)
    with pytest.raises(StoreUnavailable):
        await one.say("¿Su peso?")
    known = record(notes)
    assert (known.patient_id, known.ended) == ((None, False) if act == "unbind" else (A, True))


async def test_a_turn_that_meets_a_move_reads_again(notes: Store, start: Start) -> None:
    await start(notes).say("Hola.")
    one, other = start(notes), start(notes)
    one.store.meanwhile("read message", lambda: other.say(f"{IS_A} Tos."))
    assert (await one.say("¿Qué puede hacer?")).patient_context.patient_id == A
    assert_sound(notes)
