"""The store contract: keys to bytes, with conditional writes. Everything durable stands on these few calls.

A backend is one module that subclasses `Store`. What it promises is said by `durable` and `shared`, and
the contract suite (`tests/sessions/`) holds it to its word. A store knows nothing of patients or Strands.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from agents.errors import Conflict

ABSENT: Final = ""  # as `expect`: write only where nothing stands


@dataclass(frozen=True, slots=True)
class Item:
    """A stored value. `version` is opaque, changes with every write of other bytes, and is never empty."""

    body: bytes
    version: str


class WriteConflict(Conflict):
    """A conditional write met another version. The store was not changed."""


class Store(ABC):
    """Keys are `/`-separated paths such as `processed/A_medical_notes/session_1/session.json`.

    Ours are ASCII; document processing may name its own in any letters. No part of a key is empty or starts
    with a dot, and no key is also the folder of another. Lexical order is that of the UTF-8 bytes.

    Every call blocks, is safe from many threads, and raises `StoreUnavailable` when the backend cannot be
    reached or refuses: an unreadable key is never reported as an absent one. A `write` or `delete` that
    raised it may have happened nevertheless: its answer may be what was lost.
    """

    bucket: str | None = None
    durable = True  # promise 1: what `write` returned from survives a kill of this process
    shared = True  # promise 4: conditional writes hold between processes
    expires = False  # the backend deletes what is old, asked or not

    def for_owner(self, owner: str) -> "Store":
        """The same store, for the notes of this owner's sessions, where it keeps owners apart.

        It reads and writes all keys; one that was written for an owner is there for that owner alone.
        """
        return self

    @abstractmethod
    def read(self, key: str) -> Item | None:
        """The value, or None where nothing stands."""

    @abstractmethod
    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        """Write whole or not at all, durable on return; answers the new version.

        `expect=None` writes always, `ABSENT` only where nothing stands, a version only over that version;
        else `WriteConflict`, also where a version is expected and nothing stands.
        """

    @abstractmethod
    def delete(self, key: str, *, expect: str | None = None) -> None:
        """Remove the key; a no-op if it does not exist, whatever is expected.

        With `expect`, `WriteConflict` where another version stands; with `ABSENT`, where anything does.
        """

    @abstractmethod
    def list(self, prefix: str) -> Iterator[str]:
        """The keys that start with this string, in lexical order. End a folder's prefix with `/`."""

    @abstractmethod
    def folders(self, prefix: str) -> Iterator[str]:
        """The folders that start with this string, up to their next `/` (S3's common prefixes), in order.

        `folders("processed/A_")` gives `processed/A_lab/` without reading what is in it.
        """

    @abstractmethod
    def check(self) -> None:
        """Prove at start that the store can be used. Raises `SettingsError` that says what to do.

        Where `durable` depends on a server's configuration, it is False until this has looked.
        """

    def close(self) -> None:  # noqa: B027  (most stores hold nothing)
        """Give back connections. A no-op for stores without any."""
