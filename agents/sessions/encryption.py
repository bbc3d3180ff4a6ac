"""Client-side encryption around another store: what lies there is unreadable without the keys.

AES-256-GCM, with a key of its own for each object, derived from the ring's key and the object's name: one
that was moved or swapped is noticed, and random nonces never run out. Hidden are the values. Names, sizes and
times are not; nor is it noticed when somebody puts an older value of the same object back. Versions are the
inner store's: conditions work as they do there.
"""

import hmac
import os
from collections.abc import Iterator, Mapping

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from agents.errors import NotesUnreadable
from agents.sessions.store import Item, Store

_MAGIC = b"\x00enc1"  # no JSON and no HTML starts so
_NONCE = 12


class KeyRing:
    """Keys of 32 bytes by id. The first encrypts, all decrypt: a new one is put first, an old one kept.

    `plain`: values from before encryption was turned on are read, too. Whoever can write to the inner store
    can then put values of their own there; without it, all that was not encrypted is refused.
    """

    def __init__(self, keys: Mapping[str, bytes], *, plain: bool = False) -> None:
        self._keys = dict(keys)
        self.newest = next(iter(self._keys))
        self._plain = plain

    def seal(self, name: str, value: bytes) -> bytes:
        header, nonce = _header(self.newest), os.urandom(_NONCE)
        sealed = self._cipher(self.newest, name).encrypt(nonce, value, header + name.encode())
        return header + nonce + sealed

    def open(self, name: str, sealed: bytes) -> bytes:
        """Raises NotesUnreadable for another object's value, a changed one, or one under an unknown key."""
        key_id = self.key_of(sealed)
        if key_id is None and self._plain:
            return sealed
        if key_id is None or key_id not in self._keys:
            raise NotesUnreadable
        header = _header(key_id)
        nonce, rest = sealed[len(header) : len(header) + _NONCE], sealed[len(header) + _NONCE :]
        try:
            return self._cipher(key_id, name).decrypt(nonce, rest, header + name.encode())
        except (InvalidTag, ValueError) as error:  # ValueError: cut off in the nonce
            raise NotesUnreadable from error

    @staticmethod
    def key_of(sealed: bytes) -> str | None:
        """The id of the key that it says it is under; None for a plain value."""
        if not sealed.startswith(_MAGIC):
            return None
        start = len(_MAGIC) + 1
        return sealed[start : start + sealed[start - 1]].decode("ascii", "replace") if sealed[start:] else ""

    def _cipher(self, key_id: str, name: str) -> AESGCM:
        return AESGCM(hmac.digest(self._keys[key_id], name.encode(), "sha256"))


class EncryptedStore(Store):
    """`inner` holds what `ring` has sealed. What it can promise, it promises."""

    def __init__(self, inner: Store, ring: KeyRing) -> None:
        self.inner = inner
        self._ring = ring
        self.bucket, self.durable = inner.bucket, inner.durable
        self.shared, self.expires = inner.shared, inner.expires

    def read(self, key: str) -> Item | None:
        item = self.inner.read(key)
        return Item(self._ring.open(key, item.body), item.version) if item else None

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        return self.inner.write(key, self._ring.seal(key, body), expect=expect)

    def delete(self, key: str, *, expect: str | None = None) -> None:
        self.inner.delete(key, expect=expect)

    def list(self, prefix: str) -> Iterator[str]:
        return self.inner.list(prefix)

    def folders(self, prefix: str) -> Iterator[str]:
        return self.inner.folders(prefix)

    def check(self) -> None:
        self.inner.check()
        self.durable = self.inner.durable

    def close(self) -> None:
        self.inner.close()

    def renew(self, prefix: str) -> int:
        """Put what is under an older key under the newest, also what is plain if the ring allows that.

        Answers how many. Raises WriteConflict when somebody writes there meanwhile; run it again.
        """
        renewed = 0
        for key in self.inner.list(prefix):
            item = self.inner.read(key)
            if item and self._ring.key_of(item.body) != self._ring.newest:
                self.write(key, self._ring.open(key, item.body), expect=item.version)
                renewed += 1
        return renewed


def _header(key_id: str) -> bytes:
    return _MAGIC + bytes([len(key_id)]) + key_id.encode("ascii")
