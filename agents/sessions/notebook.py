"""One segment's notes: strands' `S3SessionManager` layout, read by window and written message by message."""

import asyncio
import re
import secrets
from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from agents.errors import NotesUnreadable
from agents.sessions.documents import (
    Document,
    content_of,
    dump,
    holds,
    new_agent,
    new_session,
    of_turn,
    parse_message,
    parsed,
    stored,
    until_none,
)
from agents.sessions.io import Workers
from agents.sessions.layout import MOVED, agent_json, message_json, session_json
from agents.sessions.store import ABSENT, Item, Store, WriteConflict

_MESSAGE_KEY = re.compile(r"/message_(\d+)\.json$")
_TRIES = 5  # to write over what was left by others, who may take it back meanwhile
_PROBES = 8  # messages looked for at once beyond the counted ones


@dataclass(frozen=True, slots=True)
class Window:
    """How much of a segment is read back: its last `messages` (None: all), or, where a summary stands in
    agent.json's extra key `context`, everything after what was summarised."""

    messages: int | None = 40
    summarised: bool = False

    def first(self, count: int, agent: Document | None) -> int:
        context = (agent or {}).get("context") if self.summarised else None
        if isinstance(context, dict):
            return min(int(context.get("removed_message_count", 0)), count)
        return 0 if self.messages is None else max(0, count - self.messages)


@dataclass(slots=True)
class Notebook:
    """A segment that is open for reading and writing. `next` is the number that the next message gets.

    `entries` are the stored documents of the window that was read, oldest first. `registered`: a registry
    record says what belongs to the conversation; without one, everything that stands here does.
    """

    store: Store
    workers: Workers
    place: str  # the segment's folder, e.g. processed/A_medical_notes/session_1/
    name: str
    registered: bool = True
    next: int = 0
    entries: list[Document] = field(default_factory=list)
    agent: Document | None = None
    agent_version: str = ""
    short: bool = False  # the last of the counted messages was not there

    async def open(self, counted: int, window: Window, turn: Sequence[str] = ()) -> None:
        """Read the window's messages in one wave, and what stands beyond the `counted` ones.

        Of those, messages of the turn with these nonces belong to the conversation, and so do messages
        without any nonce (stock tools wrote them); others lost the race for the turn and do not.
        Raises NotesUnreadable for a missing or senseless message: a hole is never skipped.
        """
        reading = self.workers.run(self.store.read, agent_json(self.place))
        if window.summarised:
            self._found_agent(await reading)
        numbers = range(window.first(counted, self.agent), counted + 1)
        agent, *items = await asyncio.gather(reading, *(self._read(number) for number in numbers))
        self._found_agent(agent)
        known, beyond = items[:-1], items[-1]
        self.short = bool(known) and known[-1] is None  # see Turn: its record and last message are one wave
        if self.short:
            known, counted, beyond = known[:-1], counted - 1, None
        self.entries = [parse_message(item) for item in known]
        self.next = counted
        if beyond is not None:
            await self._read_on(parse_message(beyond), window, turn)

    def _found_agent(self, item: Item | None) -> None:
        self.agent, self.agent_version = (parsed(item), item.version) if item else (None, "")

    async def _read_on(self, entry: Document, window: Window, turn: Sequence[str]) -> None:
        if "turn" not in entry:
            await self._read_stock(window)
        elif accepted := of_turn([entry], turn):
            self._accept(accepted)
            while True:
                turn = turn[turn.index(accepted[-1].get("turn", turn[0])) :]
                wave = range(self.next, self.next + _PROBES)
                items = await asyncio.gather(*(self._read(number) for number in wave))
                accepted = of_turn([parse_message(item) for item in until_none(items)], turn)
                self._accept(accepted)
                if len(accepted) < _PROBES:
                    return

    async def open_unregistered(self, window: Window) -> None:
        """Read a segment that no registry record counts: by listing, and every message in it belongs."""
        self._found_agent(await self.workers.run(self.store.read, agent_json(self.place)))
        await self._read_stock(window)

    async def _read_stock(self, window: Window) -> None:
        """Stock tools went on here: their messages are found by listing, and only here."""
        folder = message_json(self.place, 0).rpartition("/")[0] + "/"
        keys = await self.workers.run(lambda: list(self.store.list(folder)))
        matches = (_MESSAGE_KEY.search(key) for key in keys)
        last = max((int(match[1]) for match in matches if match), default=-1)
        numbers = range(window.first(last + 1, self.agent), last + 1)
        items = await asyncio.gather(*(self._read(number) for number in numbers))
        self.entries, self.next = [parse_message(item) for item in items], last + 1

    def _accept(self, entries: Iterable[Document]) -> None:
        for entry in entries:
            self.entries.append(entry)
            self.next += 1

    async def entry(self, number: int) -> Document | None:
        """One stored message, or None where none stands."""
        item = await self._read(number)
        return parse_message(item) if item else None

    async def _read(self, number: int) -> Item | None:
        return await self.workers.run(self.store.read, message_json(self.place, number))

    @property
    def tail(self) -> list[Document]:
        """The window as model messages, as stored."""
        return [entry.get("redact_message") or entry["message"] for entry in self.entries]

    @property
    def messages(self) -> list[Document]:
        """The window as model messages, from the first one that a conversation may start with."""
        messages = self.tail
        for start, message in enumerate(messages):
            if message["role"] == "user" and not holds(message, "toolResult"):
                return messages[start:]
        return []

    async def write(
        self,
        number: int,
        message: Document,
        turn: str | None,
        extra: Mapping[str, Any],
        owns: Callable[[], Awaitable[bool]] | None = None,
    ) -> str:
        """Write a message where none stands; answers its version.

        A message of a turn that lost its fence may stand there: it never was part of the conversation, and
        is written over by whoever `owns` says holds the session. That is asked after the message was read:
        if somebody takes the session over between, their own message has another version than the one read.
        Any other message there is a WriteConflict.
        """
        nonce = {"turn": turn} if turn else {}
        key, body = message_json(self.place, number), stored(number, message, {**nonce, **extra})
        version, tries = ABSENT, _TRIES
        while True:
            try:
                return await self.workers.run(self.store.write, key, body, expect=version)
            except WriteConflict:
                standing, tries = await self._read(number), tries - 1
                if standing is None and tries:
                    version = ABSENT
                elif (
                    standing and tries and owns and await self._lost(number, standing, turn) and await owns()
                ):
                    version = standing.version
                else:
                    raise

    async def _lost(self, number: int, item: Item, turn: str | None) -> bool:
        """Whether this message is another turn's that came to nothing.

        Where no record says so: a first turn that died in its first wave leaves one message and no second.
        """
        if parse_message(item).get("turn", turn) == turn:
            return False
        return self.registered or await self._read(number + 1) is None

    async def renew(self, number: int) -> None:
        """Write a message again as it stands, under a version that nobody has read. WriteConflict if it
        changes meanwhile, or is gone."""
        item = await self._read(number)
        if item is None:
            raise WriteConflict
        body = dump({**parsed(item), MOVED: secrets.token_hex(8)})
        await self.workers.run(self.store.write, message_json(self.place, number), body, expect=item.version)

    async def take_back(self, number: int, version: str) -> None:
        """Remove a message that this process wrote and nobody was told of."""
        await self.workers.run(self.store.delete, message_json(self.place, number), expect=version)

    async def take_back_turn(self, first: int, turn: Sequence[str]) -> None:
        """Remove the messages from `first` on that carry one of these nonces. Last first: no holes."""
        found: list[tuple[int, str]] = []
        while (item := await self._read(first + len(found))) and parse_message(item).get("turn") in turn:
            found.append((first + len(found), item.version))
        for number, version in reversed(found):
            await self.take_back(number, version)

    def forget_lost(self) -> None:
        """Of a new segment: a lone message with a nonce was left by a turn that came to nothing."""
        if self.next == 1 and "turn" in self.entries[0]:
            self.entries, self.next = [], 0

    async def create(self, state: Document) -> None:
        """Write session.json and agent.json in one wave.

        What already stands there stays: a session manager of another tool, or an earlier try, was first.
        They are never taken back: by then another process may have found them there and gone on.
        """
        context = (self.agent or {}).get("context")  # of a segment that moves here: its summary stays true
        self.agent = new_agent(state) | ({"context": context} if context else {})
        documents = {session_json(self.place): new_session(self.name), agent_json(self.place): self.agent}

        async def write(key: str, document: Document) -> None:
            with suppress(WriteConflict):
                version = await self.workers.run(self.store.write, key, dump(document), expect=ABSENT)
                if document is self.agent:
                    self.agent_version = version

        await asyncio.gather(*(write(key, document) for key, document in documents.items()))

    async def keep_context(self, context: Document) -> None:
        """Say in agent.json what the model no longer needs to see, under a key that stock tools pass over.

        Only over the agent.json that was read: a WriteConflict means that another process writes here.
        """
        document = {**(self.agent or {}), "context": context, "updated_at": datetime.now(UTC).isoformat()}
        version = await self.workers.run(
            self.store.write, agent_json(self.place), dump(document), expect=self.agent_version
        )
        self.agent, self.agent_version = document, version

    async def copy_to(self, other: "Notebook", count: int, hold: Callable[[], None], mark: str) -> None:
        """Copy the first `count` messages to the same segment elsewhere, all in one wave.

        Each copy carries `mark`, and copies of an earlier try are written over: a process that is late in
        taking those back finds other versions. So is what a turn left that came to nothing: a late write of
        an earlier mover. Other notes there are a WriteConflict. `hold` raises when the session is no longer
        this process's. Returns, or raises, when no copy is under way.
        """
        copying = (self._copy(number, other, hold, mark) for number in range(count))
        for result in await asyncio.gather(*copying, return_exceptions=True):
            if isinstance(result, BaseException):
                raise result

    async def _copy(self, number: int, other: "Notebook", hold: Callable[[], None], mark: str) -> None:
        item, key = await self._read(number), message_json(other.place, number)
        if item is None:
            raise NotesUnreadable

        async def left(standing: Item) -> bool:
            return "turn" in parse_message(standing) and not await other.holds_other_than(self)

        body = dump({**parsed(item), MOVED: mark})
        hold()
        try:
            await self.workers.run(self.store.write, key, body, expect=ABSENT)
        except WriteConflict:
            standing = await other._read(number)
            if standing is None or (content_of(standing) != content_of(item) and not await left(standing)):
                raise
            hold()  # reading took its time
            await self.workers.run(self.store.write, key, body, expect=standing.version)

    async def holds_other_than(self, original: "Notebook") -> bool:
        """Whether a conversation stands here that is no copy of that notebook's. A message with a nonce that
        nothing but copies stands beside was left by a turn that came to nothing."""
        first = await self._differing(0, original)
        if first is None or "turn" not in parse_message(first):
            return first is not None
        return await self._differing(1, original) is not None

    async def _differing(self, number: int, original: "Notebook") -> Item | None:
        ours, theirs = await asyncio.gather(self._read(number), original._read(number))
        same = ours is not None and theirs is not None and content_of(ours) == content_of(theirs)
        return None if same else ours

    async def remove_copies(self, original: "Notebook", count: int) -> None:
        """Take back what `copy_to` put here: only messages that say the same as their originals."""

        async def remove(number: int) -> None:
            ours, theirs = await asyncio.gather(self._read(number), original._read(number))
            if ours is not None and theirs is not None and content_of(ours) == content_of(theirs):
                await self.take_back(number, ours.version)

        await asyncio.gather(*(remove(number) for number in range(count)))

    async def remove_all(self, count: int) -> None:
        """Remove a segment's first `count` messages and its files: they stand elsewhere now."""
        keys = [message_json(self.place, number) for number in range(count)]
        keys += [session_json(self.place), agent_json(self.place)]
        await asyncio.gather(*(self.workers.run(self.store.delete, key) for key in keys))
