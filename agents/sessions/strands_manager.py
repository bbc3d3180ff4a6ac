"""The one adapter between a notebook and a Strands agent.

Inside a turn, messages go to the `FencedTurn` that the conversation set: the last one is held back, because
it is written together with the registry record. Without a turn (a notebook of its own, as
`create_session_manager` gives) each message is durable when the agent goes on, as with stock managers.
"""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from strands import Agent
from strands.agent.state import AgentState
from strands.hooks import AgentInitializedEvent, BeforeToolCallEvent, HookRegistry, MessageAddedEvent
from strands.session.repository_session_manager import RepositorySessionManager
from strands.session.s3_session_manager import S3SessionManager
from strands.types.content import Message
from strands.types.exceptions import SessionException
from strands.types.session import Session, SessionType, decode_bytes_values, encode_bytes_values

from agents.sessions.documents import Document
from agents.sessions.notebook import Notebook, Window
from agents.sessions.s3 import S3Store
from agents.sessions.turns import FencedTurn


class NotesSessionManager(RepositorySessionManager):
    """Restores an agent from its notebook and keeps what it adds. One agent a notebook."""

    def __init__(self, notebook: Notebook, window: Window, state: Document) -> None:
        self.notebook = notebook
        self.session_id = notebook.name
        self.turn: FencedTurn | None = None
        self.held: Document | None = None  # the message that may be the turn's last
        self._window = window
        self._state = state

    def register_hooks(self, registry: HookRegistry, **kwargs: Any) -> None:
        """Asynchronous but for the first: all sessions share one event loop, and no write may block it."""
        registry.add_callback(AgentInitializedEvent, lambda event: self.initialize(event.agent))
        registry.add_callback(MessageAddedEvent, self._added)
        registry.add_callback(BeforeToolCallEvent, self._before_tool)

    def initialize(self, agent: Any, **kwargs: Any) -> None:
        """Give the agent the window that the notebook has read (or reads now, when it stands alone)."""
        if not isinstance(agent, Agent):
            raise SessionException("only a single agent keeps notes")
        if self.notebook.agent is None and self.turn is None and not self.notebook.entries:
            _wait(self._open_alone)
        saved = self.notebook.agent or {}
        summary = _summary(agent, saved.get("context"))
        kept = self.notebook.tail if summary else self.notebook.messages
        agent.messages = summary + self._fix_broken_tool_use([decode_bytes_values(m) for m in kept])
        agent.conversation_manager.apply_management(agent)
        agent.state = AgentState({**saved.get("state", {}), **self._state})
        self.notebook.entries = []  # the agent holds them now; a live session keeps its window once

    def expect(self, turn: FencedTurn) -> None:
        """The next messages belong to this turn."""
        self.turn, self.held = turn, None

    async def _added(self, event: MessageAddedEvent) -> None:
        message: Document = encode_bytes_values(event.message)
        if self.turn is None:
            await self._keep_alone(message)
            return
        if self.held is not None:
            self.turn.add(self.held)
            self.held = None
        if self.turn.opened_with(message):
            return
        if message["role"] == "assistant" and not any("toolUse" in block for block in message["content"]):
            self.held = message
        else:
            self.turn.add(message)

    async def _before_tool(self, event: BeforeToolCallEvent) -> None:
        """No tool takes effect in a turn that may yet turn out to be another process's."""
        if self.turn is not None:
            await self.turn.fenced()

    async def _open_alone(self) -> None:
        await self.notebook.open_unregistered(self._window)
        if self.notebook.agent is None:
            await self.notebook.create(self._state)

    async def _keep_alone(self, message: Document) -> None:
        number = self.notebook.next
        self.notebook.next += 1
        await self.notebook.write(number, message, None, {})

    def redact_latest_message(self, redact_message: Message, agent: Any, **kwargs: Any) -> None:
        """Nothing redacts here: guardrails answer in place, and notes keep what was said."""
        raise SessionException("notes are medical records; a message is not replaced after the fact")


class S3NotesSessionManager(NotesSessionManager, S3SessionManager):
    """The same over S3, and a real `S3SessionManager`: its reading methods work on the shared client."""

    def __init__(self, notebook: Notebook, window: Window, state: Document) -> None:
        store = notebook.store
        if not isinstance(store, S3Store):
            raise TypeError("an S3 session manager needs an S3 store")
        self.client = store.client
        self.bucket = store.bucket
        self.prefix = notebook.place.rstrip("/").rpartition("/")[0]
        self.session_repository = self
        self.session = Session(session_id=notebook.name, session_type=SessionType.AGENT)
        super().__init__(notebook, window, state)


def _summary(agent: Agent, context: Document | None) -> list[Message]:
    """What stands for the messages that were summarised, if this agent's context manager made it."""
    manager = agent.conversation_manager
    if context is None or context.get("__name__") != type(manager).__name__:
        return []
    return manager.restore_from_session(context) or []


def manager_for(notebook: Notebook, window: Window, state: Document) -> NotesSessionManager:
    kind = S3NotesSessionManager if isinstance(notebook.store, S3Store) else NotesSessionManager
    return kind(notebook, window, state)


def _wait(work: Callable[[], Awaitable[None]]) -> None:
    """Run to the end from synchronous code, whether or not this thread has a running loop."""

    async def run() -> None:
        await work()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(lambda: asyncio.run(run())).result()
