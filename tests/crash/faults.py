"""A store that fails, dies or waits where a test says so. Test-only: production code knows nothing of it.

A step is what a store is asked to do, by name: `write record`, `write message`, `delete message`,
`read alias`, `list`, ... A fault waits for the n-th such step and acts before or after it.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable, Iterator
from copy import copy
from dataclasses import dataclass, field
from fnmatch import fnmatch
from functools import partial
from typing import Any, ParamSpec, TypeVar

from agents.errors import StoreUnavailable
from agents.sessions.io import Workers
from agents.sessions.store import Item, Store

P = ParamSpec("P")
R = TypeVar("R")


class Killed(BaseException):
    """The process died: neither the turn nor anything that would clean up after it goes on."""


@dataclass
class Fault:
    """`step` and `key` are patterns. `after`: the store has done it, and its answer is what gets lost."""

    step: str
    act: Callable[[], None]
    at: int = 1
    after: bool = False
    key: str = "*"


@dataclass
class FaultyStore(Store):
    """One process's view of `inner`. `steps` are those it was asked for, in order."""

    inner: Store
    faults: list[Fault] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    _death: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __post_init__(self) -> None:
        self.bucket = self.inner.bucket
        self.durable, self.shared = self.inner.durable, self.inner.shared

    def for_owner(self, owner: str) -> "FaultyStore":
        """Another view of the same process: what befalls one befalls both."""
        view = copy(self)
        view.inner = self.inner.for_owner(owner)
        return view

    @property
    def dead(self) -> bool:
        return self._death.is_set()

    def fail(self, step: str, **options: Any) -> None:
        """The store cannot be reached, or its answer is lost."""
        self.faults.append(Fault(step, _unavailable, **options))

    def kill(self, step: str, **options: Any) -> None:
        """The process dies there."""
        self.faults.append(Fault(step, self.die, **options))

    def meanwhile(self, step: str, work: Callable[[], Awaitable[Any]], **options: Any) -> None:
        """Another process does something, all of it, while this step of this one waits."""

        async def run() -> None:
            await work()

        self.faults.append(Fault(step, lambda: asyncio.run(run()), **options))

    def die(self) -> None:
        self._death.set()
        raise Killed

    def read(self, key: str) -> Item | None:
        return self._do("read", key, lambda: self.inner.read(key))

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        return self._do("write", key, lambda: self.inner.write(key, body, expect=expect))

    def delete(self, key: str, *, expect: str | None = None) -> None:
        self._do("delete", key, lambda: self.inner.delete(key, expect=expect))

    def list(self, prefix: str) -> Iterator[str]:
        return self._do("list", prefix, lambda: self.inner.list(prefix))

    def folders(self, prefix: str) -> Iterator[str]:
        return self._do("folders", prefix, lambda: self.inner.folders(prefix))

    def check(self) -> None:
        self.inner.check()
        self.durable, self.shared = self.inner.durable, self.inner.shared  # some know only now

    def _do(self, operation: str, key: str, work: Callable[[], R]) -> R:
        step = f"{operation} {kind(key)}".strip()
        with self._lock:
            if self.dead:
                raise Killed
            self.steps.append(step)
            due = [fault for fault in self.faults if fnmatch(step, fault.step) and fnmatch(key, fault.key)]
            for fault in due:
                fault.at -= 1
            due = [fault for fault in due if fault.at == 0]
        for fault in due:
            if not fault.after:
                fault.act()
        result = work()
        for fault in due:
            if fault.after:
                fault.act()
        return result


def kind(key: str) -> str:
    """What stands under a key, in a word."""
    for part, name in (("registry/sessions/", "record"), ("registry/aliases/", "alias")):
        if part in key:
            return name
    name = key.rpartition("/")[2]
    return "message" if name.startswith("message_") else name


def _unavailable() -> None:
    raise StoreUnavailable


class OneAtATime(Workers):
    """A wave is sent in an order that the test knows: calls named `first` lead, the others as they came."""

    def __init__(self, first: str = "save") -> None:
        super().__init__(1)
        self._first = first
        self._wave: list[tuple[Callable[[], Any], str, asyncio.Future[Any]]] = []

    def run(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()
        if not self._wave:
            loop.call_soon(lambda: loop.call_soon(lambda: loop.call_soon(self._send)))
        self._wave.append((lambda: call(*args, **kwargs), call.__name__, future))
        return future

    def _send(self) -> None:
        wave, self._wave = sorted(self._wave, key=lambda entry: entry[1] != self._first), []
        for call, _, future in wave:
            answer = asyncio.get_running_loop().run_in_executor(self._pool, call)
            answer.add_done_callback(partial(_pass_on, future))


def _pass_on(future: "asyncio.Future[Any]", done: "asyncio.Future[Any]") -> None:
    if future.cancelled():
        return
    error = done.exception()
    if error is not None:
        future.set_exception(error)
    else:
        future.set_result(done.result())
