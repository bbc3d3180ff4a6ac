"""Keyed pseudonyms: how patients, sessions, messages and callers are named outside their records.

A pseudonym is the same for the same value and key, so log lines about one patient can be joined; without the
key nobody can go back, not even by trying every national id (a plain hash of eight digits falls in seconds).
"""

from __future__ import annotations

import hashlib
import hmac
import re
from typing import Final, Literal, NewType

Kind = Literal["patient", "session", "message", "caller"]
Pseudonym = NewType("Pseudonym", str)

# 80 bits: among a thousand million values two share a pseudonym with a probability below one in a million
# (n^2 / 2^81), and a log line stays readable. Guessing is the key's matter, not the length's.
_HEX_DIGITS: Final = 20
_SHORTEST_KEY: Final = 16

_PREFIXES: Final[dict[str, str]] = {"patient": "pac", "session": "ses", "message": "men", "caller": "usu"}

PSEUDONYM_PATTERN: Final = rf"(?:{'|'.join(_PREFIXES.values())})_[0-9a-f]{{{_HEX_DIGITS}}}"
_PSEUDONYM: Final = re.compile(PSEUDONYM_PATTERN)


def is_pseudonym(value: object) -> bool:
    """Whether `value` has a pseudonym's form (which key made it, nobody can tell)."""
    return isinstance(value, str) and _PSEUDONYM.fullmatch(value) is not None


class Pseudonyms:
    """Makes pseudonyms under one secret key, which it never shows.

    Raises ValueError for a key under 16 bytes.
    """

    __slots__ = ("__key",)

    def __init__(self, key: bytes) -> None:
        if len(key) < _SHORTEST_KEY:
            raise ValueError(f"a pseudonym key has at least {_SHORTEST_KEY} bytes")
        self.__key = bytes(key)

    def of(self, kind: Kind, value: str) -> Pseudonym:
        """`value`'s pseudonym, for example `pac_3f9a1c...`; ValueError for an unknown kind.

        The kind is part of what is hashed: the same text as a patient and as a session gives unrelated
        pseudonyms, so one cannot be looked up by way of the other.
        """
        if kind not in _PREFIXES:
            raise ValueError("unknown kind of pseudonym")
        # Kinds hold no NUL, so no two (kind, value) pairs give the same bytes.
        # surrogatepass: an id out of broken JSON may hold lone surrogates, and logging must not fail on it.
        text = f"{kind}\0{value}".encode("utf-8", "surrogatepass")
        digest = hmac.new(self.__key, text, hashlib.sha256).hexdigest()
        return Pseudonym(f"{_PREFIXES[kind]}_{digest[:_HEX_DIGITS]}")

    def __repr__(self) -> str:
        return "Pseudonyms(key=[oculto])"
