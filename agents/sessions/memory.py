"""Notes in the process: `memory://` and `ENABLE_SESSION_MANAGEMENT=false`. Declares that nothing lasts."""

import threading
from collections.abc import Iterator

from agents.sessions.store import ABSENT, Item, Store, WriteConflict


class MemoryStore(Store):
    durable = False
    shared = False

    def __init__(self) -> None:
        self._items: dict[str, Item] = {}
        self._lock = threading.Lock()
        self._writes = 0

    def read(self, key: str) -> Item | None:
        return self._items.get(key)

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        with self._lock:
            self._demand(key, expect)
            self._writes += 1
            self._items[key] = Item(body, str(self._writes))
            return str(self._writes)

    def delete(self, key: str, *, expect: str | None = None) -> None:
        with self._lock:
            if key in self._items:
                self._demand(key, expect)
                del self._items[key]

    def list(self, prefix: str) -> Iterator[str]:
        with self._lock:
            keys = sorted(key for key in self._items if key.startswith(prefix))
        return iter(keys)

    def folders(self, prefix: str) -> Iterator[str]:
        rests = (key[len(prefix) :].partition("/") for key in self.list(prefix))
        return iter(sorted({f"{prefix}{name}/" for name, slash, _ in rests if slash}))

    def check(self) -> None:
        """Always usable."""

    def _demand(self, key: str, expect: str | None) -> None:
        standing = self._items.get(key)
        if expect is not None and expect != (standing.version if standing else ABSENT):
            raise WriteConflict
