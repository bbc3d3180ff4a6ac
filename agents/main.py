"""The AgentCore entrypoint: request in, reply out.

Runs as `python -m agents.main`, as the script `agents/main.py`, and through the AgentCore toolkit. Only the
app object is made at import: AgentCore restores snapshots that were taken after it.
"""

import errno
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

if not __package__:  # started as a script, whose own folder is on the path in the project's place
    sys.path[0] = str(Path(__file__).resolve().parent.parent)

from bedrock_agentcore.runtime import BedrockAgentCoreApp, PingStatus, RequestContext
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import Response
from strands import Agent
from strands.session.session_manager import SessionManager

from agents import bootstrap
from agents.errors import SettingsError
from agents.guard import Guard
from agents.patients import find_patient
from agents.runtime import Runtime
from agents.safety import screen

runtime = Runtime()


def warm_up() -> None:
    """Compile the vocabularies while the first caller is still on the way."""
    screen("")
    find_patient("")


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    runtime.start()
    threading.Thread(target=warm_up, daemon=True).start()
    yield


app = BedrockAgentCoreApp(
    lifespan=_lifespan, middleware=[Middleware(Guard, limit=lambda: runtime.longest_body())]
)


@app.entrypoint
async def invoke(payload: object, context: RequestContext) -> Response:
    return await runtime.invoke(payload, context)


@app.ping
def ping() -> PingStatus:
    return PingStatus.HEALTHY_BUSY if runtime.busy else PingStatus.HEALTHY


def create_session_manager(session_id: str, patient_id: str | None = None) -> SessionManager:
    """A Strands session manager on this process's store: the patient's notes, or those of nobody yet.

    For programs that run an agent of their own. It reads everything that stands there, keeps each message
    before the agent goes on, and raises `WriteConflict` rather than overwrite another writer's message.
    """
    return bootstrap.session_manager(runtime.start().conversations, session_id, patient_id)


def create_healthcare_agent(session_id: str, patient_id: str | None = None) -> Agent:
    """The assistant's agent on such a session manager, with the tools of this one patient."""
    return bootstrap.healthcare_agent(runtime.start().conversations, session_id, patient_id)


def get_conversation_history(session_id: str) -> list[dict[str, Any]]:
    """Every message kept about the session's current patient, as Strands messages, oldest first.

    Raises NotFound for an unknown session and StoreUnavailable or NotesUnreadable rather than answer less.
    """
    parts = runtime.start()
    conversations = parts.conversations
    reader = bootstrap.session_reader(parts.settings, conversations.archive.store, conversations.auditor)
    return reader.history(session_id)


def clear_session(session_id: str) -> None:
    """Drop the session's warm agent from this process. Notes and registry stay; the next turn reads them."""
    runtime.start().conversations.forget(session_id)


def check_port(host: str | None, port: int, setting: str = "PORT") -> None:
    """Prove that a server can listen, before it starts and fails with a trace. Raises SettingsError."""
    family = socket.AF_INET6 if host and ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server does
        try:
            probe.bind((host or "127.0.0.1", port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                problem = f"{setting}: {port} is in use; stop what uses it, or set another"
            else:
                name = errno.errorcode.get(error.errno or 0, "no address")
                problem = f"HOST, {setting}: cannot listen there ({name})"
            raise SettingsError([problem]) from None


def main() -> int:
    """Serve on HOST and PORT (8080) until a signal ends it; 2 for wrong settings, a taken port too."""
    try:
        parts = runtime.start()
        check_port(parts.settings.host, parts.settings.port)
    except SettingsError as error:
        sys.stderr.write(f"{error}\n")
        return 2
    app.run(port=parts.settings.port, host=parts.settings.host)
    return 0


if __name__ == "__main__":
    sys.exit(main())
