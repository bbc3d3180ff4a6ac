"""The documents that a segment's notes are made of, as values: made, read, compared. Pure.

A message is `{"message", "message_id", "redact_message", "created_at", "updated_at"}` plus our extra keys
(`turn`, `messageId`, `reply`, `moved`), which stock session managers tolerate. Knows JSON, not Strands.
"""

import json
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from agents.errors import NotesUnreadable
from agents.sessions.layout import AGENT_ID, MOVED
from agents.sessions.store import Item

Document = dict[str, Any]


def text_message(role: str, *texts: str) -> Document:
    """A model message as strands shapes it; the id tells it apart from others of the same words."""
    return {"role": role, "content": [{"text": text} for text in texts], "tracking_id": str(uuid.uuid4())}


def closing(messages: Sequence[Document], text: str) -> list[Document]:
    """What a conversation that broke off lacks: results for tools that never answered, and an answer."""
    if not messages:
        return []
    last = messages[-1]
    calls = [block["toolUse"] for block in last["content"] if "toolUse" in block]
    if last["role"] == "assistant" and not calls:
        return []
    closers = [text_message("assistant", text)]
    if calls:
        results = [
            {"toolUseId": call["toolUseId"], "status": "error", "content": [{"text": text}]} for call in calls
        ]
        blocks = [{"toolResult": result} for result in results]
        closers.insert(0, {**text_message("user"), "content": blocks})
    return closers


def text_of(message: Document) -> str:
    return "\n\n".join(block["text"] for block in message["content"] if "text" in block)


def dump(document: Mapping[str, Any]) -> bytes:
    """Compact JSON in UTF-8, as everything of ours is stored. Half a character (a lone surrogate, which a
    model may send) becomes a question mark: other readers would fail on it."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")


def stored(number: int, message: Document, extra: Mapping[str, Any]) -> bytes:
    now = datetime.now(UTC).isoformat()
    times = {"created_at": now, "updated_at": now}
    return dump({"message": message, "message_id": number, "redact_message": None, **times, **extra})


def new_session(name: str) -> Document:
    now = datetime.now(UTC).isoformat()
    return {"session_id": name, "session_type": "AGENT", "created_at": now, "updated_at": now}


def new_agent(state: Document) -> Document:
    """agent.json as strands writes it, with the state of its default context manager: a sliding window.

    `removed_message_count` stays 0: the window is ours to find (by number), and a stock manager that
    counts nothing as removed loads every message there is.
    """
    now = datetime.now(UTC).isoformat()
    window = {"removed_message_count": 0, "model_call_count": 0}
    return {
        "agent_id": AGENT_ID,
        "state": state,
        "conversation_manager_state": {"__name__": "SlidingWindowConversationManager", **window},
        "_internal_state": {},
        "created_at": now,
        "updated_at": now,
    }


def holds(message: Document, kind: str) -> bool:
    return any(kind in block for block in message["content"])


def of_turn(entries: Iterable[Document], turn: Sequence[str]) -> list[Document]:
    """Those at the start that belong to the turn. Once a process went on with it, its former holder's
    messages no longer do."""
    accepted: list[Document] = []
    for entry in entries:
        if "turn" in entry:
            if entry["turn"] not in turn:
                break
            turn = turn[turn.index(entry["turn"]) :]
        accepted.append(entry)
    return accepted


def until_none(items: Iterable[Item | None]) -> Iterable[Item]:
    for item in items:
        if item is None:
            return
        yield item


def parsed(item: Item) -> Document:
    try:
        document = json.loads(item.body)
    except ValueError as error:
        raise NotesUnreadable from error
    if not isinstance(document, dict):
        raise NotesUnreadable
    return document


def parse_message(item: Item | None) -> Document:
    """A stored message; NotesUnreadable for None (a hole) and for what is none.

    Its shape is checked here, once: whatever reads it later may rely on it.
    """
    if item is None:
        raise NotesUnreadable  # a hole
    entry = parsed(item)
    redacted = entry.get("redact_message")
    if not _is_message(entry.get("message")) or not (redacted is None or _is_message(redacted)):
        raise NotesUnreadable
    return entry


def content_of(item: Item) -> Document:
    """What a stored message says, whichever move brought it where it is."""
    return {key: value for key, value in parsed(item).items() if key != MOVED}


def _is_message(value: Any) -> bool:
    if not isinstance(value, dict) or value.get("role") not in ("user", "assistant"):
        return False
    blocks = value.get("content")
    return isinstance(blocks, list) and all(isinstance(block, dict) for block in blocks)
