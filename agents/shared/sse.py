"""Server-sent events as they stand on the wire: `event: <name>`, `data: <one JSON object>`, an empty line."""

import json
from typing import Any


def encode(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n".encode()
