"""`agents.main.app` behind a real uvicorn on loopback, in a thread, with a model that the test holds."""

import asyncio
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx
import pytest
import uvicorn

from agents import main
from agents.bootstrap import build_assistant, build_conversations
from agents.config import Settings
from agents.runtime import Runtime
from agents.sessions.file import FileStore
from agents.sessions.store import Store
from tests.fakes import ScriptedModel
from tests.faulty import Faulty

HEADER = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id"


class Gate:
    """Stops whoever passes, in any thread or loop, until the test opens it."""

    def __init__(self) -> None:
        self.reached, self.go = threading.Event(), threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.go.wait(20), "nobody opened the gate"

    async def pass_through(self) -> None:
        await asyncio.to_thread(self.wait)


@dataclass
class Served:
    """One process as its callers see it. `use` starts it anew with other settings, at the same address."""

    url: str
    folder: Path
    patch: pytest.MonkeyPatch
    model: ScriptedModel = field(default_factory=ScriptedModel)
    _used: list[Runtime] = field(default_factory=list)

    def use(self, store: Store | None = None, **values: Any) -> None:
        given = {"session_store": (self.folder / "notes").as_uri(), "audit_trail": "none"} | values
        settings = Settings(**{"assistant_model": "offline", **given})
        self.model, self.store = ScriptedModel(), Faulty(store or FileStore(self.folder / "notes"))
        assistant = replace(build_assistant(settings, self.store), model=self.model)
        runtime = Runtime()
        runtime.start(settings, build_conversations(settings, store=self.store, assistant=assistant))
        self._used.append(runtime)
        self.patch.setattr(main, "runtime", runtime)

    def post(self, body: Any = None, session: str | None = "s-1", **options: Any) -> httpx.Response:
        headers = {HEADER: session} if session is not None else {}
        headers |= options.pop("headers", {})
        content = body if isinstance(body, bytes) else json.dumps(body).encode()
        path = options.pop("path", "/invocations")
        return httpx.post(f"{self.url}{path}", content=content, headers=headers, timeout=30, **options)

    def ask(self, prompt: str, session: str | None = "s-1", **payload: Any) -> dict[str, Any]:
        answer = self.post({"prompt": prompt, **payload}, session)
        assert answer.status_code == 200, answer.text
        reply: dict[str, Any] = answer.json()
        return reply

    @contextmanager
    def streamed(self, prompt: str, session: str = "s-1", **payload: Any) -> Iterator[Iterator[Any]]:
        """The events of a stream as they come, each as its name and data."""
        body = {"prompt": prompt, "stream": True, **payload}
        with httpx.stream(
            "POST", f"{self.url}/invocations", json=body, headers={HEADER: session}, timeout=30
        ) as answer:
            assert answer.headers["content-type"].startswith("text/event-stream")
            yield events(answer.iter_lines())

    def ping(self) -> str:
        status: str = httpx.get(f"{self.url}/ping", timeout=10).json()["status"]
        return status

    def settle(self) -> None:
        """Return when no turn runs any more, whoever still listens."""

        async def all_of_them() -> None:
            await asyncio.gather(*main.runtime._running, return_exceptions=True)

        assert main.app._worker_loop is not None
        asyncio.run_coroutine_threadsafe(all_of_them(), main.app._worker_loop).result(20)

    def close(self) -> None:
        for runtime in self._used:
            runtime.start().conversations.archive.workers.close()


def events(lines: Iterator[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


@contextmanager
def running(app: Any) -> Iterator[str]:
    """A uvicorn server of this app in a thread: its address."""
    server = uvicorn.Server(uvicorn.Config(app, "127.0.0.1", 0, log_config=None, lifespan="on", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        assert thread.is_alive(), "the server did not start"
        thread.join(0.01)
    port = server.servers[0].sockets[0].getsockname()[1]
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join(20)


Use = Callable[..., None]
