"""Storage keys and URLs: the parts that our layout fixes stay readable, whatever names somebody is hidden."""

from __future__ import annotations

import re
from typing import Final

# Every fixed word of the layouts in design.md section 2. Anything else in a storage key may be a patient.
_FIXED: Final = frozenset(
    {"", ".", "..", "...", "processed", "unknown_medical_notes", "session.json", "agents", "agent_healthcare"}
    | {"agent.json", "messages", "extracted_data.json", "result.html"}
    | {"medical-notes", "patients", "no-patient", "registry", "sessions", "aliases"}
)
_MESSAGE: Final = re.compile(r"message_\d{1,9}\.json")


def scrub_path(path: str) -> str:
    """The key with `[paciente]`, `[sesión]` and `[ruta]` for every part that is not the layout's own."""
    return "/".join(_segment(segment) for segment in path.split("/"))


def _segment(segment: str) -> str:
    if segment in _FIXED or _MESSAGE.fullmatch(segment):
        return segment
    if segment.endswith("_medical_notes"):
        return "[paciente]_medical_notes"
    if segment.startswith("session_"):
        return "session_[sesión]"
    return "[ruta]"


def scrub_url(scheme: str, target: str) -> str:
    """`scheme://` and the host; user, password, query and every path but a storage key's fixed words go.

    The host stays unscrubbed: the next pass looks at it.
    """
    authority, slash, path = re.split(r"[?#]", target, maxsplit=1)[0].partition("/")
    host = authority.rpartition("@")[2]
    if not slash:
        return f"{scheme}://{host}"
    return f"{scheme}://{host}/{scrub_path(path)}"
