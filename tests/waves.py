"""Counts what a turn asks of its store: requests, and how many of them one after the other (waves)."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, ParamSpec, TypeVar

from agents.errors import AssistantError
from agents.sessions.io import Workers
from agents.sessions.store import Item, Store

P = ParamSpec("P")
R = TypeVar("R")
_QUIET = 30  # turns of the event loop without a new request: whatever could be asked has been


@dataclass
class Counting(Store):
    """Passes everything on, and counts it by operation."""

    inner: Store
    asked: Counter[str] = field(default_factory=Counter)

    @property
    def requests(self) -> int:
        return self.asked.total()

    def read(self, key: str) -> Item | None:
        self.asked["read"] += 1
        return self.inner.read(key)

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        self.asked["write"] += 1
        return self.inner.write(key, body, expect=expect)

    def delete(self, key: str, *, expect: str | None = None) -> None:
        self.asked["delete"] += 1
        self.inner.delete(key, expect=expect)

    def list(self, prefix: str) -> Iterator[str]:
        self.asked["list"] += 1
        return self.inner.list(prefix)

    def folders(self, prefix: str) -> Iterator[str]:
        self.asked["list"] += 1
        return self.inner.folders(prefix)

    def check(self) -> None:
        self.inner.check()


class Waves(Workers):
    """Requests that don't wait for one another are answered together: that is one wave, one round trip.

    A wave is sent when nobody has anything more to ask. From wave `holding` on they wait until `release` is
    set: whoever gets that far in a turn has not waited for them.
    """

    def __init__(self) -> None:
        super().__init__(1)
        self.sent: list[int] = []  # of each wave, how many calls
        self.holding: int | None = None
        self.release = asyncio.Event()
        self._wave: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []
        self._patience = 0

    def run(self, call: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> Awaitable[R]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[R] = loop.create_future()
        if not self._wave:
            loop.call_soon(self._wait)
        self._wave.append((lambda: call(*args, **kwargs), future))
        self._patience = _QUIET
        return future

    def _wait(self) -> None:
        self._patience -= 1
        held = self.holding is not None and len(self.sent) >= self.holding and not self.release.is_set()
        if self._patience > 0 or held:
            asyncio.get_running_loop().call_soon(self._wait)
        else:
            self._send()

    def _send(self) -> None:
        wave, self._wave = self._wave, []
        self.sent.append(len(wave))
        for call, future in wave:
            try:
                answer = call()
            except AssistantError as error:
                future.set_exception(error)
            else:
                future.set_result(answer)

    async def all_answered(self) -> None:
        """Return when nothing is under way and nobody had anything more to ask for a while."""
        quiet = 0
        while quiet < 2 * _QUIET:
            quiet = 0 if self._wave else quiet + 1
            await asyncio.sleep(0)
