"""What a turn costs, in requests and round trips; never in time."""

import asyncio
import itertools
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, replace
from datetime import UTC, datetime

import pytest

from agents.bootstrap import build_assistant, build_conversations
from agents.config import Settings
from agents.contract import Reply
from agents.sessions.documents import dump, text_message
from agents.sessions.layout import Layout, agent_json, message_json, session_json
from agents.sessions.records import Segment, SessionRecord
from agents.sessions.store import Store
from tests.fakes import CLINICIAN, ScriptedModel
from tests.faulty import DurableMemory
from tests.talk import IS_A, SESSION, A, Talk
from tests.waves import Counting, Waves

pytestmark = pytest.mark.anyio

WINDOW = 40
LENGTHS = (10, 100, 1_000, 5_000)


@dataclass
class Costed(Talk):
    """One process, with what its last turn cost."""

    store: Counting
    waves: Waves

    async def costs(self, text: str, *, before: int | None = None, slow: bool = False) -> Reply:
        """Take a turn. `before`: round trips that its model waits for, and not one more: it would never be
        asked. `slow`: the model works until everything that was under way is done."""
        self.store.asked.clear()
        self.waves.sent.clear()
        self.waves.holding = before
        self.waves.release.clear()

        async def asked() -> None:
            self.waves.release.set()
            if slow:
                await self.waves.all_answered()
                self.waves.sent.append(0)  # a mark: the model is done

        self.model.before = asked
        async with asyncio.timeout(20):
            return await self.say(text)

    @property
    def depth(self) -> int:
        return sum(bool(calls) for calls in self.waves.sent)

    @property
    def depth_after_the_model(self) -> int:
        return len(self.waves.sent) - self.waves.sent.index(0) - 1


@pytest.fixture
def opened(settings: Callable[..., Settings]) -> Iterator[Callable[[Store], Costed]]:
    with ExitStack() as closing:

        def make(store: Store) -> Costed:
            counting, waves, model = Counting(store), Waves(), ScriptedModel()
            closing.callback(waves.close)
            chosen = settings(audit_trail="none", window_messages=WINDOW)
            assistant = replace(build_assistant(chosen, counting), model=model, model_id="scripted")
            conversations = build_conversations(chosen, store=counting, assistant=assistant)
            closing.callback(conversations.archive.workers.close)
            archive = replace(conversations.archive, workers=waves)
            conversations.archive = archive
            conversations.answering = replace(conversations.answering, archive=archive)
            conversations.recovery = replace(conversations.recovery, archive=archive)
            return Costed(conversations, model, counting, waves)

        yield make


def history(messages: int) -> Store:
    """A session about A with so many messages, as it stands in a store."""
    store, layout = DurableMemory(), Layout()
    place = layout.segment(A, SESSION)
    store.write(session_json(place), b'{"session_id":"s-1","session_type":"AGENT"}')
    store.write(agent_json(place), dump({"agent_id": "healthcare", "state": {}}))
    for number, role in zip(range(messages), itertools.cycle(("user", "assistant")), strict=False):
        body = dump({"message": text_message(role, f"mensaje {number}"), "message_id": number})
        store.write(message_json(place, number), body)
    now = datetime.now(UTC)
    segment = Segment(number=1, patient_id=A, messages=messages, made=True, aliases=("id:juan_perez_123",))
    known = SessionRecord(
        session_id=SESSION, owner=CLINICIAN.id, started_at=now, active_at=now, segments=(segment,)
    )
    store.write(layout.session_record(SESSION), known.model_dump_json().encode())
    return store


Opened = Callable[[Store], Costed]


@pytest.mark.parametrize("text", ["Buenas tardes.", IS_A])
async def test_the_model_of_a_first_turn_waits_for_one_round_trip(opened: Opened, text: str) -> None:
    await opened(DurableMemory()).costs(text, before=1)


@pytest.mark.parametrize("text", ["Buenas tardes.", IS_A])
async def test_a_first_turn_is_three_round_trips_long_at_most(opened: Opened, text: str) -> None:
    talk = opened(DurableMemory())
    await talk.costs(text)
    assert talk.depth <= 3
    assert talk.store.requests <= 7 + (5 if text == IS_A else 0)


@pytest.mark.parametrize("text", ["Buenas tardes.", IS_A])
async def test_after_the_model_of_a_first_turn_there_is_one_round_trip(opened: Opened, text: str) -> None:
    talk = opened(DurableMemory())
    await talk.costs(text, slow=True)
    assert talk.depth_after_the_model == 1


@pytest.mark.parametrize("text", ["¿Y la fiebre?", f"{IS_A} ¿Y la fiebre?"])
async def test_the_model_of_a_warm_turn_waits_for_nothing(opened: Opened, text: str) -> None:
    talk = opened(DurableMemory())
    await talk.say(IS_A)
    await talk.costs(text, before=0)


@pytest.mark.parametrize("tools", [0, 1, 3])
async def test_a_warm_turn_writes_its_messages_and_two_records(opened: Opened, tools: int) -> None:
    talk = opened(DurableMemory())
    await talk.say(IS_A)
    talk.model.steps = [*(("patient_info", {}) for _ in range(tools)), "Listo."]
    await talk.costs("¿Y la fiebre?")
    messages = 2 + 2 * tools
    assert talk.store.asked == {"write": messages + 2}
    assert talk.depth <= 2 + 2 * tools, "each message of a tool waits for the one before it"


async def test_after_the_model_of_a_warm_turn_there_is_one_round_trip(opened: Opened) -> None:
    talk = opened(DurableMemory())
    await talk.say(IS_A)
    await talk.costs("¿Y la fiebre?", slow=True)
    assert talk.depth_after_the_model == 1


@pytest.mark.parametrize("messages", LENGTHS)
async def test_the_model_of_a_cold_turn_waits_for_three_round_trips_at_most(
    opened: Opened, messages: int
) -> None:
    await opened(history(messages)).costs("¿Y la fiebre?", before=2)


@pytest.mark.parametrize("messages", LENGTHS)
async def test_a_cold_turn_costs_its_window_at_any_length(opened: Opened, messages: int) -> None:
    talk = opened(history(messages))
    await talk.costs("¿Y la fiebre?", slow=True)
    assert len(talk.heard) == min(messages, WINDOW) + 1, "the model sees the window"
    assert talk.store.requests <= min(messages, WINDOW) + 8
    assert talk.store.asked["list"] <= 1, "the patient's documents; never the messages"
    assert talk.depth <= 5
    assert talk.depth_after_the_model == 1


async def test_a_bind_that_moves_notes_has_one_round_trip_after_the_model(opened: Opened) -> None:
    talk = opened(DurableMemory())
    await talk.say("Tiene fiebre.")
    await talk.costs(IS_A, slow=True)
    assert talk.depth_after_the_model == 1
