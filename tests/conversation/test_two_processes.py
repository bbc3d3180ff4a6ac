"""Promise 4: two processes on one session never interleave or overwrite; one wins, the other may retry."""

import asyncio
import gc
import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from agents.bootstrap import safe_logging
from agents.config import Settings
from agents.contract import Reply
from agents.errors import Conflict
from agents.redaction.pseudonym import Pseudonyms
from agents.sessions.store import Store
from agents.turn import replies
from tests.fakes import Ear
from tests.processes import Open
from tests.talk import (
    IS_A,
    IS_B,
    SESSION,
    UNKNOWN,
    A,
    B,
    Talk,
    age,
    everything,
    folder,
    notes,
    record,
    valid_roles,
)

pytestmark = pytest.mark.anyio


class Held:
    """A model that stops before it answers, until the test lets it go."""

    def __init__(self, talk: Talk) -> None:
        self.reached, self.go = asyncio.Event(), asyncio.Event()
        talk.model.before = self._before

    async def _before(self) -> None:
        self.reached.set()
        await self.go.wait()


async def in_the_middle(talk: Talk, store: Store, text: str) -> tuple[Held, "asyncio.Task[Reply]"]:
    """A turn whose first wave is stored and whose model has not answered."""
    held = Held(talk)
    turn = asyncio.create_task(talk.say(text, message_id="held"))
    await held.reached.wait()
    async with asyncio.timeout(10):
        while not _begun(store, text):  # noqa: ASYNC110  a store tells nobody of a write
            await asyncio.sleep(0)
    return held, turn


def _begun(store: Store, text: str) -> bool:
    registered = store.read(f"registry/sessions/{SESSION}.json") is not None
    return registered and record(store).unfinished is not None and text in everything(store, "processed/")


async def test_a_turn_that_comes_second_and_is_read_anew_logs_its_reason_and_no_errors(
    store: Store,
    opened: Open,
    settings: Callable[..., Settings],
    untouched_logging: None,
    capsys: pytest.CaptureFixture[str],
) -> None:
    safe_logging(settings(), Pseudonyms(b"a key of thirty-two bytes, at le"))
    one, two = opened(store), opened(store)
    await one.say("Uno.")
    await two.say("Dos.")
    await one.say("Tres.")
    gc.collect()
    await asyncio.sleep(0)  # generators that nobody holds are closed by the loop
    logged = [json.loads(line) for line in capsys.readouterr().err.splitlines()]
    told = [
        line for line in logged if line["logger"].startswith(("agents.sessions", "opentelemetry", "strands"))
    ]
    assert [line["message"] for line in told] == ["clean-up step failed"]
    assert told[0]["error"].startswith("LostFence(conflict)")


async def test_a_message_during_another_processes_turn_is_told_to_come_again(
    store: Store, opened: Open
) -> None:
    one, two = opened(store), opened(store)
    await one.say(IS_A)
    held, turn = await in_the_middle(one, store, "Uno.")
    with pytest.raises(Conflict) as raised:
        await two.say("Dos.")
    assert (raised.value.status, set(raised.value.headers())) == (409, {"Retry-After"})
    assert two.model.requests == []
    held.go.set()
    await turn
    await two.say("Dos.")
    assert [text for role, text in notes(store, A) if role == "user"] == [IS_A, "Uno.", "Dos."]
    assert valid_roles(notes(store, A))
    assert two.heard == notes(store, A)[:-1]


async def test_a_message_during_this_processes_turn_is_told_to_come_again(store: Store, opened: Open) -> None:
    talk = opened(store)
    held, turn = await in_the_middle(talk, store, "Uno.")
    with pytest.raises(Conflict):
        await talk.say("Dos.")
    held.go.set()
    assert (await turn).session_info.conversation_length == 2
    assert len(notes(store, UNKNOWN)) == 2


@pytest.mark.parametrize("first", ["Hola.", IS_A, None])
async def test_of_two_at_once_one_wins_and_the_other_loses_nothing(
    store: Store, opened: Open, first: str | None
) -> None:
    processes = opened(store), opened(store)
    if first:
        await processes[0].say(first)
    answered = 0
    for number in range(4):
        texts = [f"{number} de {process}." for process in range(2)]
        results = await asyncio.gather(
            *(talk.say(text) for talk, text in zip(processes, texts, strict=True)), return_exceptions=True
        )
        for talk, text, result in zip(processes, texts, results, strict=True):
            if isinstance(result, BaseException):
                assert isinstance(result, Conflict), result
                await talk.say(text)
            answered += 1
    kept = notes(store, A if first == IS_A else UNKNOWN)
    said = [text for role, text in kept if role == "user"]
    assert len(said) == len(set(said)) == answered + (first is not None)
    assert valid_roles(kept)


async def test_the_same_message_at_two_processes_is_stored_once(store: Store, opened: Open) -> None:
    processes = opened(store), opened(store)
    results = await asyncio.gather(
        *(talk.say(IS_A, message_id="m-1") for talk in processes), return_exceptions=True
    )
    late = [await talk.say(IS_A, message_id="m-1") for talk in processes]
    assert late[0].model_dump_json() == late[1].model_dump_json()
    assert [r for r in results if not isinstance(r, BaseException)] == [late[0]] * sum(
        not isinstance(r, BaseException) for r in results
    )
    assert len(notes(store, A)) == 2


async def test_a_switch_elsewhere_is_followed_by_a_process_that_held_a_warm_agent(
    store: Store, opened: Open
) -> None:
    one, two = opened(store), opened(store)
    await one.say(IS_A)
    await two.say(IS_B)
    one.model.requests.clear()
    reply = await one.say("Tiene fiebre.")
    assert reply.patient_context.patient_id == B
    assert len(notes(store, A)) == 2
    assert notes(store, B, "s-1.2")[2] == ("user", "Tiene fiebre.")
    assert A not in repr(one.request), "the request that was answered is about B alone"


async def test_a_bind_elsewhere_is_followed_too(store: Store, opened: Open) -> None:
    one, two = opened(store), opened(store)
    await one.say("Hola.")
    await two.say(IS_A)
    reply = await one.say("Tiene fiebre.")
    assert reply.patient_context.patient_id == A
    assert list(store.list(folder(UNKNOWN))) == []
    assert len(notes(store, A)) == 6


async def test_two_processes_that_bind_to_different_patients_do_not_mix_them(
    store: Store, opened: Open
) -> None:
    one, two = opened(store), opened(store)
    await one.say("Hola.")
    results = await asyncio.gather(one.say(IS_A), two.say(IS_B), return_exceptions=True)
    won = [r for r in results if not isinstance(r, BaseException)]
    assert won
    bound = [segment for segment in record(store).segments if segment.patient_id]
    everywhere = [notes(store, s.patient_id or "", record(store).name(s.number)) for s in bound]
    for conversation in everywhere:
        assert valid_roles(conversation)
    assert IS_A not in repr(notes(store, B, SESSION))
    assert IS_B not in repr(notes(store, A, SESSION))


async def test_who_lost_the_lease_is_told_so_and_keeps_nothing(store: Store, opened: Open) -> None:
    """Process one stops for longer than its lease (a debugger, a full machine); process two goes on."""
    one, two = opened(store, "Tarde."), opened(store, "A tiempo.")
    held, turn = await in_the_middle(one, store, "Uno.")
    age(store, timedelta(seconds=20))
    await two.say("Dos.")
    held.go.set()
    with pytest.raises(Conflict):
        await turn
    assert notes(store, UNKNOWN) == [
        ("user", "Uno."),
        ("assistant", replies.INTERRUPTED),
        ("user", "Dos."),
        ("assistant", "A tiempo."),
    ]
    await one.say("Tres.")
    assert valid_roles(notes(store, UNKNOWN))
    assert len(notes(store, UNKNOWN)) == 6


async def test_who_lost_the_lease_runs_no_tool(store: Store, opened: Open) -> None:
    one, two = opened(store, ("patient_info", {}), "Tarde."), opened(store)
    held, turn = await in_the_middle(one, store, IS_A)
    age(store, timedelta(seconds=20))
    await two.say("Dos.")
    held.go.set()
    with pytest.raises(Conflict):
        await turn
    assert "toolUse" not in everything(store, f"processed/{A}_medical_notes/")
    assert valid_roles(notes(store, A))


async def test_nothing_is_said_before_the_users_message_is_durable(store: Store, opened: Open) -> None:
    """Promise 1: an answer that was heard always has its question in the notes."""
    seen: list[str] = []

    class Watching(Ear):
        async def __call__(self, event: object) -> None:
            seen.append(everything(store, "processed/"))

    await opened(store).say("Pregunta.", ear=Watching())
    assert seen
    assert all("Pregunta." in kept for kept in seen)
