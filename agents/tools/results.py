"""What a tool hands to the model: compact JSON of bounded size, or an honest error."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

MAX_CHARACTERS = 8_000  # about 3,000 tokens: room for a long report, never for flooding the context
CUT_NOTICE = "El resultado se recortó por su tamaño: falta el final."


def success(payload: Mapping[str, Any], *large: str) -> dict[str, Any]:
    """A strands tool result of at most MAX_CHARACTERS. `large` are the keys that are cut, in turn, when it
    does not fit; what remains of one is the start of its JSON text, and `recortado` says so.
    """
    return {"status": "success", "content": [{"text": _bounded(payload, large)}]}


def failure(message: str) -> dict[str, Any]:
    """A strands tool result that says what failed, in our words: an exception's text may hold health data."""
    return {"status": "error", "content": [{"text": _compact({"error": message})}]}


def _bounded(payload: Mapping[str, Any], large: Sequence[str]) -> str:
    text = _compact(payload)
    for key in (each for each in large if each in payload):
        start = _compact(payload[key])[:MAX_CHARACTERS]
        while len(text) > MAX_CHARACTERS and start:  # quoting lengthens text, so one cut may not be enough
            start = start[: len(start) * 3 // 4]
            payload = {**payload, key: start, "recortado": CUT_NOTICE}
            text = _compact(payload)
    return text


def _compact(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Half a surrogate pair is valid JSON, and no store can keep it.
    return text.encode(errors="replace").decode()
