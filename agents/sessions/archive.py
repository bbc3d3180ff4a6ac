"""Where a process finds sessions: their records, the alias index, and the notebook of each segment."""

from collections.abc import Awaitable
from dataclasses import dataclass

from agents.sessions.io import Workers
from agents.sessions.layout import Layout
from agents.sessions.notebook import Notebook
from agents.sessions.records import SessionRecord
from agents.sessions.registry import Alias, Registry
from agents.sessions.store import Store, WriteConflict
from agents.sessions.turns import LostFence


@dataclass(frozen=True, slots=True)
class Archive:
    """A store, its registry and its layout, asked from the event loop. Each call is one request."""

    store: Store
    layout: Layout
    workers: Workers

    @property
    def registry(self) -> Registry:
        return Registry(self.store, self.layout)

    def load(self, session_id: str) -> Awaitable[tuple[SessionRecord, str] | None]:
        return self.workers.run(self.registry.load, session_id)

    def alias(self, alias: str) -> Awaitable[Alias | None]:
        return self.workers.run(self.registry.alias, alias)

    async def save(self, record: SessionRecord, version: str) -> str:
        """Outside a turn. Raises LostFence when the record is no longer at this version."""
        try:
            return await self.workers.run(self.registry.save, record, version)
        except WriteConflict as conflict:
            raise LostFence from conflict

    def notebook(self, record: SessionRecord, number: int) -> Notebook:
        return self.notebook_at(record.numbered(number).patient_id, record.name(number))

    def notebook_at(self, patient_id: str | None, name: str) -> Notebook:
        return Notebook(self.store, self.workers, self.layout.segment(patient_id, name), name)
