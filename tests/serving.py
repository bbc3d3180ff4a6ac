"""Real server processes of ours, on free ports of loopback, ended with everything that they started."""

import contextlib
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent
SESSION_HEADER = "X-Amzn-Bedrock-AgentCore-Runtime-Session-Id"


def free_port() -> int:
    """A port that nobody listens on, below those that the system gives away for outgoing connections.

    Not of `random`: hypothesis seeds it alike in every process.
    """
    while True:
        port = secrets.choice(range(15_000, 32_000))
        with contextlib.suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port


@contextlib.contextmanager
def served(
    environment: Mapping[str, str], command: Sequence[str] = (sys.executable, "-m", "agents.main")
) -> Iterator[str]:
    """The address of a server that answers `/ping`. `environment` is added to ours."""
    port = free_port()
    given = {"HOST": "127.0.0.1", "PORT": str(port), "API_PORT": str(free_port()), **environment}
    given.setdefault("ASSISTANT_MODEL", "offline")
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**os.environ, **given},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        _await_ping(f"http://127.0.0.1:{port}/ping", process)
        yield f"http://127.0.0.1:{port}"
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGTERM)
        process.communicate(timeout=20)


def _await_ping(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        with contextlib.suppress(urllib.error.URLError, OSError), urllib.request.urlopen(url, timeout=5):
            return
        time.sleep(0.05)
    os.killpg(process.pid, signal.SIGKILL)
    raise AssertionError(f"the server does not serve:\n{process.communicate()[0].decode()}")


def ask(address: str, session: str, prompt: str, **payload: Any) -> dict[str, Any]:
    request = urllib.request.Request(
        f"{address}/invocations",
        json.dumps({"prompt": prompt, **payload}).encode(),
        {"Content-Type": "application/json", SESSION_HEADER: session},
    )
    with urllib.request.urlopen(request, timeout=60) as answer:
        reply: dict[str, Any] = json.load(answer)
        return reply
