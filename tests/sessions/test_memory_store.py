"""What a store in the process needs that others get from their backend: one step for look and write."""

from collections.abc import Callable

import pytest

from agents.sessions.memory import MemoryStore
from agents.sessions.store import ABSENT


class Watched(MemoryStore):
    """Notes whether other threads had to wait while a condition was looked at."""

    def __init__(self) -> None:
        super().__init__()
        self.alone: list[bool] = []

    def _demand(self, key: str, expect: str | None) -> None:
        self.alone.append(self._lock.locked())
        super()._demand(key, expect)


@pytest.mark.parametrize(
    "call",
    [lambda store: store.write("a", b"{}", expect=ABSENT), lambda store: store.delete("b", expect="1")],
    ids=["write", "delete"],
)
def test_no_other_thread_comes_between_a_condition_and_its_write(call: Callable[[Watched], object]) -> None:
    store = Watched()
    store.write("b", b"{}")
    store.alone.clear()
    call(store)
    assert store.alone == [True]
