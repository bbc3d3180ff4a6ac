"""Sessions as their owner may read them, and their ending: for the API and operators. No Strands."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from agents.audit.auditor import Act, Auditor, unaudited
from agents.errors import Conflict, Forbidden, NotesUnreadable, NotFound
from agents.identity import Caller
from agents.sessions import changes
from agents.sessions.documents import Document, parse_message, text_of
from agents.sessions.layout import Layout, message_json
from agents.sessions.records import SessionRecord
from agents.sessions.registry import Registry
from agents.sessions.store import Store, WriteConflict
from agents.turn.admission import admit, admit_owner, shared, unshared
from agents.turn.replies import Composer, iso

_READERS = 16
_TRIES = 5  # a running turn renews its record now and then
_PAGE = 2_000_000  # bytes of text; Lambda answers 6 MB at most, and JSON may double them
Admission = Callable[[Caller, SessionRecord, datetime], None]


@dataclass(frozen=True, slots=True)
class SessionReader:
    """Every call raises NotFound for a session that is absent, another's, or about a patient out of reach."""

    store: Store
    layout: Layout
    composer: Composer
    auditor: Auditor = field(default_factory=unaudited)

    @property
    def registry(self) -> Registry:
        return Registry(self.store, self.layout)

    def info(self, caller: Caller, session_id: str) -> dict[str, Any]:
        """`patient_context`, `session_info` and `conversation_count` as replies have them, and `status`."""
        record = self._record(caller, session_id)[0]
        self.auditor.demand(Act.READ, "done", caller, session_id, record.patient_id)
        return self._described(record)

    def messages(self, caller: Caller, session_id: str, after: int = 0, limit: int = 50) -> dict[str, Any]:
        """The messages kept about the current patient, oldest first: those from `after` on, `limit` at most,
        and fewer where they are long.

        `next` is what to pass as `after` for the following page, null at the end. What passed between model
        and tools is counted and left out of `messages`.
        """
        asked = slice(after, after + limit)
        record, places, entries = self._kept(lambda: self._record(caller, session_id)[0], asked)
        shown = _fitting([_shown(number, entry) for number, entry in enumerate(entries, after)])
        self.auditor.demand(Act.READ, "done", caller, session_id, record.patient_id)
        following = after + len(shown)
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
        _, _, entries = self._kept(lambda: self._known(session_id), slice(None))
        return [entry.get("redact_message") or entry["message"] for entry in entries]

    def end(self, caller: Caller, session_id: str) -> dict[str, Any]:
        """End the conversation; its notes stay. Ended twice is ended. Raises Conflict while a turn runs."""
        record, version = self._record(caller, session_id, Act.END, admit_owner)
        if not record.ended:
            self.auditor.demand(Act.END, "begun", caller, session_id, record.patient_id)
            record = self._end(record, version)
            self.auditor.record(Act.END, "done", caller, session_id, patient_id=record.patient_id)
        return self._described(record)

    def shares(self, caller: Caller, session_id: str) -> dict[str, Any]:
        """With whom the caller's own session is shared, and until when; those that are over are left out."""
        record, _ = self._record(caller, session_id, Act.READ, admit_owner)
        self.auditor.demand(Act.READ, "done", caller, session_id, record.patient_id)
        return _shares(record)

    def share(self, caller: Caller, session_id: str, colleague: str, period: timedelta) -> dict[str, Any]:
        """Let a colleague (their token's `sub`) read and talk in the caller's own session, about its patient,
        for this long or until the conversation ends. Raises Conflict while a turn runs."""
        record, version = self._record(caller, session_id, Act.SHARE, admit_owner)
        changed = shared(record, caller, colleague, period, datetime.now(UTC))
        self.auditor.demand(Act.SHARE, "begun", caller, session_id, record.patient_id, colleague)
        self._save_between_turns(changed, version)
        self.auditor.record(
            Act.SHARE, "done", caller, session_id, patient_id=record.patient_id, other=colleague
        )
        return _shares(changed)

    def revoke(self, caller: Caller, session_id: str, colleague: str) -> dict[str, Any]:
        """Take a share back, at once: a turn under way, whosever it is, answers Conflict and may be sent
        again. Works also without the trail: taking rights away must never fail for want of a witness."""
        for _ in range(_TRIES):
            record, version = self._record(caller, session_id, Act.REVOKE, admit_owner)
            changed = unshared(record, colleague)
            with suppress(WriteConflict):
                self.registry.save(changed, version)
                self.auditor.record(
                    Act.REVOKE, "done", caller, session_id, patient_id=record.patient_id, other=colleague
                )
                return _shares(changed)
        raise Conflict

    def end_idle(self, session_id: str) -> bool:
        """End the conversation if its time is over; says whether this call did. For sweeps."""
        loaded = self.registry.load(session_id)
        if loaded is None or loaded[0].ended or datetime.now(UTC) < self.composer.expires_at(loaded[0]):
            return False
        try:
            ended = self._end(*loaded)
        except Conflict:
            return False  # somebody is talking: not idle at all
        self.auditor.swept(session_id, ended.patient_id)
        return True

    def session_ids(self) -> Iterator[str]:
        """All sessions that the registry knows, in order."""
        folder = self.layout.session_record("x").rpartition("/")[0] + "/"
        for key in self.store.list(folder):
            yield key.removeprefix(folder).removesuffix(".json")

    def _end(self, record: SessionRecord, version: str) -> SessionRecord:
        ended = changes.ended(record)
        self._save_between_turns(ended, version)
        return ended

    def _save_between_turns(self, record: SessionRecord, version: str) -> None:
        turn = record.unfinished
        if turn and not turn.over and turn.lease_until > datetime.now(UTC):
            raise Conflict
        self.registry.save(record, version)

    def _record(
        self, caller: Caller, session_id: str, act: Act = Act.READ, admitted: Admission = admit
    ) -> tuple[SessionRecord, str]:
        """The session's record for a caller who may do this with it; a refusal is in the trail, too."""
        try:
            loaded = self.registry.load(session_id)
            if loaded is None:
                raise NotFound if caller.may_converse else Forbidden
            now = datetime.now(UTC)
            admitted(caller, self.composer.as_of(loaded[0], now), now)
        except (NotFound, Forbidden) as refusal:
            self.auditor.record(act, refusal.code, caller, session_id)
            raise
        return loaded

    def _described(self, record: SessionRecord) -> dict[str, Any]:
        reply = self.composer.reply("", record, saved=True, capabilities=[])
        over = self.composer.as_of(record, datetime.now(UTC)).ended
        return {
            "session_id": record.session_id,
            "status": "ended" if over else "active",
            "patient_context": reply.patient_context.model_dump(),
            "session_info": reply.session_info.model_dump(),
            "conversation_count": record.turns,
        }

    def _known(self, session_id: str) -> SessionRecord:
        loaded = self.registry.load(session_id)
        if loaded is None:
            raise NotFound
        return loaded[0]

    def _kept(
        self, load: Callable[[], SessionRecord], asked: slice
    ) -> tuple[SessionRecord, list[str], list[Document]]:
        """The session, where its messages about its patient stand, and those of them that are asked for.

        Where one is missing, the record is asked again: they may just have moved, or the last one be on its
        way beside the record that counts it (Conflict). Where it never came, it is left out.
        """
        before: SessionRecord | None = None
        for _ in range(_TRIES):
            record = load()
            places = list(self._places(record))
            lost = self._last_place(record) if record == before else None
            places = [place for place in places if place != lost]
            with ThreadPoolExecutor(_READERS) as pool:
                items = list(pool.map(self.store.for_owner(record.owner).read, places[asked]))
            if None not in items:
                return record, places, [parse_message(item) for item in items]
            if record == before:
                raise NotesUnreadable
            before = record
        raise Conflict

    def _last_place(self, record: SessionRecord) -> str | None:
        """Where the last turn's last message should stand. Raises Conflict while it may still come."""
        turn = record.turn
        if turn is None:
            return None
        if not turn.over and turn.lease_until > datetime.now(UTC):
            raise Conflict
        segment = record.numbered(turn.segment)
        folder = self.layout.segment(segment.patient_id, record.name(segment.number))
        return message_json(folder, segment.messages - 1)

    def _places(self, record: SessionRecord) -> Iterator[str]:
        """The keys of the messages about the current patient, over all the session's segments about them."""
        for segment in record.about_the_patient:
            folder = self.layout.segment(segment.patient_id, record.name(segment.number))
            yield from (message_json(folder, number) for number in range(segment.messages))


def _shares(record: SessionRecord) -> dict[str, Any]:
    now = datetime.now(UTC)
    running = [share for share in record.shares if share.until > now and not record.ended]
    listed = [{"colleague": share.caller, "until": iso(share.until)} for share in running]
    return {"session_id": record.session_id, "shares": listed}


def _fitting(shown: list[Document]) -> list[Document]:
    """As many from the start as a page holds, and one at least."""
    size = 0
    for count, message in enumerate(shown):
        size += len(message["text"].encode())
        if size > _PAGE and count:
            return shown[:count]
    return shown


def _shown(number: int, entry: Document) -> Document:
    message = entry.get("redact_message") or entry["message"]
    written = entry.get("created_at")  # other tools' notes may hold anything there
    return {
        "number": number,
        "role": message["role"],
        "text": text_of(message).encode("utf-8", "replace").decode(),  # half a character cannot be sent
        "created_at": written if isinstance(written, str) else None,
    }
