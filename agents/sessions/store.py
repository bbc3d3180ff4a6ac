"""The store contract: keys to bytes, with conditional writes. Everything durable stands on these five calls.

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

    Every call blocks, is safe from many threads, and raises `StoreUnavailable` when the backend cannot be
    reached or refuses: an unreadable key is never reported as an absent one.
    """

    bucket: str | None = None
    durable = True  # promise 1: what `write` returned from survives a kill of this process
    shared = True  # promise 4: conditional writes hold between processes

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
        """Remove the key; a no-op if it does not exist. With `expect`, `WriteConflict` on another version."""

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
        """Prove at start that the store can be used. Raises `SettingsError` that says what to do."""

    def close(self) -> None:  # noqa: B027  (most stores hold nothing)
        """Give back connections. A no-op for stores without any."""
