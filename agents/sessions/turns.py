"""The fenced turn: how a turn is written so that nothing is lost, doubled or interleaved.

    begin     one wave: the registry record (conditional: this is the fence) with a lease, the user's
              message, and what a new segment needs. The model may work meanwhile; nothing of the turn gets
              out before `fenced()` returns.
    add       each further message, after the one before it is durable: holes cannot arise.
    settle    all but the last message is durable, and the lease is still ours.
    finish    one wave: the last message and the record that counts it. Then the reply may go.
    abandon   the turn failed in an orderly way: its message stays and waits for a retry.

Whoever loses the record's conditional write of `begin` takes back the messages it wrote in the same wave. If
it dies before that, they carry a nonce that no record knows and are written over by the next turn. Nothing
else is taken back: what `finish` wrote may have been counted and passed on by others, and what is the same
for every writer (session.json, agent.json, aliases) they may already use.
Whoever wins it, but fails otherwise, says that the turn is over, and leaves the rest to `recovery`.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from agents.errors import AssistantError, Conflict, StoreUnavailable
from agents.sessions import changes
from agents.sessions.documents import Document
from agents.sessions.notebook import Notebook
from agents.sessions.records import Alias, SessionRecord
from agents.sessions.registry import Registry
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
    now: Callable[[], datetime]
    lost: bool = False
    _opening: Opening = field(init=False)
    _written: dict[int, str] = field(default_factory=dict)  # of the first wave: message number to version
    _fence: asyncio.Task[Any] | None = None
    _last: asyncio.Task[Any] | None = None
    _renewing: asyncio.Task[None] | None = None
    _committing: asyncio.Task[None] | None = None
    _saving: asyncio.Lock = field(default_factory=asyncio.Lock)
    _over: asyncio.Event = field(default_factory=asyncio.Event)
    _tried: list[SessionRecord] = field(default_factory=list)  # writes that failed, and may have happened

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
        self._hold()

    def add(self, message: Document) -> None:
        """Write a message that is not the turn's last, once those before it are durable."""
        number, before = self._next_number(), self._last

        async def write() -> None:
            await self._durable(before)
            await self._write(number, message, {})

        self._last = asyncio.create_task(write())

    async def settle(self) -> SessionRecord:
        """Wait until everything but the last message is durable; answers the record that will count it."""
        await self._durable(self._last)
        await self._stop_renewing()
        await self.fenced()
        return changes.counted(self.record, self.notebook.next, self.now(), made=True)

    async def finish(self, message: Document, extra: Mapping[str, Any], record: SessionRecord) -> None:
        """Write the last message and the record that counts it. On return the turn is durable.

        Should the record turn out to be another's, the message stays: whoever took the turn over meanwhile
        may have counted it and passed it on. Otherwise the next turn writes over it.
        """
        number = self._next_number()
        writing = asyncio.create_task(self._write(number, message, extra))
        saving = asyncio.create_task(self._save(lambda _: self._leased(record)))
        written, saved = await asyncio.gather(writing, saving, return_exceptions=True)
        for result in (saved, written):
            if isinstance(result, WriteConflict):
                raise LostLease from result
            if isinstance(result, BaseException):
                raise result
        self._hold()  # while the message was on its way, nobody else could think that it never comes

    async def abandon(self) -> None:
        """Let go: the next request need not wait for the lease. What is stored stays for it to go on with."""
        if self._last is not None:
            await _attempt(self._last)
        await self._stop_renewing()
        if not self.lost and self.record.turn is not None:
            await _attempt(self._save(changes.given_up))

    @staticmethod
    async def _durable(step: "asyncio.Task[Any] | None") -> None:
        if step is not None:
            await asyncio.shield(step)

    def _hold(self) -> None:
        """The lease by this process's own clock: it may have been stopped, or its renewals be stuck."""
        if self.lost or self.now() >= self.record.last_turn.lease_until:
            self.lost = True
            raise LostLease

    def _next_number(self) -> int:
        self.notebook.next += 1
        return self.notebook.next - 1

    async def _open(self, opening: Opening) -> None:
        new = self.version == ABSENT
        if opening.moved_from is not None:
            await self._copy(opening, opening.moved_from)
        numbers = [self._next_number() for _ in opening.messages]
        self._committing = asyncio.create_task(self._save(lambda _: self._leased(opening.record)))
        wave: list[Awaitable[Any]] = [self._committing, self._write_first(numbers, opening)]
        wave += [self._claim(alias, target) for alias, target in opening.claims]
        if opening.new_segment is not None:
            wave.append(self.notebook.create(opening.new_segment))
        saved, *others = await asyncio.gather(*wave, return_exceptions=True)
        failures = [result for result in (saved, *others) if isinstance(result, BaseException)]
        if failures:
            await self._stop_renewing()
            await self._withdraw(opening, saved, failures, new=new)
            self.lost = True
            self._raise(failures)
        self._start_renewing()

    @staticmethod
    def _raise(failures: list[BaseException]) -> None:
        conflict = next((f for f in failures if isinstance(f, WriteConflict)), None)
        if conflict is not None:
            raise LostFence from conflict
        raise failures[0]

    async def _withdraw(
        self, opening: Opening, saved: BaseException | None, failures: list[BaseException], *, new: bool
    ) -> None:
        """Leave the session so that others can go on. Each step may fail; nonce and lease cover for it."""
        run, gone = self.notebook.workers.run, isinstance(saved, WriteConflict)
        void = new and saved is None and any(isinstance(failure, WriteConflict) for failure in failures)
        if gone or void:
            await _attempt(self._take_back(opening.record))
        if void:  # there was no session before; with a record of ours, other tools' notes would be shut out
            await _attempt(run(self.registry.remove, opening.record.session_id, self.version))
        elif not gone:
            await _attempt(self._save(lambda _: changes.given_up(self._leased(opening.record))))

    async def _take_back(self, record: SessionRecord) -> None:
        """What the first wave wrote; not if others went on from there, since this turn's record did land."""
        standing = await self._standing()
        untouched = standing is None or standing[1] == self.version
        if not untouched and standing and changes.includes(standing[0], record, record.last_turn):
            return
        for number, version in self._written.items():
            await _attempt(self.notebook.take_back(number, version))

    async def _copy(self, opening: Opening, source: Notebook) -> None:
        """Move, first half: the lease and the intent are said, then copies are made. Nothing is bound yet."""
        intent = opening.record.last_turn.model_copy(
            update={"moving_to": opening.record.patient_id, "claims": ()}
        )
        try:
            await self._save(lambda known: self._leased(known.model_copy(update={"turn": intent})))
        except WriteConflict as error:
            self.lost = True
            raise LostFence from error
        self._start_renewing()
        try:
            await source.copy_to(self.notebook, source.next, self._hold, intent.nonce)
        except WriteConflict as error:  # other notes stand there
            await self._stop_renewing()
            await _attempt(self._save(changes.given_up))
            self.lost = True
            raise LostFence from error

    async def _write_first(self, numbers: list[int], opening: Opening) -> None:
        for number, message in zip(numbers, opening.messages, strict=True):
            last = message is opening.messages[-1]
            extra = {"messageId": opening.message_id} if last and opening.message_id else {}
            self._written[number] = await self._write(number, message, extra)

    async def _write(self, number: int, message: Document, extra: Mapping[str, Any]) -> str:
        nonce = self._opening.record.last_turn.nonce
        return await self.notebook.write(number, message, nonce, extra, owns=self._owns)

    async def _owns(self) -> bool:
        """Whether the registry says, now, that the turn is this process's."""
        if self._committing is not None:
            await asyncio.wait([self._committing])
        standing = await self._standing()
        nonce = self._opening.record.last_turn.nonce
        return standing is not None and standing[0].turn is not None and standing[0].turn.nonce == nonce

    async def _claim(self, alias: str, target: Alias) -> None:
        await self.notebook.workers.run(self.registry.claim, alias, target)

    async def _save(self, change: Callable[[SessionRecord], SessionRecord]) -> None:
        """One at a time. After a write whose outcome is unknown, a conflict may be with that very write."""
        async with self._saving:
            record, run = change(self.record), self.notebook.workers.run
            try:
                self.version = await run(self.registry.save, record, self.version)
            except StoreUnavailable:
                self._tried.append(record)
                raise
            except WriteConflict:
                standing = await self._standing() if self._tried else None
                if standing is None or standing[0] not in self._tried:
                    raise
                self.version = await run(self.registry.save, record, standing[1])
            self.record = record
            self._tried.clear()

    async def _standing(self) -> tuple[SessionRecord, str] | None:
        return await self.notebook.workers.run(self.registry.load, self._opening.record.session_id)

    def _leased(self, record: SessionRecord) -> SessionRecord:
        return changes.with_turn(record, lease_until=self.now() + self.lease, over=False)

    def _start_renewing(self) -> None:
        if self._renewing is None:
            self._renewing = asyncio.create_task(self._renew())

    async def _renew(self) -> None:
        """Hold the lease while the turn runs. Once it is lost, nothing more of the turn may get out."""
        while not self.lost and not await self._ends_within(self.lease.total_seconds() / 3):
            try:
                await self._save(self._leased)
            except WriteConflict:
                self.lost = True
                return
            except StoreUnavailable:
                logger.warning("the lease was not renewed; it holds until its time")

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


async def _attempt(step: Awaitable[Any]) -> None:
    """A step of taking back: its failure is said in the log and changes nothing that was promised."""
    try:
        await step
    except (AssistantError, asyncio.CancelledError) as error:
        logger.warning("clean-up step failed", extra={"error": error})
