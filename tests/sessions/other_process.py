"""What the contract suite runs in processes of their own."""

import multiprocessing
import os
from collections.abc import Callable, Sequence
from typing import Any

from agents.sessions.store import ABSENT, Store, WriteConflict

_SPAWN = multiprocessing.get_context("spawn")  # a forked copy of a process with threads may hang


def write_and_die(open_store: Callable[[], Store], key: str, body: bytes) -> None:
    """Killed as soon as its write has returned: nothing is flushed or closed."""
    store = open_store()
    store.check()
    store.write(key, body)
    os.kill(os.getpid(), 9)


def count_up(open_store: Callable[[], Store], key: str, times: int) -> None:
    """Adds one to a counter, as often as said, whoever else does."""
    store = open_store()
    store.check()
    for _ in range(times):
        while not _added_one(store, key):
            pass
    store.close()


def _added_one(store: Store, key: str) -> bool:
    item = store.read(key)
    try:
        store.write(
            key, str(int(item.body) + 1 if item else 1).encode(), expect=item.version if item else ABSENT
        )
    except WriteConflict:
        return False
    return True


def run(*calls: tuple[Callable[..., None], Sequence[Any]]) -> list[int | None]:
    """Run each call in a process of its own, all at once; answers how they ended."""
    processes = [_SPAWN.Process(target=target, args=tuple(args)) for target, args in calls]
    for process in processes:
        process.start()
    for process in processes:
        process.join(60)
    return [process.exitcode for process in processes]
