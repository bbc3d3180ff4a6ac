"""Sessions as their owner may read them, and their ending: for the API and operators. No Strands."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from agents.errors import Conflict, NotesUnreadable, NotFound
from agents.identity import Caller
from agents.replies import Composer
from agents.sessions.layout import Layout, message_json
from agents.sessions.notebook import Document, parse_message, text_of
from agents.sessions.records import SessionRecord
from agents.sessions.registry import Registry
from agents.sessions.store import Store, WriteConflict

_READERS = 16


@dataclass(frozen=True, slots=True)
class SessionReader:
    """Every call raises NotFound for a session that is absent, another's, or about a patient out of reach."""

    store: Store
    layout: Layout
    composer: Composer

    @property
    def registry(self) -> Registry:
        return Registry(self.store, self.layout)

    def info(self, caller: Caller, session_id: str) -> dict[str, Any]:
        """`patient_context`, `session_info` and `conversation_count` as replies have them, and `status`."""
        return self._described(self._record(caller, session_id)[0])

    def messages(self, caller: Caller, session_id: str, after: int = 0, limit: int = 50) -> dict[str, Any]:
        """The messages kept about the current patient, oldest first: those from `after` on, `limit` at most.

        `next` is what to pass as `after` for the following page, null at the end. What passed between model
        and tools is counted and left out of `messages`.
        """
        record, _ = self._record(caller, session_id)
        places = list(self._places(record))
        wanted = places[after : after + limit]
        with ThreadPoolExecutor(_READERS) as pool:
            entries = list(pool.map(self._message, wanted))
        shown = [_shown(number, entry) for number, entry in enumerate(entries, after)]
        following = after + len(wanted)
        return {
            "session_id": session_id,
            "patient_id": record.patient_id,
            "total": len(places),
            "messages": [message for message in shown if message["text"]],
            "next": following if following < len(places) else None,
        }

    def history(self, session_id: str) -> list[Document]:
        """All messages kept about the session's current patient, as the model saw them. Asks for no caller:
        for programs in this process, not for requests. NotFound for a session that the registry lacks."""
        loaded = self.registry.load(session_id)
        if loaded is None:
            raise NotFound
        with ThreadPoolExecutor(_READERS) as pool:
            entries = list(pool.map(self._message, self._places(loaded[0])))
        return [entry.get("redact_message") or entry["message"] for entry in entries]

    def end(self, caller: Caller, session_id: str) -> dict[str, Any]:
        """End the conversation; its notes stay. Ended twice is ended. Raises Conflict while a turn runs."""
        record, version = self._record(caller, session_id)
        if not record.ended:
            record = self._end(record, version)
        return self._described(record)

    def end_idle(self, session_id: str) -> bool:
        """End the conversation if its time is over; says whether this call did. For sweeps."""
        loaded = self.registry.load(session_id)
        if loaded is None or loaded[0].ended or datetime.now(UTC) < self.composer.expires_at(loaded[0]):
            return False
        try:
            self._end(*loaded)
        except Conflict:
            return False  # somebody is talking: not idle at all
        return True

    def session_ids(self) -> Iterator[str]:
        """All sessions that the registry knows, in order."""
        folder = self.layout.session_record("x").rpartition("/")[0] + "/"
        for key in self.store.list(folder):
            yield key.removeprefix(folder).removesuffix(".json")

    def _end(self, record: SessionRecord, version: str) -> SessionRecord:
        turn = record.unfinished
        if turn and not turn.over and turn.lease_until > datetime.now(UTC):
            raise Conflict
        ended = record.model_copy(update={"ended": True, "question": None})
        try:
            self.registry.save(ended, version)
        except WriteConflict as conflict:
            raise Conflict from conflict
        return ended

    def _record(self, caller: Caller, session_id: str) -> tuple[SessionRecord, str]:
        loaded = self.registry.load(session_id)
        if loaded is None or loaded[0].owner != caller.id:
            raise NotFound
        patient_id = loaded[0].patient_id
        if patient_id is not None and not caller.may_see(patient_id):
            raise NotFound
        return loaded

    def _described(self, record: SessionRecord) -> dict[str, Any]:
        reply = self.composer.reply("", record, saved=True, capabilities=[])
        over = record.ended or datetime.now(UTC) >= self.composer.expires_at(record)
        return {
            "session_id": record.session_id,
            "status": "ended" if over else "active",
            "patient_context": reply.patient_context.model_dump(),
            "session_info": reply.session_info.model_dump(),
            "conversation_count": record.turns,
        }

    def _places(self, record: SessionRecord) -> Iterator[str]:
        """The keys of the messages about the current patient, over all the session's segments about them."""
        for segment in record.segments:
            if segment.patient_id == record.patient_id:
                folder = self.layout.segment(segment.patient_id, record.name(segment.number))
                yield from (message_json(folder, number) for number in range(segment.messages))

    def _message(self, key: str) -> Document:
        item = self.store.read(key)
        if item is None:
            raise NotesUnreadable
        return parse_message(item)


def _shown(number: int, entry: Document) -> dict[str, Any]:
    message = entry.get("redact_message") or entry["message"]
    text = text_of(message)
    return {"number": number, "role": message["role"], "text": text, "created_at": entry.get("created_at")}
