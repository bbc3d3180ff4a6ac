"""What an earlier turn left: the stored answer of a retried message, or a turn that broke off.

A broken-off turn is gone on with by its own retry; any other message closes it first, with a message that
says so. The old request is never merged into the next prompt.
"""

import math
from dataclasses import dataclass
from datetime import UTC, datetime

from agents.errors import Conflict, MessageIdReused, NotesUnreadable
from agents.sessions import changes
from agents.sessions.archive import Archive
from agents.sessions.notebook import Document, Notebook, Window, closing
from agents.sessions.records import Answered, SessionRecord, Turn
from agents.sessions.store import WriteConflict
from agents.sessions.turns import LostFence, counted


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
    """`window`: messages that are read back. `interrupted`: what the closing message says."""

    archive: Archive
    window: Window
    interrupted: str

    async def look(self, record: SessionRecord, version: str, repeat: Repeat) -> Found:
        """Raises Conflict with the seconds to wait while another process is at work on the session."""
        answer = record.answer_to(repeat.key) if repeat.key else None
        if answer is not None and repeat.is_of(answer):
            if answer.reply is not None:
                return Found(record, version, answer)
            stored = await self.archive.notebook(record, answer.segment).entry(answer.message)
            if stored is not None:
                return Found(record, version, answer, stored)
            if not repeat.is_of(record.last_turn):
                raise NotesUnreadable
            record = changes.uncounted(record, answer)  # it died between the record and the message
        if record.unfinished is None:
            return Found(record, version)
        return await self._broken_off(record, version, record.unfinished, repeat)

    async def _broken_off(self, record: SessionRecord, version: str, turn: Turn, repeat: Repeat) -> Found:
        wait = (turn.lease_until - datetime.now(UTC)).total_seconds()
        if wait > 0 and not turn.over:
            raise Conflict(retry_after=math.ceil(wait))
        retried = repeat.is_of(turn)
        notebook = self.archive.notebook(record, turn.segment)
        await notebook.open(turn.first_message, self.window, turn.nonce)
        if turn.moving_to is not None:
            copies = self.archive.notebook_at(turn.moving_to, notebook.name)
            await copies.remove_copies(notebook, notebook.next)
        if notebook.next <= turn.first_message:  # none of its messages was stored: it never was
            return Found(record.model_copy(update={"turn": None}), version)
        closers = closing(notebook.tail, self.interrupted)
        if retried and closers:
            return Found(record, version, going_on=notebook)
        record, version = await self._close(record, version, notebook, closers)
        return await self.look(record, version, repeat) if retried else Found(record, version)

    async def _close(
        self, record: SessionRecord, version: str, notebook: Notebook, closers: list[Document]
    ) -> tuple[SessionRecord, str]:
        """Write what the turn lacks and count it. It then is a turn like any other."""
        try:
            for number, closer in enumerate(closers, notebook.next):
                await notebook.write(number, closer, record.last_turn.nonce, {})
        except WriteConflict as conflict:
            raise LostFence from conflict
        record = counted(record, notebook.next + len(closers) - 1)
        return record, await self.archive.save(record, version)
