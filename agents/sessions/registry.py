"""The registry: who owns a session, where its notes stand, and which patient a spelling means.

All of it by conditional writes on two kinds of small JSON objects; the version of a session's record is the
fence of its turns.
"""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agents.errors import NotesUnreadable
from agents.sessions.layout import Layout
from agents.sessions.records import Alias as Alias  # named here for those who ask the index
from agents.sessions.records import SessionRecord
from agents.sessions.store import ABSENT, Store, WriteConflict


@dataclass(frozen=True, slots=True)
class Registry:
    """Blocking calls; each is one request."""

    store: Store
    layout: Layout

    def load(self, session_id: str) -> tuple[SessionRecord, str] | None:
        """The record and its version, or None for a session nobody has. Unreadable is never None."""
        item = self.store.read(self.layout.session_record(session_id))
        return (_parsed(SessionRecord, item.body), item.version) if item else None

    def save(self, record: SessionRecord, version: str) -> str:
        """Write over exactly this version (`ABSENT` for a new session), else WriteConflict."""
        body = record.model_dump_json(exclude_defaults=True).encode()
        return self.store.write(self.layout.session_record(record.session_id), body, expect=version)

    def alias(self, alias: str) -> Alias | None:
        item = self.store.read(self.layout.alias(alias))
        return _parsed(Alias, item.body) if item else None

    def claim(self, alias: str, target: Alias) -> None:
        """Say once whose spelling this is; saying the same again is fine, and WriteConflict anything else.

        An unconfirmed word gives way to a confirmed one: it was left by somebody who lost the folder.
        """
        key, body = self.layout.alias(alias), target.model_dump_json().encode()
        try:
            self.store.write(key, body, expect=ABSENT)
        except WriteConflict:
            item = self.store.read(key)
            standing = _parsed(Alias, item.body) if item else None
            if item is None or standing is None:
                raise
            if (standing.patient_id, standing.alias) == (target.patient_id, target.alias):
                if standing.confirmed >= target.confirmed:
                    return
            elif standing.confirmed or not target.confirmed:
                raise
            self.store.write(key, body, expect=item.version)

    def remove(self, session_id: str, version: str) -> None:
        """Take back the record of a session whose first turn did not come to be."""
        self.store.delete(self.layout.session_record(session_id), expect=version)


def folder_alias(patient_id: str) -> str:
    """The alias that claims a folder: two spellings that differ in case alone cannot own two folders."""
    return f"folder:{patient_id.casefold()}"


Model = TypeVar("Model", bound=BaseModel)


def _parsed(kind: type[Model], body: bytes) -> Model:
    try:
        return kind.model_validate_json(body)
    except ValidationError as error:
        raise NotesUnreadable from error
