"""What an earlier turn left: the stored answer of a retried message, or a turn that broke off.

A broken-off turn is gone on with by its own retry; any other message closes it first, with a message that
says so. The old request is never merged into the next prompt.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta

from agents.errors import MessageIdReused, NotesUnreadable
from agents.sessions import changes
from agents.sessions.archive import Archive
from agents.sessions.documents import Document, closing
from agents.sessions.notebook import Notebook, Window
from agents.sessions.records import Answered, SessionRecord, Turn
from agents.sessions.store import WriteConflict
from agents.sessions.turns import LostFence


@dataclass(frozen=True, slots=True)
class Repeat:
    """A caller's message that may have come before: hashes of its messageId (None without one) and text."""

    key: str | None
    text_key: str

    def is_of(self, earlier: Turn | Answered) -> bool:
        """The same message again. Raises MessageIdReused for the same id with another text."""
        if self.key is None or earlier.message_key != self.key:
            return False
        if earlier.text_key != self.text_key:
            raise MessageIdReused
        return True


@dataclass(frozen=True, slots=True)
class Found:
    """The session, with nothing broken off in it; or with `answer`, or `going_on` for the retry to finish."""

    record: SessionRecord
    version: str
    answer: Answered | None = None
    stored: Document | None = None  # the message that carries the answer's reply
    going_on: Notebook | None = None


@dataclass(frozen=True, slots=True)
class Recovery:
    """`window`: messages that are read back. `interrupted`: what the closing message says. `lease`: for how
    long whoever takes back what a turn left may be at it. `state` makes agent.json's state, of patient and
    session id."""

    archive: Archive
    window: Window
    interrupted: str
    lease: timedelta
    state: Callable[[str | None, str], Document]

    async def look(self, record: SessionRecord, version: str, repeat: Repeat) -> Found:
        """Raises Conflict with the seconds to wait while another process is at work on the session."""
        answer = record.answer_to(repeat.key) if repeat.key else None
        if answer is not None and repeat.is_of(answer):
            if answer.reply is not None:
                return Found(record, version, answer)
            stored = await self.archive.notebook(record, answer.segment).entry(answer.message)
            if answer.message >= record.numbered(answer.segment).messages:
                return await self._uncounted(record, version, answer, stored, repeat)
            if stored is not None:
                return await self._repeated(record, version, answer, stored, repeat)
            if record.turn is None or not repeat.is_of(record.turn):
                return await self._cut_short(record, version, answer, repeat)
            record = changes.uncounted(record, answer)  # it died between the record and the message
        if record.unfinished is None:
            return Found(record, version)
        return await self._broken_off(record, version, record.unfinished, repeat)

    async def _uncounted(
        self, record: SessionRecord, version: str, answer: Answered, stored: Document | None, repeat: Repeat
    ) -> Found:
        """Somebody did not find the answer's message and began a turn that closes its own: whatever stands
        there may be written over, until that turn is done with."""
        if record.unfinished is not None:
            found = await self._broken_off(record, version, record.unfinished, repeat)
            return await self.look(found.record, found.version, repeat)
        if stored is None:
            return await self._cut_short(record, version, answer, repeat)
        segment = record.numbered(answer.segment).model_copy(update={"messages": answer.message + 1})
        record = record.with_segment(segment)
        version = await self.archive.save(record, version)
        try:  # who owned the session until now may have read it, and be about to write over what was read
            await self.archive.notebook(record, answer.segment).renew(answer.message)
        except WriteConflict as conflict:
            raise LostFence from conflict
        return Found(record, version, answer, stored)

    async def _repeated(
        self, record: SessionRecord, version: str, answer: Answered, stored: Document, repeat: Repeat
    ) -> Found:
        """The answer stands. Somebody who looked before it did may still be about to close its turn, once
        the lease is over: the record is written first, so that they cannot."""
        turn = record.turn
        if turn is not None and repeat.is_of(turn) and not turn.over and not turn.left(self.archive.now()):
            record = changes.given_up(record)
            version = await self.archive.save(record, version)
        return Found(record, version, answer, stored)

    async def _cut_short(
        self, record: SessionRecord, version: str, answer: Answered, repeat: Repeat
    ) -> Found:
        """The message with the answer is missing, and the turn that would have closed it broke off, too."""
        if record.unfinished is not None:
            found = await self._broken_off(record, version, record.unfinished, repeat)
            record, version = found.record, found.version
        notebook = self.archive.notebook(record, answer.segment)
        await notebook.open(answer.message, self.window)
        closers = closing(notebook.tail, self.interrupted)
        if closers:
            await self._write(notebook, closers, None, None)  # should it stand there after all, it is right
            segment = record.numbered(answer.segment)
            kept = max(segment.messages, notebook.next + len(closers))
            record = record.with_segment(segment.model_copy(update={"messages": kept}))
            version = await self.archive.save(record, version)
        stored = await notebook.entry(answer.message)
        if stored is None:
            raise NotesUnreadable
        return Found(record, version, answer, stored)

    async def _broken_off(self, record: SessionRecord, version: str, turn: Turn, repeat: Repeat) -> Found:
        self.archive.demand_idle(turn)
        notebook = self.archive.notebook(record, turn.segment)
        if turn.moving_to is not None:
            return await self._half_moved(record, version, turn, notebook)
        if turn.void or not await self._claimed(turn):
            return await self._void(record, version, turn, notebook)
        await notebook.open(turn.first_message, self.window, turn.nonces)
        if notebook.next <= max(turn.first_message, turn.prompt):  # the caller's message is not kept
            if turn.before is not None:
                return await self._void(record, version, turn, notebook)
            segment = record.numbered(turn.segment).model_copy(update={"messages": notebook.next})
            left = {"turn": None, "unheard": turn.aside or record.unheard}
            return Found(record.with_segment(segment).model_copy(update=left), version)
        retried = repeat.is_of(turn)
        closers = closing(notebook.tail, self.interrupted)
        if retried and closers:
            return Found(record, version, going_on=notebook)
        record, version = await self._close(record, version, notebook, closers, told=retried)
        return await self.look(record, version, repeat) if retried else Found(record, version)

    async def _close(
        self, record: SessionRecord, version: str, notebook: Notebook, closers: list[Document], *, told: bool
    ) -> tuple[SessionRecord, str]:
        """Write what the turn lacks and count it. It then is a turn like any other."""

        async def unchanged() -> bool:
            found = await self.archive.load(record.session_id)
            return found is not None and found[1] == version

        await self._write(notebook, closers, record.last_turn.nonce, unchanged)
        segment = record.numbered(record.last_turn.segment)
        if not segment.made:  # its first turn died; the conversation may go on in another segment
            await notebook.create(self.state(segment.patient_id, record.session_id))
        last = notebook.next + len(closers) - 1
        record = changes.closed(record, last, record.active_at, told=told)  # nobody was there since
        return record, await self.archive.save(record, version)

    @staticmethod
    async def _write(
        notebook: Notebook,
        messages: list[Document],
        turn: str | None,
        owns: Callable[[], Awaitable[bool]] | None,
    ) -> None:
        try:
            for number, message in enumerate(messages, notebook.next):
                await notebook.write(number, message, turn, {}, owns)
        except WriteConflict as conflict:
            raise LostFence from conflict

    async def _half_moved(self, record: SessionRecord, version: str, turn: Turn, notebook: Notebook) -> Found:
        """A move that was not committed: its copies go, and nothing was bound."""
        record, version = await self._taken_over(record, version, turn)
        copies = self.archive.notebook_at(turn.moving_to, notebook.name, record.owner)
        await copies.take_back_turn(turn.first_message, turn.nonces)
        await copies.remove_copies(notebook, turn.first_message)
        earlier = turn.before.turn if turn.before else None
        return Found(record.model_copy(update={"turn": earlier}), version)

    async def _claimed(self, turn: Turn) -> bool:
        """Its claims are made, now if not before. Not if one of them is another's."""
        try:
            for alias, target in turn.claims:
                await self.archive.workers.run(self.archive.registry.claim, alias, target)
        except WriteConflict:
            return False
        return True

    async def _void(self, record: SessionRecord, version: str, turn: Turn, notebook: Notebook) -> Found:
        """Its message is not kept, or its folder is another patient's: the session is what it was before,
        but for what its owner said of it meanwhile."""
        if turn.before is None:
            raise NotesUnreadable
        record, version = await self._taken_over(record, version, turn.model_copy(update={"void": True}))
        await notebook.take_back_turn(turn.first_message, turn.nonces)
        if record.numbered(turn.segment).left_behind and turn.segment <= len(turn.before.segments):
            original = self.archive.notebook(turn.before, turn.segment)
            if original.place != notebook.place:
                await notebook.remove_copies(original, turn.first_message)
        before = changes.restored(turn.before, record)
        return Found(before, await self.archive.save(before, version))

    async def _taken_over(self, record: SessionRecord, version: str, turn: Turn) -> tuple[SessionRecord, str]:
        """First the record, so that whoever held the turn can commit nothing of it any more, and nobody
        else begins anew where things are being removed."""
        until = self.archive.now() + self.lease
        held = turn.model_copy(update={"over": False, "lease_until": until})
        record = record.model_copy(update={"turn": held})
        return record, await self.archive.save(record, version)
