"""The rooms of one AgentCore Memory: what this process knows of them, and the requests for the rest."""

import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, cast

from botocore.exceptions import BotoCoreError, ClientError

from agents.errors import StoreUnavailable
from agents.sessions.agentcore_events import Event, milliseconds, payloads, read_event
from agents.sessions.agentcore_names import Room, is_single
from agents.sessions.aws import code

if TYPE_CHECKING:
    from mypy_boto3_bedrock_agentcore import BedrockAgentCoreClient
    from mypy_boto3_bedrock_agentcore.type_defs import PayloadTypeTypeDef

MISSING = "ResourceNotFoundException"
_PAGE = 100  # the most that the service gives at once
_MOST_ROOMS = 128  # whose events this process keeps
_LOCKS = 64
_MARGIN = 200  # microseconds: times travel as fractions of seconds, and stay what they are, cut or rounded
_AN_HOUR = 3_600_000


@dataclass(slots=True)
class Shelf:
    """What a room holds. `ids` are its events, newest first; all of them if `whole`, else the newest alone.

    `looked` is when, on this process's clock, everything that stood there was known; `added` counts the
    events at the head of `ids` that were written since then.
    """

    looked: float
    whole: bool
    ids: list[str] = field(default_factory=list)
    events: dict[str, list[Event]] = field(default_factory=dict)  # by key, the newest last
    added: int = 0

    @property
    def newest(self) -> int:
        """When the newest event was, in milliseconds; 0 if there is none."""
        return milliseconds(self.ids[0]) if self.ids else 0

    def standing(self, key: str) -> Event | None:
        found = self.events.get(key)
        return found[-1] if found else None

    def add(self, event: Event) -> None:
        self.ids.append(event.id)
        self.ids.sort(reverse=True)
        self.events.setdefault(event.key, []).append(event)
        self.added += 1

    def drop(self, event: Event) -> None:
        self.ids.remove(event.id)
        self.events[event.key].remove(event)


class Memory:
    """Its client, and what this process knows of its rooms. Shared by the views of all owners."""

    def __init__(self, client: "BedrockAgentCoreClient", memory_id: str) -> None:
        self.client = client
        self.id = memory_id
        self._locks = [threading.Lock() for _ in range(_LOCKS)]
        self._shelves: OrderedDict[Room, Shelf] = OrderedDict()
        self._shelving = threading.Lock()

    @contextmanager
    def opened(self, room: Room, called: float, *, whole: bool = False) -> Iterator[Shelf]:
        """The room's shelf, for one thread at a time, with all that was there at the time of the call.

        It is forgotten when anything goes wrong meanwhile: what the service did is then not known.
        """
        with self._locks[hash(room) % _LOCKS]:
            try:
                yield self._fresh(room, called, whole=whole or not room.single)
            except (ClientError, BotoCoreError) as error:
                self.forget(room)
                raise StoreUnavailable from error

    def forget(self, room: Room) -> None:
        with self._shelving:
            self._shelves.pop(room, None)

    def _fresh(self, room: Room, called: float, *, whole: bool) -> Shelf:
        with self._shelving:
            shelf = self._shelves.pop(room, None)
        if shelf is None or (whole and not shelf.whole):
            shelf = self.load(room, whole=whole)
        elif shelf.looked < called:
            now, count = time.monotonic(), min(shelf.added + 1, _PAGE)
            newest = [event["eventId"] for event in self._list(room, count, payloads=False)[0]]
            if newest == shelf.ids[:count]:
                shelf.looked, shelf.added = now, 0
            else:
                shelf = self._read_anew(room, shelf, whole=whole)
        with self._shelving:
            self._shelves[room] = shelf
            while len(self._shelves) > _MOST_ROOMS:
                self._shelves.popitem(last=False)
        return shelf

    def _read_anew(self, room: Room, before: Shelf, *, whole: bool) -> Shelf:
        """There are other events than were known. If this process's own newest is not listed, but there all
        the same, the list is an old one, and what it lacks is not absent."""
        shelf = self.load(room, whole=whole)
        if before.added and shelf.newest < before.newest and self.holds(room, before.ids[0]):
            raise StoreUnavailable
        return shelf

    def load(self, room: Room, *, whole: bool) -> Shelf:
        """Everything in the room, or, if not `whole`, its newest event."""
        shelf, token = Shelf(time.monotonic(), whole), ""
        while True:
            found, token = self._list(room, _PAGE if whole else 1, token)
            for raw in found:
                shelf.ids.append(raw["eventId"])
                if event := read_event(raw):
                    shelf.events.setdefault(event.key, []).insert(0, event)
            if not token or (shelf.events and not whole):
                return shelf

    def _list(
        self, room: Room, count: int, token: str = "", *, payloads: bool = True
    ) -> tuple[list[dict[str, Any]], str]:
        more: dict[str, Any] = {"nextToken": token} if token else {}
        answer: Any = self.client.list_events(
            memoryId=self.id,
            actorId=room.actor,
            sessionId=room.session,
            includePayloads=payloads,
            maxResults=count,
            **more,
        )
        return answer["events"], answer.get("nextToken") or ""

    def create(self, room: Room, shelf: Shelf, key: str, body: bytes, twin: Event | None) -> Event:
        """Write an event: at the time of its twin, if it has one, else later than all others of the room."""
        version = secrets.token_hex(16)
        value, metadata = payloads(key, version, body)
        at = max(time.time_ns() // 1_000_000, shelf.newest + 1) if twin is None else twin.milliseconds
        moment = datetime.fromtimestamp(at // 1000, UTC).replace(microsecond=at % 1000 * 1000 + _MARGIN)
        answer: Any = self.client.create_event(
            memoryId=self.id,
            actorId=room.actor,
            sessionId=room.session,
            eventTimestamp=moment,
            payload=cast("list[PayloadTypeTypeDef]", value),
            metadata=metadata,
        )
        event = Event(answer["event"]["eventId"], key, version, body)
        shelf.add(event)
        return event

    def remove(self, room: Room, shelf: Shelf, event: Event) -> None:
        try:
            self.client.delete_event(
                memoryId=self.id, actorId=room.actor, sessionId=room.session, eventId=event.id
            )
        except ClientError as error:
            if code(error) != MISSING:  # somebody else's delete, or our own whose answer was lost
                raise
        shelf.drop(event)

    def holds(self, room: Room, event_id: str) -> bool:
        try:
            self.client.get_event(
                memoryId=self.id, actorId=room.actor, sessionId=room.session, eventId=event_id
            )
        except ClientError as error:
            if code(error) != MISSING:
                raise
            return False
        return True

    def gives_newest_first(self, room: Room, key: str) -> bool:
        """Of two events a millisecond apart; they go again. Asked by every kind of request there is."""
        shelf, before = Shelf(time.monotonic(), whole=True), time.time_ns() // 1_000_000 - _AN_HOUR
        times = [Event(f"{before + later}#0", key, "", b"") for later in (0, 1)]
        older, newer = (self.create(room, shelf, key, b"{}", at) for at in times)
        listed = [event["eventId"] for event in self._list(room, 1)[0]]
        held = self.holds(room, newer.id)
        next(self.rooms(room.actor), None)
        for event in (older, newer):
            self.remove(room, shelf, event)
        return held and listed == [newer.id] and older.milliseconds < newer.milliseconds

    def rooms(self, actor: str) -> Iterator[Room]:
        """Those of the actor's in which there is anything."""
        pages = self.client.get_paginator("list_sessions").paginate(
            memoryId=self.id, actorId=actor, filter={"eventFilter": "HAS_EVENTS"}
        )
        for page in pages:
            for found in page["sessionSummaries"]:
                yield Room(actor, found["sessionId"], is_single(actor))
