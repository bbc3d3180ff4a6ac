"""Notes in AgentCore Memory: an event a value, in the form that its own session manager for Strands reads.

For sites that use AgentCore Memory already. The owner of a session is the actor; `agentcore_names` says
what stands where, `agentcore_events` how. The service has events and no conditional writes, so this store
declares:

- `shared` is False. In one process a condition and its write are one step. Between processes they are two,
  some milliseconds apart, in which one can hide what the other wrote. AgentCore Runtime keeps a session in
  one microVM at a time, which would make that rare (unverified); nothing here enforces it.
- `expires`: the service deletes events by age, after 365 days at most, a conversation from its beginning. It
  is no archive for medical records.
- Messages that other programs add to a session are not read.

A call sees all that was written before it began, as far as `ListEvents` without a filter does (reports say it
is strongly consistent, and that filters are not; unverified): before a room's known events are relied on, the
newest ones are asked for, without their contents. They are dropped when there are others. A room that this
process doesn't know is read once, a request a hundred events; a session's record in one.

Requests of a turn: eight when warm, a look and an event for each of two messages and two records. When cold,
two to five more, and another for each further hundred messages of the segment.
"""

import json
import secrets
import time
from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from agents.errors import SettingsError
from agents.sessions.agentcore_events import Event, is_message
from agents.sessions.agentcore_names import actors, file_of, key_of, room_around, room_of
from agents.sessions.agentcore_rooms import MISSING, Memory, Shelf
from agents.sessions.aws import code, unavailable
from agents.sessions.layout import MOVED
from agents.sessions.store import ABSENT, Item, Store, WriteConflict

_ADVICE = {
    MISSING: "does not exist in this region; create it, name another, or set AWS_REGION",
    "ValidationException": "is refused by the service as no id of a memory",
    "AccessDeniedException": "is not accessible with these credentials; grant bedrock-agentcore:CreateEvent,"
    " GetEvent, ListEvents, DeleteEvent and ListSessions on it",
}


class AgentCoreMemoryStore(Store):
    """What is not an owner's: records, aliases, notes of nobody. `for_owner` sees an owner's notes beside it.

    `probe` is what keys that `check` writes, and deletes, begin with.
    """

    shared = False
    expires = True

    def __init__(self, memory: Memory, owner: str | None = None, probe: str = "registry/probe") -> None:
        self.memory = memory
        self._owner = owner
        self._probe = probe

    def for_owner(self, owner: str) -> "AgentCoreMemoryStore":
        return AgentCoreMemoryStore(self.memory, owner, self._probe)

    def read(self, key: str) -> Item | None:
        with self.memory.opened(room_of(key, self._owner), time.monotonic()) as shelf:
            standing = shelf.standing(key)
            return Item(standing.body, standing.version) if standing else None

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        room, called = room_of(key, self._owner), time.monotonic()
        with self.memory.opened(room, called) as shelf:
            standing = shelf.standing(key)
            _demand(standing, expect)
            twin = _twin(shelf, key, body) if standing is None else None
            event = self.memory.create(room, shelf, key, body, twin)
            if is_message(key):  # of documents a session manager takes the newest, of messages every one
                for older in shelf.events[key][:-1]:
                    self.memory.remove(room, shelf, older)
            return event.version

    def delete(self, key: str, *, expect: str | None = None) -> None:
        """The oldest event first: broken off, it leaves the value that stood."""
        room, called = room_of(key, self._owner), time.monotonic()
        with self.memory.opened(room, called, whole=True) as shelf:
            standing = shelf.standing(key)
            if standing is not None:
                _demand(standing, expect)
            for event in list(shelf.events.get(key, ())):
                self.memory.remove(room, shelf, event)

    def list(self, prefix: str) -> Iterator[str]:
        """Names tell most keys; what a segment, or a name that is a hash, holds is looked up in it."""
        room = room_around(prefix, self._owner)
        if room is not None:
            with self.memory.opened(room, time.monotonic()) as shelf:
                keys = {key for key, events in shelf.events.items() if events}
        else:
            keys = self._keys(prefix)
        return iter(sorted(key for key in keys if key.startswith(prefix)))

    def _keys(self, prefix: str) -> set[str]:
        memory = self.memory
        with unavailable():
            rooms = {
                room: key_of(room) for actor in actors(prefix, self._owner) for room in memory.rooms(actor)
            }
            unclear = [room for room, key in rooms.items() if key is None]
            held = {key for room in unclear for key in memory.load(room, whole=not room.single).events}
            return held | {key for key in rooms.values() if key}

    def folders(self, prefix: str) -> Iterator[str]:
        rests = (key[len(prefix) :].partition("/") for key in self.list(prefix))
        return iter(sorted({f"{prefix}{name}/" for name, slash, _ in rests if slash}))

    def check(self) -> None:
        """The memory is there, may be used, and gives its newest event first, which reading relies on."""
        key = f"{self._probe}-{secrets.token_hex(8)}"  # one's own: many may start at once
        try:
            newest_first = self.memory.gives_newest_first(room_of(key, None), key)
        except (ClientError, BotoCoreError) as error:
            raise SettingsError([f"SESSION_STORE: {_advice(error)}"]) from None
        if not newest_first:
            problem = "what serves this memory does not give the newest event first; notes would be misread"
            raise SettingsError([f"SESSION_STORE: {problem}"])

    def close(self) -> None:
        self.memory.client.close()


def _demand(standing: Event | None, expect: str | None) -> None:
    if expect is not None and expect != (standing.version if standing else ABSENT):
        raise WriteConflict


def _twin(shelf: Shelf, key: str, body: bytes) -> Event | None:
    """The same file of the same segment elsewhere, which this is a copy of: a conversation that moves keeps
    its order."""
    for other, events in shelf.events.items():
        if other != key and events and file_of(other) == file_of(key) and _same(events[-1].body, body):
            return events[-1]
    return None


def _same(original: bytes, copy: bytes) -> bool:
    """Whether nothing but the mark of the move was added."""
    if original == copy:
        return True
    try:
        said, marked = json.loads(original), json.loads(copy)
        return bool({**said, MOVED: None} == {**marked, MOVED: None})
    except (TypeError, ValueError):  # a store keeps any bytes
        return False


def _advice(error: Exception) -> str:
    if isinstance(error, ClientError):
        unknown = f"cannot be used (the service answered {code(error)})"
        return f"the memory {_ADVICE.get(code(error), unknown)}"
    return f"AgentCore Memory cannot be reached ({type(error).__name__}); check network, credentials, region"
