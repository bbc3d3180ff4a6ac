"""Reads the runtime's server-sent events; `agents.shared.sse` is what writes them. Pure."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

_LARGEST = 2 * 1024 * 1024  # bytes; a reply is a few thousand, this much without an end is no event


class NotEvents(Exception):
    """The bytes are not the events that were agreed."""


def decode(chunks: Iterable[bytes]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each event as soon as its bytes are there; one that was cut off is none. Rubbish raises NotEvents."""
    rest = b""
    for chunk in chunks:
        *blocks, rest = (rest + chunk).replace(b"\r\n", b"\n").split(b"\n\n")
        if len(rest) > _LARGEST:
            raise NotEvents
        for block in blocks:
            if (event := _event(block)) is not None:
                yield event


def _event(block: bytes) -> tuple[str, dict[str, Any]] | None:
    """None for a block that only keeps the connection alive."""
    name, data = "message", []
    for line in block.split(b"\n"):
        field, _, value = line.partition(b":")
        if field == b"event":
            name = value.strip().decode("utf-8", "replace")
        elif field == b"data":
            data.append(value)
        elif field not in (b"", b"id", b"retry"):
            raise NotEvents
    if not data:
        return None
    try:
        parsed = json.loads(b"\n".join(data))
        json.dumps(parsed, ensure_ascii=False, allow_nan=False).encode()  # Python reads what nobody may send
    except (ValueError, RecursionError) as error:
        raise NotEvents from error
    if not isinstance(parsed, dict):
        raise NotEvents
    return name, parsed
