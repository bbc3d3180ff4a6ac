"""Encryption keys as a setting lists them: `new:<base64>,old:<base64>`."""

import base64
import re


def listed_keys(text: str) -> tuple[dict[str, bytes], bool]:
    """Keys by id, the one that encrypts first; and whether a last entry `plain` is there, while notes from
    before still are. Raises ValueError, which never tells a key."""
    entries = [entry.strip() for entry in text.split(",")]
    plain = entries[-1] == "plain"
    keys: dict[str, bytes] = {}
    for entry in entries[:-1] if plain else entries:
        name, _, encoded = entry.partition(":")
        try:
            key = base64.b64decode(encoded, validate=True)
        except ValueError:
            key = b""
        if len(key) != 32 or name in keys or not re.fullmatch(r"[A-Za-z0-9_-]{1,32}", name):
            raise ValueError("must be a list id:key,id:key with each id once, each key 32 bytes in base64")
        keys[name] = key
    if not keys:
        raise ValueError("needs a key beside 'plain'")
    return keys, plain
