"""Where things stand in a store: the one place that builds keys. Fixed; other systems read this layout."""

import hashlib
from dataclasses import dataclass

AGENT_ID = "healthcare"
UNKNOWN = "unknown"
MOVED = "moved"  # key of a message that was copied or written again: by what. The rest is as it was


@dataclass(frozen=True, slots=True)
class Layout:
    """`prefix` is the notes' folder with its final slash (`processed/`); the registry stands beside it."""

    prefix: str = "processed/"

    def notes(self, patient_id: str | None) -> str:
        """A patient's notes folder; None is nobody yet."""
        return f"{self.prefix}{patient_id or UNKNOWN}_medical_notes/"

    def segment(self, patient_id: str | None, name: str) -> str:
        return f"{self.notes(patient_id)}session_{name}/"

    def session_record(self, session_id: str) -> str:
        return f"{self._registry}sessions/{session_id}.json"

    def alias(self, alias: str) -> str:
        """By hash: an alias is free text in any length, a key is not."""
        return f"{self._registry}aliases/{hashlib.sha256(alias.encode()).hexdigest()[:40]}.json"

    @property
    def probe(self) -> str:
        """A key that a store may write to prove that it can."""
        return f"{self._registry}probe"

    @property
    def _registry(self) -> str:
        parent = self.prefix.rstrip("/").rpartition("/")[0]
        return f"{parent}/registry/" if parent else "registry/"


def segment_name(session_id: str, number: int) -> str:
    """The first segment of a session is the session id itself, later ones `<id>.2`, `<id>.3`, ..."""
    return session_id if number == 1 else f"{session_id}.{number}"


def session_json(segment: str) -> str:
    return f"{segment}session.json"


def agent_json(segment: str) -> str:
    return f"{segment}agents/agent_{AGENT_ID}/agent.json"


def message_json(segment: str, number: int) -> str:
    return f"{segment}agents/agent_{AGENT_ID}/messages/message_{number}.json"
