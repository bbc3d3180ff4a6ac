"""The registry: who owns a session, where its notes stand, and which patient a spelling means.

All of it by conditional writes on two kinds of small JSON objects; the version of a session's record is the
fence of its turns.
"""

from dataclasses import dataclass
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from agents.errors import NotesUnreadable
from agents.sessions.layout import Layout
from agents.sessions.records import SessionRecord
from agents.sessions.store import ABSENT, Store


class Alias(BaseModel):
    """What a spelling, or a folder's claim, says: whose notes folder it is.

    `alias` is the spelling that made it. A folder belongs to the spelling that its claim names, and to those
    that somebody confirmed; any other spelling that points there lost a race and proves nothing.
    """

    patient_id: str
    alias: str
    confirmed: bool = False


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

    def claim(self, alias: str, target: Alias) -> str:
        """Say once whose spelling this is; answers the version. WriteConflict when it is already said."""
        return self.store.write(self.layout.alias(alias), target.model_dump_json().encode(), expect=ABSENT)

    def unclaim(self, alias: str, version: str) -> None:
        self.store.delete(self.layout.alias(alias), expect=version)

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
