"""What the contract suite's modules share."""

import sys
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from agents.sessions.store import Store, WriteConflict

Result = TypeVar("Result")

KEY = "processed/A_medical_notes/session_1/session.json"
STALE = "0" * 64  # nobody's version


def body_at(store: Store, key: str = KEY) -> bytes:
    item = store.read(key)
    assert item is not None
    return item.body


def attempt(call: Callable[[], object]) -> object:
    try:
        return call()
    except WriteConflict:
        return "conflict"


def at_once(call: Callable[[int], Result], threads: int = 12) -> list[Result]:
    """What each thread's call answered, all let go at one moment."""
    gate = threading.Barrier(threads)

    def wait_and_call(number: int) -> Result:
        gate.wait(30)
        return call(number)

    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # threads take turns in the middle of everything
    try:
        with ThreadPoolExecutor(threads) as pool:
            return list(pool.map(wait_and_call, range(threads)))
    finally:
        sys.setswitchinterval(before)
