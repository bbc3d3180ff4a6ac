"""A store that fails where a test says, and one in memory that gives a durable store's word."""

import hashlib
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple

from agents.errors import StoreUnavailable
from agents.sessions.memory import MemoryStore
from agents.sessions.store import Item, Store


class DurableMemory(MemoryStore):
    """Survives its processes in these tests as a disk would, at a fraction of the time.

    Its versions are those of S3 and files: what was written again, the same, has the same version again.
    """

    durable = shared = True

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        with self._lock:
            self._demand(key, expect)
            item = Item(body, hashlib.sha256(body).hexdigest())
            self._items[key] = item
            return item.version


class Call(NamedTuple):
    """The `time`th time that this was asked of the store."""

    name: str
    key: str
    time: int


Fault = Literal["fails", "fails after it was done"]


class Faulty(Store):
    """Passes calls on; `failing` says which ones raise. Remembers every call in `seen`."""

    durable = shared = True

    def __init__(self, store: Store) -> None:
        self.store = store
        self.seen: list[Call] = []
        self.failing: Callable[[Call], Fault | None] = lambda call: None
        self._counts: Counter[tuple[str, str]] = Counter()
        self._lock = threading.Lock()

    def fail(self, names: str, part: str, fault: Fault = "fails") -> None:
        """From now on, calls of these names on keys that hold `part`."""
        self.failing = lambda call: fault if call.name in names.split() and part in call.key else None

    def heal(self) -> None:
        self.failing = lambda call: None

    def _meets(self, name: str, key: str) -> Fault | None:
        with self._lock:
            self._counts[name, key] += 1
            call = Call(name, key, self._counts[name, key])
            self.seen.append(call)
        fault = self.failing(call)
        if fault == "fails":
            raise StoreUnavailable
        return fault

    def read(self, key: str) -> Item | None:
        self._meets("read", key)
        return self.store.read(key)

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        fault = self._meets("write", key)
        version = self.store.write(key, body, expect=expect)
        if fault:
            raise StoreUnavailable
        return version

    def delete(self, key: str, *, expect: str | None = None) -> None:
        fault = self._meets("delete", key)
        self.store.delete(key, expect=expect)
        if fault:
            raise StoreUnavailable

    def list(self, prefix: str) -> Iterator[str]:
        self._meets("list", prefix)
        return self.store.list(prefix)

    def folders(self, prefix: str) -> Iterator[str]:
        self._meets("folders", prefix)
        return self.store.folders(prefix)

    def check(self) -> None:
        self.store.check()
