"""What stands before the runtime's own request handling: paths, size, JSON, and the one error shape.

`BedrockAgentCoreApp` reads a body of any size and answers errors in shapes of its own; here a body is
bounded and parsed first, and only JSON goes on. `/runtimes/{arn}/invocations`, the path that the
real `bedrock-agentcore` client asks for, is the same door.
"""

import json
import re
from collections.abc import Callable, Iterable

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agents.errors import AssistantError, InvalidRequest, MethodNotAllowed, NoSuchPath, PayloadTooLarge
from agents.intake import any_text, raw_text
from agents.safety import RedFlag, screen

_AWS_PATH = re.compile(r"/runtimes/.+/invocations")
_DEEPEST = 50
_METHODS = {"/invocations": ("POST",), "/ping": ("GET", "HEAD")}


class Guard:
    """ASGI middleware around the runtime app. `limit` gives the longest body, in bytes."""

    def __init__(self, app: ASGIApp, limit: Callable[[], int]) -> None:
        self._app = app
        self._limit = limit

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        if _AWS_PATH.fullmatch(scope["path"]):
            scope = {**scope, "path": "/invocations", "raw_path": b"/invocations"}
        path, method = scope["path"], scope["method"]
        if path not in _METHODS:
            await error_response(NoSuchPath())(scope, receive, send)
        elif method not in _METHODS[path]:
            refusal = error_response(MethodNotAllowed())
            refusal.headers["Allow"] = ", ".join(_METHODS[path])
            await refusal(scope, receive, send)
        elif method == "POST":
            await self._invocation(scope, receive, send)
        else:
            await self._app(scope, receive, send)

    async def _invocation(self, scope: Scope, receive: Receive, send: Send) -> None:
        body, whole = await self._read(Request(scope, receive))
        refusal = _refusal(body) if whole else error_response(PayloadTooLarge(), _flag(body))
        if refusal is not None:
            await refusal(scope, receive, send)
            return
        await self._app(scope, _replay(body, receive), send)

    async def _read(self, request: Request) -> tuple[bytes, bool]:
        """The body, and whether that is all of it: beyond the limit nothing more is read."""
        longest, chunks, size = self._limit(), [], 0
        async for chunk in request.stream():
            chunks.append(chunk)
            size += len(chunk)
            if size > longest:
                return b"".join(chunks)[:longest], False
        return b"".join(chunks), True


def error_response(error: AssistantError, flag: RedFlag | None = None) -> Response:
    """The error as every caller gets it."""
    return JSONResponse(error.body(flag.text if flag else ""), error.status, error.headers())


def _flag(body: bytes) -> RedFlag | None:
    """An emergency in a body that is not read as JSON."""
    return screen(raw_text(body))


def _refusal(body: bytes) -> Response | None:
    """The answer to what is no JSON, or nests too deep. It may still tell of an emergency."""
    try:
        payload = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return error_response(InvalidRequest("El cuerpo no es JSON válido en UTF-8."), _flag(body))
    if _nests_too_deep(payload):
        return error_response(
            InvalidRequest("El cuerpo tiene demasiados niveles."), screen(any_text(payload))
        )
    return None


def _nests_too_deep(payload: object) -> bool:
    """Beyond what anybody asks for: parsers further in recurse, and fail in shapes of their own."""
    level = [payload]
    for _ in range(_DEEPEST):
        level = [child for value in level for child in _children(value)]
        if not level:
            return False
    return True


def _children(value: object) -> Iterable[object]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _no_constant(name: str) -> None:
    raise ValueError(name)  # NaN and Infinity are not JSON


def _replay(body: bytes, receive: Receive) -> Receive:
    """The body again, for the app; then whatever the connection says."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> Message:
        return messages.pop() if messages else await receive()

    return replayed
