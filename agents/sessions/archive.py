"""Where a process finds sessions: their records, the alias index, and the notebook of each segment."""

import math
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from agents.errors import Conflict
from agents.sessions.io import Workers
from agents.sessions.layout import Layout
from agents.sessions.notebook import Notebook
from agents.sessions.records import SessionRecord, Turn
from agents.sessions.registry import Alias, Registry
from agents.sessions.store import Store, WriteConflict
from agents.sessions.turns import LostFence

_SOON = 2  # seconds: most turns end long before their lease


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Archive:
    """A store, its registry and its layout, asked from the event loop. Each call is one request.

    `now` is the clock of leases, this process's own and those of others.
    """

    store: Store
    layout: Layout
    workers: Workers
    now: Callable[[], datetime] = _now

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

    def demand_idle(self, turn: Turn | None) -> None:
        """Raises Conflict with the seconds to wait while somebody may be at work on this turn."""
        if turn is not None and (left := turn.left(self.now())):
            raise Conflict(retry_after=min(math.ceil(left), _SOON))

    def notebook(self, record: SessionRecord, number: int) -> Notebook:
        return self.notebook_at(record.numbered(number).patient_id, record.name(number), record.owner)

    def notebook_at(self, patient_id: str | None, name: str, owner: str | None) -> Notebook:
        """`owner` is None for notes that no registry record knows of."""
        store = self.store if owner is None else self.store.for_owner(owner)
        return Notebook(store, self.workers, self.layout.segment(patient_id, name), name)
