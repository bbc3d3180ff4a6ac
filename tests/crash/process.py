"""A process of the assistant as crash tests hold it: over a faulty store, with waves in a known order."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.bootstrap import build_assistant, build_conversations
from agents.config import Settings
from agents.contract import Reply
from agents.sessions.io import Workers
from agents.sessions.store import Store
from tests.crash.faults import FaultyStore, Killed
from tests.fakes import ScriptedModel, Step
from tests.talk import Talk

LATER = timedelta(minutes=1)  # every lease is over; no conversation is


@dataclass
class Clock:
    """The time that all processes of a test share."""

    offset: timedelta = timedelta(0)

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self.offset

    def advance(self) -> None:
        self.offset += LATER


@dataclass
class Process(Talk):
    store: FaultyStore

    async def dies(self, text: str, **options: Any) -> None:
        """It has to: a turn that survives its kill is a test that tests nothing."""
        try:
            await self.say(text, **options)
        except Killed:
            return
        raise AssertionError("the process outlived its kill")


def process(
    settings: Settings,
    store: Store,
    *steps: Step,
    workers: Workers,
    lease: timedelta = timedelta(seconds=15),
    clock: Clock,
) -> Process:
    faulty, model = FaultyStore(store), ScriptedModel(*steps)
    assistant = replace(build_assistant(settings, faulty), model=model, model_id="scripted")
    conversations = build_conversations(settings, store=faulty, assistant=assistant)
    conversations.archive.workers.close()
    archive = replace(conversations.archive, workers=workers, now=clock)
    conversations.archive = archive
    conversations.answering = replace(conversations.answering, archive=archive, lease=lease)
    conversations.recovery = replace(conversations.recovery, archive=archive)
    faulty.steps.clear()
    return Process(conversations, model, faulty)


def text_of(reply: Reply) -> str:
    return reply.message.strip()
