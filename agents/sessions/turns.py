"""The fenced turn: how a turn is written so that nothing is lost, doubled or interleaved.

    begin     one wave: the registry record (conditional: this is the fence) with a lease, the user's
              message, and what a new segment needs. The model may work meanwhile; nothing of the turn gets
              out before `fenced()` returns.
    add       each further message, after the one before it is durable: holes cannot arise.
    settle    all but the last message is durable, and the lease is still ours.
    finish    one wave: the last message and the record that counts it. Then the reply may go.
    abandon   the turn failed in an orderly way: its message stays and waits for a retry.

Whoever loses the record's conditional write takes back what it wrote in the same wave. If it dies before
that, its message carries a nonce that no record knows and is written over by the next turn.
"""

import asyncio
import logging
from collections.abc import Awaitable, Coroutine, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.errors import AssistantError, Conflict, StoreUnavailable
from agents.sessions.notebook import Document, Notebook
from agents.sessions.records import REMEMBERED_ANSWERS, Answered, SessionRecord
from agents.sessions.registry import Alias, Registry
from agents.sessions.store import ABSENT, WriteConflict

logger = logging.getLogger(__name__)


class LostFence(Conflict):
    """The session changed elsewhere since it was read. Nothing of this turn is stored; read it again."""


class LostLease(Conflict):
    """Another process took the session over while this turn ran. Only the caller may try again."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What a turn starts with.

    `record` is the registry record to commit, its `turn` filled in. `messages` are written in order, the
    caller's last (none when a retry goes on with a stored one). `new_segment` is the agent's state where
    session.json and agent.json have to be made. `moved_from` is the unbound notebook whose messages move
    here: they are copied first, and the record commits the move.
    """

    record: SessionRecord
    messages: tuple[Document, ...] = ()
    message_id: str | None = None
    new_segment: Document | None = None
    claims: tuple[tuple[str, Alias], ...] = ()
    moved_from: Notebook | None = None


@dataclass(slots=True)
class FencedTurn:
    """One turn's writing. `record` and `version` are the registry's last word that this process knows."""

    registry: Registry
    notebook: Notebook
    record: SessionRecord
    version: str
    lease: timedelta
    lost: bool = False
    _opening: Opening = field(init=False)
    _written: dict[int, str] = field(default_factory=dict)  # of the first wave: message number to version
    _claimed: dict[str, str] = field(default_factory=dict)
    _fence: asyncio.Task[Any] | None = None
    _last: asyncio.Task[Any] | None = None
    _renewing: asyncio.Task[None] | None = None
    _created: dict[str, str] = field(default_factory=dict)
    _saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _over: asyncio.Event = field(default_factory=asyncio.Event)

    def begin(self, opening: Opening) -> None:
        """Send the first wave and return at once."""
        self._opening = opening
        self._fence = self._last = asyncio.create_task(self._open(opening))

    def opened_with(self, message: Document) -> bool:
        """Whether `begin` already wrote this message. Strands gives each one an id of its own."""
        return any(message["tracking_id"] == m["tracking_id"] for m in self._opening.messages)

    async def fenced(self) -> None:
        """Return when the turn is this process's: its first wave is durable. From then on it may speak.

        Raises LostFence, or why the store failed; also when the lease is lost later on.
        """
        await self._durable(self._fence)
        if self.lost:
            raise LostLease

    def add(self, message: Document) -> None:
        """Write a message that is not the turn's last, once those before it are durable."""
        number, before = self._next_number(), self._last

        async def write() -> None:
            await self._durable(before)
            await self.notebook.write(number, message, self.record.last_turn.nonce, {})

        self._last = asyncio.create_task(write())

    async def settle(self) -> SessionRecord:
        """Wait until everything but the last message is durable; answers the record that will count it."""
        await self._durable(self._last)
        await self._stop_renewing()
        await self.fenced()
        return counted(self.record, self.notebook.next)

    async def finish(self, message: Document, extra: Mapping[str, Any], record: SessionRecord) -> None:
        """Write the last message and the record that counts it. On return the turn is durable."""
        number = self._next_number()
        nonce = record.last_turn.nonce
        writing = asyncio.create_task(self.notebook.write(number, message, nonce, extra))
        saving = asyncio.create_task(self._save(record))
        written, saved = await asyncio.gather(writing, saving, return_exceptions=True)
        if isinstance(saved, WriteConflict) and isinstance(written, str):
            await _attempt(self.notebook.take_back(number, written))
        for result in (saved, written):
            if isinstance(result, WriteConflict):
                raise LostLease from result
            if isinstance(result, BaseException):
                raise result

    async def abandon(self) -> None:
        """Let go: the next request need not wait for the lease. What is stored stays for it to go on with."""
        if self._last is not None:
            await _attempt(self._last)
        await self._stop_renewing()
        if not self.lost and self.record.turn is not None:
            turn = self.record.turn.model_copy(update={"over": True})
            await _attempt(self._save(self.record.model_copy(update={"turn": turn})))

    @staticmethod
    async def _durable(step: "asyncio.Task[Any] | None") -> None:
        if step is not None:
            await asyncio.shield(step)

    def _next_number(self) -> int:
        self.notebook.next += 1
        return self.notebook.next - 1

    async def _open(self, opening: Opening) -> None:
        before, before_version = self.record, self.version
        if opening.moved_from is not None:
            await self._copy(opening, opening.moved_from)
        numbers = [self._next_number() for _ in opening.messages]
        wave: list[Coroutine[Any, Any, Any]] = [self._save(opening.record)]
        wave.append(self._write_first(numbers, opening))
        wave += [self._claim(alias, target) for alias, target in opening.claims]
        if opening.new_segment is not None:
            wave.append(self.notebook.create(opening.new_segment, self._created))
        results = await asyncio.gather(*wave, return_exceptions=True)
        failures = [result for result in results if isinstance(result, BaseException)]
        if failures:
            await self._undo(opening, before, before_version)
            self.lost = True
            self._raise(failures)
        self._renewing = asyncio.create_task(self._renew())

    @staticmethod
    def _raise(failures: list[BaseException]) -> None:
        conflict = next((f for f in failures if isinstance(f, WriteConflict)), None)
        if conflict is not None:
            raise LostFence from conflict
        raise failures[0]

    async def _copy(self, opening: Opening, source: Notebook) -> None:
        """Move, first half: the lease and the intent are said, then copies are made. Nothing is bound yet."""
        intent = opening.record.last_turn.model_copy(update={"moving_to": opening.record.patient_id})
        try:
            await self._save(self.record.model_copy(update={"turn": intent}))
            await source.copy_to(self.notebook, source.next)
        except WriteConflict as error:
            self.lost = True
            raise LostFence from error

    async def _write_first(self, numbers: list[int], opening: Opening) -> None:
        for number, message in zip(numbers, opening.messages, strict=True):
            last = message is opening.messages[-1]
            extra = {"messageId": opening.message_id} if last and opening.message_id else {}
            version = await self.notebook.write(number, message, opening.record.last_turn.nonce, extra)
            self._written[number] = version

    async def _claim(self, alias: str, target: Alias) -> None:
        self._claimed[alias] = await self.notebook.workers.run(self.registry.claim, alias, target)

    async def _save(self, record: SessionRecord) -> None:
        async with self._saving:
            self.version = await self.notebook.workers.run(self.registry.save, record, self.version)
            self.record = record

    async def _undo(self, opening: Opening, before: SessionRecord, before_version: str) -> None:
        """Take back the first wave: this turn never was. Each step may fail; the nonce covers for it."""
        run = self.notebook.workers.run
        for number, version in self._written.items():
            await _attempt(self.notebook.take_back(number, version))
        for alias, version in self._claimed.items():
            await _attempt(run(self.registry.unclaim, alias, version))
        if opening.moved_from is not None:
            await _attempt(self.notebook.remove_copies(opening.moved_from, opening.moved_from.next))
        for key, version in self._created.items():
            await _attempt(run(self.notebook.store.delete, key, expect=version))
        if self.record is opening.record:
            if before_version == ABSENT:
                await _attempt(run(self.registry.remove, before.session_id, self.version))
            else:
                await _attempt(self._save(before))

    async def _renew(self) -> None:
        """Hold the lease while the turn runs. Once it is lost, nothing more of the turn may get out."""
        while not await self._ends_within(self.lease.total_seconds() / 3):
            turn = self.record.last_turn.model_copy(update={"lease_until": datetime.now(UTC) + self.lease})
            try:
                await self._save(self.record.model_copy(update={"turn": turn}))
            except WriteConflict:
                self.lost = True
                return
            except StoreUnavailable:
                if datetime.now(UTC) >= self.record.last_turn.lease_until:
                    self.lost = True
                    return

    async def _ends_within(self, seconds: float) -> bool:
        try:
            await asyncio.wait_for(self._over.wait(), seconds)
        except TimeoutError:
            return False
        return True

    async def _stop_renewing(self) -> None:
        """Not by cancelling: a renewal under way ends first, since its version is the one to write over."""
        self._over.set()
        if self._renewing is not None:
            await self._renewing


def counted(record: SessionRecord, last_message: int) -> SessionRecord:
    """The record after a turn whose last message has this number."""
    turn, now = record.last_turn, datetime.now(UTC)
    segment = record.numbered(turn.segment).model_copy(update={"messages": last_message + 1})
    changes: dict[str, Any] = {
        "turn": turn.model_copy(update={"over": True}),
        "turns": record.turns + 1,
        "active_at": now,
    }
    if turn.message_key and turn.text_key:
        answer = Answered(
            message_key=turn.message_key, text_key=turn.text_key, segment=turn.segment, message=last_message
        )
        changes["answered"] = (*record.answered, answer)[-REMEMBERED_ANSWERS:]
    return record.with_segment(segment).model_copy(update=changes)


async def _attempt(step: Awaitable[Any]) -> None:
    """A step of taking back: its failure is said in the log and changes nothing that was promised."""
    try:
        await step
    except (AssistantError, asyncio.CancelledError) as error:
        logger.warning("clean-up step failed", extra={"error": type(error).__name__})
