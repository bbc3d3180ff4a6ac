"""Who keeps a conversation in S3: strands' stock managers, and ours. Each takes one turn at a time."""

import asyncio
import json
import time
from abc import ABC, abstractmethod
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from strands import Agent
from strands.agent.conversation_manager import SlidingWindowConversationManager
from strands.session import S3SessionManager, SnapshotSessionManager
from strands.storage.s3_storage import S3Storage

from agents.bootstrap import build_assistant, build_conversations
from agents.config import Settings
from agents.conversation import Conversations
from agents.identity import ALL_PATIENTS, Caller, Role
from agents.sessions.documents import dump
from agents.sessions.layout import Layout, agent_json, message_json
from agents.sessions.registry import Registry
from agents.sessions.s3 import S3Store
from agents.turn.message import Message
from benchmarks.model import TimedModel
from benchmarks.s3_world import BUCKET, Traffic, World

WINDOW = 40
PATIENT = "Juan_Perez_123"
FIRST = f"Esta sesión es del paciente {PATIENT}. Me duele la cabeza."
_CALLER = Caller("bench", Role.CLINICIAN, frozenset({ALL_PATIENTS}))


@dataclass(frozen=True)
class Turn:
    """One measured turn. Times are seconds; `added` is all but the model's own time."""

    traffic: Traffic
    started: float
    called: float
    answered: float
    ended: float

    @property
    def added(self) -> float:
        return (self.ended - self.started) - (self.answered - self.called)

    @property
    def before(self) -> int:
        return self.traffic.between(self.started, self.called).round_trips

    @property
    def during(self) -> int:
        return self.traffic.between(self.called, self.answered).round_trips

    @property
    def after(self) -> int:
        return self.traffic.between(self.answered, self.ended).round_trips


class Contestant(ABC):
    name: str

    def __init__(self, world: World, model: TimedModel) -> None:
        self.world, self.model = world, model
        self.loop = asyncio.new_event_loop()

    def measure(self, session: str, text: str) -> Turn:
        self.world.traffic()
        started = time.monotonic()
        self.loop.run_until_complete(self.turn(session, text))
        ended = time.monotonic()
        return Turn(self.world.traffic(), started, self.model.called, self.model.answered, ended)

    def close(self) -> None:
        self.loop.close()

    @abstractmethod
    def turn(self, session: str, text: str) -> Coroutine[Any, Any, None]: ...

    def forget(self) -> None:  # noqa: B027
        """As after a restart of the process."""


class StockRebuilt(Contestant):
    """The usual handler: a new manager and agent for every request."""

    name = "stock, rebuilt"

    async def turn(self, session: str, text: str) -> None:
        await self.agent(session).invoke_async(text)

    def agent(self, session: str) -> Agent:
        manager = S3SessionManager(
            session, BUCKET, f"processed/{PATIENT}_medical_notes", self.world.session(),
            endpoint_url=self.world.endpoint,
        )  # fmt: skip
        return _agent(self.model, manager)


class StockCached(StockRebuilt):
    name = "stock, cached"

    def __init__(self, world: World, model: TimedModel) -> None:
        super().__init__(world, model)
        self.agents: dict[str, Agent] = {}

    def agent(self, session: str) -> Agent:
        if session not in self.agents:
            self.agents[session] = super().agent(session)
        return self.agents[session]

    def forget(self) -> None:
        self.agents.clear()


class Snapshot(StockRebuilt):
    """What strands recommends for new agents: one blob, rewritten each turn."""

    name = "snapshot, rebuilt"

    def agent(self, session: str) -> Agent:
        storage = S3Storage(BUCKET, prefix="snapshots", boto_session=self.world.session())
        return _agent(self.model, SnapshotSessionManager(session, storage=storage))


class Ours(Contestant):
    name = "ours"

    def __init__(self, world: World, model: TimedModel) -> None:
        super().__init__(world, model)
        self.store = S3Store(world.client(world.endpoint), BUCKET)
        self.here = self._new()

    def _new(self) -> Conversations:
        settings = Settings(session_store=f"s3://{BUCKET}/processed/", assistant_model="offline")
        assistant = replace(build_assistant(settings, self.store), model=self.model)
        return build_conversations(settings, store=self.store, assistant=assistant)

    async def turn(self, session: str, text: str) -> None:
        await self.here.turn(Message(session, text, _CALLER), _nobody)

    def forget(self) -> None:
        self.here = self._new()


async def _nobody(event: Any) -> None:
    """Nobody listens."""


def _agent(model: TimedModel, manager: Any) -> Agent:
    return Agent(
        agent_id="healthcare",
        model=model,
        session_manager=manager,
        conversation_manager=SlidingWindowConversationManager(window_size=WINDOW),
        callback_handler=None,
    )


def begin(world: World, session: str, length: int) -> None:
    """A session of this many messages, as ours would have written it."""
    ours = Ours(world, TimedModel(0.0))
    ours.measure(session, FIRST)
    ours.close()
    store = S3Store(world.client(world.direct), BUCKET)
    registry = Registry(store, Layout())
    loaded = registry.load(session)
    assert loaded is not None
    record, version = loaded
    place = Layout().segment(PATIENT, session)
    now = datetime.now(UTC).isoformat()
    times = {"redact_message": None, "created_at": now, "updated_at": now}

    def write(number: int) -> None:
        role = "assistant" if number % 2 else "user"
        message = {"role": role, "content": [{"text": f"Mensaje número {number} de la historia"}]}
        store.write(message_json(place, number), dump({"message": message, "message_id": number, **times}))

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, range(record.segment.messages, length)))
    segment = record.segment.model_copy(update={"messages": length})
    registry.save(record.with_segment(segment).model_copy(update={"turn": None}), version)


def window_for_stock(world: World, session: str, length: int) -> None:
    """What stock itself would have written after `length` messages with the same window."""
    store = S3Store(world.client(world.direct), BUCKET)
    key = agent_json(Layout().segment(PATIENT, session))
    item = store.read(key)
    assert item is not None
    agent = json.loads(item.body)
    agent["conversation_manager_state"]["removed_message_count"] = max(0, length - WINDOW)
    store.write(key, dump(agent))
