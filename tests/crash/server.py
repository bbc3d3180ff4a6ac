"""A real server of ours that kills itself at a named step: `python -m tests.crash.server`.

Reads one JSON object a line: `{"environment": {...}, "step": ..., "at": n, "after": bool}` starts a server
and answers `[pid, port]`; `{"reap": pid}` waits for its end and answers the signal. Servers are forks of this
process, which has imported everything and has no threads: they start in a moment. Each inherits a socket
that listens already, so nobody else can have its port.
SIGUSR1 arms a server; from then on the n-th such step of its store is its last.
"""

import json
import logging
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

from strands.types.streaming import StreamEvent

from agents.bootstrap import build_assistant, build_conversations, build_store
from agents.config import load_settings
from agents.main import app, runtime, warm_up
from tests.crash.faults import FaultyStore
from tests.fakes import ScriptedModel

TOOL_WORD = "ficha"  # a message with this word is answered with the help of a tool


class Answers(ScriptedModel):
    async def stream(self, messages: Any, *args: Any, **kwargs: Any) -> AsyncIterator[StreamEvent]:
        asked = any(TOOL_WORD in block.get("text", "") for block in messages[-1]["content"])
        self.steps = [("patient_info", {})] if asked else []
        async for event in super().stream(messages, *args, **kwargs):
            yield event


class KillingStore(FaultyStore):
    def die(self) -> None:
        os.kill(os.getpid(), signal.SIGKILL)


def serve(order: dict[str, Any], listening: socket.socket) -> None:
    os.environ.update(order["environment"])
    settings = load_settings()
    store, model = KillingStore(build_store(settings)), Answers()
    assistant = replace(build_assistant(settings, store), model=model, model_id="scripted")
    conversations = build_conversations(settings, store=store, assistant=assistant)
    runtime.start(settings, conversations)
    logging.disable(logging.CRITICAL)
    if step := order.get("step"):
        options = {"at": order["at"], "after": order["after"]}
        signal.signal(signal.SIGUSR1, lambda *_: store.kill(step, **options))
    app.run(fd=listening.fileno())


def start(order: dict[str, Any]) -> list[int]:
    """`[pid, port]`, in the parent; the child serves and does not come back."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        if pid := os.fork():
            return [pid, listening.getsockname()[1]]
        try:
            serve(order, listening)
        finally:
            os._exit(1)


def reap(pid: int) -> int:
    _, status = os.waitpid(pid, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def main() -> None:
    warm_up()
    for line in sys.stdin:
        order = json.loads(line)
        answer = reap(order["reap"]) if "reap" in order else start(order)
        sys.stdout.write(f"{json.dumps(answer)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
