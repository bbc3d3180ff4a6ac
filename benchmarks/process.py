"""What a process costs: starting, 200 warm sessions, and a turn over files beyond strands itself."""

import asyncio
import gc
import socket
import subprocess
import sys
import tempfile
import time
import tracemalloc
import urllib.error
import urllib.request
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from statistics import median

from strands import Agent

from agents.bootstrap import build_assistant, build_conversations, build_store
from agents.config import Settings
from agents.conversation import Conversations
from agents.identity import ALL_PATIENTS, Caller, Role
from agents.tools import tools_for
from agents.turn.message import Message
from benchmarks.contestants import _nobody
from benchmarks.model import TimedModel
from benchmarks.turns import Bar

_CALLER = Caller("bench", Role.CLINICIAN, frozenset({ALL_PATIENTS}))
_EMPTY = """
import sys, strands
from bedrock_agentcore.runtime import BedrockAgentCoreApp
app = BedrockAgentCoreApp()
app.run(port=int(sys.argv[1]), host="127.0.0.1")
"""


def measure() -> list[Bar]:
    with tempfile.TemporaryDirectory() as folder:
        return [_start(folder), _memory(folder), _cpu(folder)]


def _start(folder: str) -> Bar:
    """Seconds until `/ping` answers, ours to those of an empty app that imports strands; alternating."""
    ours, empty = [], []
    for _ in range(5):
        empty.append(_until_ping([sys.executable, "-c", _EMPTY], folder))
        ours.append(_until_ping([sys.executable, "-m", "agents.main"], folder))
    return Bar("start to /ping, ours / an empty app with strands", median(ours) / median(empty), 1.3)


def _until_ping(command: list[str], folder: str) -> float:
    import os

    with socket.create_server(("127.0.0.1", 0)) as free:
        port = str(free.getsockname()[1])
    environment = {**os.environ, "HOST": "127.0.0.1", "PORT": port, "SESSION_STORE": Path(folder).as_uri()}
    command = [*command, port] if command[1] == "-c" else command
    started = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        while process.poll() is None:
            with (
                suppress(urllib.error.URLError, OSError),
                urllib.request.urlopen(f"http://127.0.0.1:{port}/ping", timeout=1),
            ):
                return time.perf_counter() - started
            time.sleep(0.005)
    finally:
        process.terminate()
        process.wait()
    raise RuntimeError("the server ended")


def _conversations(folder: str, model: TimedModel) -> Conversations:
    settings = Settings(session_store=Path(folder).as_uri(), assistant_model="offline", audit_trail="none")
    store = build_store(settings)
    assistant = replace(build_assistant(settings, store), model=model)
    return build_conversations(settings, store=store, assistant=assistant)


def _memory(folder: str, sessions: int = 200) -> Bar:
    async def fill() -> float:
        here = _conversations(folder, TimedModel(0))
        await here.turn(Message("erste", "paciente id: 1", _CALLER), _nobody)
        gc.collect()
        tracemalloc.start()
        for number in range(sessions):
            message = Message(f"viva-{number}", f"paciente id: {number}", _CALLER)
            for _ in range(3):
                await here.turn(message, _nobody)
        gc.collect()
        used = tracemalloc.get_traced_memory()[0]
        tracemalloc.stop()
        return used / sessions / 1024

    return Bar("memory of a live session, KB", asyncio.run(fill()), 200)


def _cpu(folder: str, turns: int = 60) -> Bar:
    """CPU of a warm turn over files, less that of the same agent without notes: milliseconds."""

    async def ours() -> float:
        here = _conversations(folder, TimedModel(0))
        message = Message("cpu", "paciente id: 7. Tos.", _CALLER)
        await here.turn(message, _nobody)
        started = time.process_time()
        for _ in range(turns):
            await here.turn(message, _nobody)
        return time.process_time() - started

    async def bare() -> float:
        here = _conversations(folder, TimedModel(0)).answering.assistant
        agent = Agent(model=here.model, tools=list(tools_for("7", here.sources)), callback_handler=None)
        await agent.invoke_async("Tos.")
        started = time.process_time()
        for _ in range(turns):
            await agent.invoke_async("Tos.")
        return time.process_time() - started

    rounds = [(asyncio.run(ours()) - asyncio.run(bare())) / turns * 1000 for _ in range(3)]
    return Bar("CPU of a turn over files beyond strands, ms", median(rounds), 5)
