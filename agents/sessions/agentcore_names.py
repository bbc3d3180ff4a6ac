"""Where a key stands in AgentCore Memory, which knows no keys but events, in sessions of actors. Pure.

    segment of an owner    actor `<owner>`                 session `<segment's name>`
    segment of nobody      actor `assistant--notes`        session `<name>--<hash of its folder>`
    session's record       actor `assistant--sessions`     session `<session id>`
    any other key          actor `assistant--keys`         session `<the key, escaped>`

An id stands as it is where the service takes it and `--` is not in it. Any other, also an escaped key that
is too long, is written in another form: what is left of it, `--`, and a hash of the whole. So no two of ours
ever meet. `room_name("s-1.2")` is what another program passes as the `session_id` of a stock session manager,
`actor_name` as its `actor_id`.
"""

import hashlib
import re
from dataclasses import dataclass
from typing import Final

SESSIONS: Final = "assistant--sessions"
KEYS: Final = "assistant--keys"
NOTES: Final = "assistant--notes"

_LONGEST_ACTOR: Final = 255
_LONGEST_SESSION: Final = 100
_MARK: Final = "--"
_HASH: Final = 40  # hexadecimal digits
_PLAIN: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]*")
_NOT_PLAIN: Final = re.compile(r"[^A-Za-z0-9_]+")
_ESCAPE: Final = re.compile(rb"[^A-Za-z0-9_]")
_ESCAPED: Final = re.compile(rb"-([0-9A-F]{2})")
_RECORD: Final = re.compile(r"registry/sessions/([^/]+)\.json")
_SEGMENT: Final = re.compile(r"(.*_medical_notes/session_([^/]+)/)(.*)")


@dataclass(frozen=True, slots=True)
class Room:
    """One session of one actor. `single`: all its events are of one key, and the newest is its value."""

    actor: str
    session: str
    single: bool = False


def actor_name(owner: str) -> str:
    """The actor that an owner's conversations stand under."""
    return _fitted(owner, _LONGEST_ACTOR)


def room_name(segment: str) -> str:
    """The session that a segment (`<session id>`, `<session id>.2`, ...) of an owner stands in."""
    return _fitted(segment, _LONGEST_SESSION)


def room_of(key: str, owner: str | None) -> Room:
    if found := _SEGMENT.fullmatch(key):
        return _segment_room(found[1], found[2], owner)
    if found := _RECORD.fullmatch(key):
        return Room(SESSIONS, room_name(found[1]), single=True)
    escaped = _ESCAPE.sub(lambda odd: b"-%02X" % odd[0][0], key.encode()).decode()
    return Room(KEYS, _fitted(escaped, _LONGEST_SESSION), single=True)


def key_of(room: Room) -> str | None:
    """The one key of a single room, as far as its name tells."""
    if not room.single or _MARK in room.session:
        return None
    if room.actor == SESSIONS:
        return f"registry/sessions/{room.session}.json"
    return _ESCAPED.sub(lambda hidden: bytes.fromhex(hidden[1].decode()), room.session.encode()).decode()


def room_around(prefix: str, owner: str | None) -> Room | None:
    """The one room that holds all keys with this prefix, if it ends inside a segment."""
    found = _SEGMENT.fullmatch(prefix)
    return _segment_room(found[1], found[2], owner) if found else None


def actors(prefix: str, owner: str | None) -> list[str]:
    """Those under whom keys with this prefix may stand."""
    if prefix.startswith("registry/sessions/"):
        return [SESSIONS, KEYS]
    return [SESSIONS, KEYS, NOTES if owner is None else actor_name(owner)]


def is_single(actor: str) -> bool:
    """Whether each of the actor's rooms is of one key."""
    return actor in (SESSIONS, KEYS)


def file_of(key: str) -> str | None:
    """A segment's file without the folder that it is in; None for other keys."""
    found = _SEGMENT.fullmatch(key)
    return found[3] if found else None


def _segment_room(folder: str, name: str, owner: str | None) -> Room:
    if owner is None:
        return Room(NOTES, _hashed(folder, name, _LONGEST_SESSION))
    return Room(actor_name(owner), room_name(name))


def _fitted(text: str, longest: int) -> str:
    if len(text) <= longest and _PLAIN.fullmatch(text) and _MARK not in text:
        return text
    return _hashed(text, text, longest)


def _hashed(whole: str, shown: str, longest: int) -> str:
    """`--` appears once: what is shown has none, and no `-` at its end."""
    head = _NOT_PLAIN.sub("-", shown)[: longest - _HASH - len(_MARK)].strip("-_") or "x"
    return f"{head}{_MARK}{hashlib.sha256(whole.encode('utf-8', 'surrogatepass')).hexdigest()[:_HASH]}"
