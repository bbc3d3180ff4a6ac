"""What a stored value is as an event of AgentCore Memory, and back, byte for byte. Pure.

Each event has two payloads: the value in the form in which `AgentCoreMemorySessionManager` (the SDK's session
manager for Strands) writes and looks for it, and a blob that says which key it is and what the manager has no
place for. A message is conversational, so that the memory's long-term strategies see it; beyond the service's
limit for those it is a blob, as the manager makes it. Blobs are text: the service gives back nothing else.
"""

import base64
import json
import re
from dataclasses import dataclass
from typing import Any, Final

from agents.errors import NotesUnreadable, PayloadTooLarge
from agents.sessions.agentcore_names import file_of
from agents.sessions.layout import AGENT_ID, agent_json, message_json, session_json

CONVERSATIONAL_MAX: Final = 100_000  # the service's: characters; counted here in bytes, and with the role
EVENT_MAX: Final = 10_000_000  # the service's limit for an event is 10 MB

_OURS: Final = {"writer": {"stringValue": "healthcare-assistant"}}
_SESSION: Final = {"stateType": {"stringValue": "SESSION"}}
_AGENT: Final = {"stateType": {"stringValue": "AGENT"}, "agentId": {"stringValue": AGENT_ID}}
_MESSAGES: Final = message_json("", 0).rpartition("/")[0] + "/"
_STOCK: Final = ("message", "message_id", "redact_message", "created_at", "updated_at")
_ENCODED: Final = "base64"
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

Payload = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """One stored value. `id` is `<milliseconds, padded>#<hexadecimal>`, as the service makes it."""

    id: str
    key: str
    version: str
    body: bytes

    @property
    def milliseconds(self) -> int:
        return milliseconds(self.id)


def milliseconds(event_id: str) -> int:
    """When the event was, by which the service orders them."""
    return int(event_id.partition("#")[0])


def is_message(key: str) -> bool:
    return (file_of(key) or "").startswith(_MESSAGES)


def payloads(key: str, version: str, body: bytes) -> tuple[list[Payload], dict[str, Any]]:
    """The payloads and the metadata of the event that keeps this value.

    Raises PayloadTooLarge, before anything is written, for what the service would refuse.
    """
    about: Payload = {"key": key, "version": version}
    value, file = _message(body, about) if is_message(key) else None, file_of(key)
    value = value or {"blob": _as_text(body, about)}
    told = {"blob": _dump(about)}
    if file == agent_json(""):
        listed, metadata = [told, value], {**_OURS, **_AGENT}  # the manager reads the last payload
    else:
        listed, metadata = [value, told], _OURS | (_SESSION if file == session_json("") else {})
    if len(json.dumps(listed)) > EVENT_MAX:  # as it travels
        raise PayloadTooLarge
    return listed, metadata


def read_event(event: dict[str, Any]) -> Event | None:
    """What was stored; None for an event that others wrote. NotesUnreadable for one of ours without sense."""
    metadata = event.get("metadata") or {}
    if metadata.get("writer") != _OURS["writer"]:
        return None
    try:
        value, told = event["payload"]
        if metadata.get("stateType") == _AGENT["stateType"]:
            value, told = told, value
        about = json.loads(told["blob"])
        return Event(event["eventId"], about["key"], about["version"], _body(value, about))
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise NotesUnreadable from error


def _message(body: bytes, about: Payload) -> Payload | None:
    """The value of a message; None for what does not come back as it was, such as other tools' JSON."""
    try:
        entry = json.loads(body)
        shared = {name: entry[name] for name in _STOCK}
        extra = {name: value for name, value in entry.items() if name not in shared}
        if _dump({**shared, **extra}).encode() != body or not entry["message"]["content"]:
            return None
        text, role = _dump(shared), {"user": "USER", "assistant": "ASSISTANT"}[entry["message"]["role"]]
    except (KeyError, TypeError, ValueError):  # UnicodeEncodeError, too: half a character
        return None
    about["extra"] = extra
    if len(text.encode()) + len(role) >= CONVERSATIONAL_MAX:
        return {"blob": json.dumps([text, role.lower()])}
    return {"conversational": {"content": {"text": text}, "role": role}}


def _as_text(body: bytes, about: Payload) -> str:
    try:
        text = body.decode()
        if text and not _CONTROL.search(text):
            return text
    except UnicodeDecodeError:
        pass
    about["coding"] = _ENCODED
    return base64.b64encode(body).decode()


def _body(value: Payload, about: Payload) -> bytes:
    if "extra" in about:
        text = value["conversational"]["content"]["text"] if "conversational" in value else None
        text = json.loads(value["blob"])[0] if text is None else text
        return _dump({**json.loads(text), **about["extra"]}).encode()
    if about.get("coding") == _ENCODED:
        return base64.b64decode(value["blob"], validate=True)
    blob: str = value["blob"]
    return blob.encode()


def _dump(document: Payload) -> str:
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"))
