"""A validated message of a verified caller: what a turn is about."""

import hashlib
from dataclasses import dataclass

from agents.identity import Caller
from agents.safety import RedFlag
from agents.sessions.recovery import Repeat


@dataclass(frozen=True, slots=True)
class Message:
    """`flag` is what the red-flag screen said of the text."""

    session_id: str
    text: str
    caller: Caller
    message_id: str | None = None
    flag: RedFlag | None = None

    @property
    def emergency(self) -> str:
        return self.flag.text if self.flag else ""

    @property
    def repeat(self) -> Repeat:
        """By hash: a messageId is the caller's own, in any form, and counts per caller and session."""
        key = _hash(self.caller.id, self.session_id, self.message_id) if self.message_id else None
        return Repeat(key, _hash(self.text))


def _hash(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
