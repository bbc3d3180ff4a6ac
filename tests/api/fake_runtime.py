"""A runtime true to its contract, and false to it on demand. It stands where AgentCore's endpoint stands."""

import json
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from typing import Any

import anyio
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from agents.shared.headers import SESSION_ID
from agents.shared.session_ids import from_aws

Behaviour = Callable[[Request, dict[str, Any]], Awaitable[Response]]


def reply(session_id: str, text: str = "Buenos días.") -> dict[str, Any]:
    return {
        "message": text,
        "timestamp": "2026-01-31T14:30:22Z",
        "model": "healthcare-assistant",
        "capabilities": ["patient_info", "session_management"],
        "session_id": session_id,
        "patient_context": {
            "patient_id": None,
            "has_patient_context": False,
            "session_prefix": "processed/unknown_medical_notes/",
            "consistent_with_documents": True,
            "patient_changed": False,
        },
        "session_info": {
            "bucket": None,
            "region": "us-east-1",
            "notes_saved": True,
            "conversation_persisted": True,
            "structure_pattern": "processed/{patient_id}_{data_type}/",
            "session_managed": True,
            "conversation_length": 2,
            "expires_at": "2026-01-31T15:30:22Z",
        },
        "metadata": {"inference_time_ms": 1.0, "model_id": "offline", "conversation_count": 1, "usage": {}},
    }


def event(name: str, data: dict[str, Any]) -> bytes:
    return f"event: {name}\ndata: {json.dumps(data)}\n\n".encode()


def events(*chunks: bytes) -> Response:
    async def sent() -> AsyncIterator[bytes]:
        for chunk in chunks:
            yield chunk

    return StreamingResponse(sent(), media_type="text/event-stream")


async def answering(request: Request, payload: dict[str, Any]) -> Response:
    session_id = from_aws(request.headers[SESSION_ID])
    text = f"Recibí: {payload['prompt']}"
    return events(event("delta", {"text": text}), event("final", reply(session_id, text)))


def aws_error(status: int, kind: str, message: str = "inside-detail") -> Behaviour:
    """As AWS answers: the kind in a header, never what the container said."""

    async def behave(_: Request, __: dict[str, Any]) -> Response:
        return JSONResponse({"message": message}, status, {"x-amzn-ErrorType": kind} if kind else None)

    return behave


def sending(*chunks: bytes) -> Behaviour:
    async def behave(_: Request, __: dict[str, Any]) -> Response:
        return events(*chunks)

    return behave


class FakeRuntime:
    def __init__(self) -> None:
        self.behaviour: Behaviour = answering
        self.calls: list[tuple[Request, dict[str, Any]]] = []
        self.url = ""
        self.app = Starlette(
            routes=[Route("/runtimes/{arn:path}/invocations", self._serve, methods=["POST"])]
        )

    async def _serve(self, request: Request) -> Response:
        payload = await request.json()
        self.calls.append((request, payload))
        return await self.behaviour(request, payload)

    def hang(self) -> threading.Event:
        """From now on no answer, until the event is set."""
        release = threading.Event()

        async def behave(request: Request, payload: dict[str, Any]) -> Response:
            await anyio.to_thread.run_sync(release.wait)
            return await answering(request, payload)

        self.behaviour = behave
        return release


@contextmanager
def served(app: Any) -> Iterator[str]:
    """The application on a free port of loopback; yields its address."""
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=0, log_level="error", ws="none"))
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        deadline = time.monotonic() + 10
        while not server.started:
            assert thread.is_alive()
            assert time.monotonic() < deadline
            time.sleep(0.005)
        port = server.servers[0].sockets[0].getsockname()[1]
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
        assert not thread.is_alive()
