"""Servers that die, from the outside: started, spoken to, armed, reaped."""

import http.client
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import Any

from tests.serving import ROOT, SESSION_HEADER


class Died(Exception):
    """The server went away without an answer."""


@dataclass(frozen=True)
class Answer:
    status: int
    body: dict[str, Any]
    retry_after: int | None

    @property
    def text(self) -> str:
        return str(self.body["message"]).strip()


@dataclass(frozen=True)
class Server:
    pid: int
    port: int

    def arm(self) -> None:
        os.kill(self.pid, signal.SIGUSR1)

    def ask(self, session: str, prompt: str, message_id: str, timeout: float = 30) -> Answer:
        """One request. Raises Died."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout)
        body = json.dumps({"prompt": prompt, "messageId": message_id})
        try:
            connection.request("POST", "/invocations", body, {SESSION_HEADER: session})
            response = connection.getresponse()
            loaded = json.loads(response.read())
        except (OSError, http.client.HTTPException, ValueError) as error:
            raise Died from error
        finally:
            connection.close()
        after = response.getheader("Retry-After")
        return Answer(response.status, loaded, int(after) if after else None)

    def ready(self) -> bool:
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
            connection.request("GET", "/ping")
            status = connection.getresponse().status
            connection.close()
            return status == 200
        return False


@dataclass
class Servers:
    """Starts servers, one after the other or several at once."""

    process: "subprocess.Popen[str]"
    running: dict[int, Server] = field(default_factory=dict)

    def start(
        self, environment: Mapping[str, str], step: str = "", at: int = 1, *, after: bool = False
    ) -> Server:
        order = {"environment": dict(environment), "step": step, "at": at, "after": after}
        server = Server(*self._order(order))
        self.running[server.pid] = server
        deadline = time.monotonic() + 30
        while not server.ready():
            if time.monotonic() > deadline:
                raise AssertionError("the server does not serve")
            time.sleep(0.005)
        return server

    def reap(self, server: Server) -> int:
        """Wait for its end; the signal that ended it."""
        self.running.pop(server.pid, None)
        signal_number: int = self._order({"reap": server.pid})
        return signal_number

    def end(self, server: Server) -> None:
        os.kill(server.pid, signal.SIGKILL)
        self.reap(server)

    def end_all(self) -> None:
        for server in list(self.running.values()):
            self.end(server)

    def _order(self, order: dict[str, Any]) -> Any:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(order) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())


@contextmanager
def servers() -> Iterator[Servers]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.crash.server"],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    started = Servers(process)
    try:
        yield started
    finally:
        started.end_all()
        process.communicate(timeout=20)


def environment(store_url: str, **more: str) -> dict[str, str]:
    """What a server is started with; leases end soon, since nobody waits for them here."""
    return {
        "SESSION_STORE": store_url,
        "ASSISTANT_MODEL": "offline",
        "AUDIT_TRAIL": "none",
        "TURN_LEASE_SECONDS": "15",
        "LOG_LEVEL": "CRITICAL",
        **more,
    }
