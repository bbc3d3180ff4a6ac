"""What can go wrong between a client and the runtime, and how every error is answered.

One rule tells a client what to do: where `Retry-After` stands, the very same request may be sent again
without being answered twice.
"""

import logging
from collections.abc import Iterator, Mapping
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from agents import errors
from agents.errors import (
    AssistantError,
    InternalError,
    InvalidRequest,
    MethodNotAllowed,
    NoSuchPath,
    PayloadTooLarge,
)
from agents.intake import any_text, raw_text
from agents.safety import screen

logger = logging.getLogger(__name__)

_READ = "agents.body_read"  # of the scope: what was read of a body, whole or not
_HEADERS = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]  # health data


class AssistantUnavailable(AssistantError):
    """The runtime could not be reached, or refused before it began: nothing has run."""

    status, code = 503, "assistant_unavailable"
    public_message = (
        "El asistente no está disponible ahora. Su mensaje no fue atendido; reintente en unos segundos."
    )

    def __init__(self, public_message: str | None = None, *, retry_after: int | None = 5) -> None:
        super().__init__(public_message, retry_after=retry_after)


class AssistantFailed(AssistantError):
    """The runtime broke off or answered nonsense; the turn may have run."""

    status, code = 502, "assistant_failed"
    public_message = (
        "El asistente no completó la respuesta. Para no duplicar su mensaje, repítalo con el mismo messageId."
    )


class AssistantTimeout(AssistantError):
    """No answer in time; the turn may still be running."""

    status, code = 504, "assistant_timeout"
    public_message = (
        "El asistente aún no responde. Para recoger la respuesta, repita el mensaje con el mismo messageId."
    )


def from_runtime(data: Mapping[str, Any]) -> AssistantError:
    """The runtime's `error` event as the error it was. An unknown one tells nothing but that it failed."""
    detail = data.get("error")
    code, message = (
        (detail.get("code"), detail.get("message")) if isinstance(detail, Mapping) else (None, None)
    )
    for kind in _kinds(AssistantError):
        if kind.__module__ == errors.__name__ and kind.code == code and isinstance(message, str):
            return kind(message)
    return AssistantFailed()


def _kinds(root: type[AssistantError]) -> Iterator[type[AssistantError]]:
    for kind in root.__subclasses__():
        yield kind
        yield from _kinds(kind)


def emergency_first(error: AssistantError, text: str) -> AssistantError:
    """The same error; if `text` tells of an emergency, what to do about that stands first in it."""
    flag = screen(text)
    if flag is not None and flag.text not in error.public_message:
        error.public_message = f"{flag.text}\n\n{error.public_message}"
    return error


def answer(error: AssistantError, headers: Mapping[str, str] | None = None) -> JSONResponse:
    extra = dict(headers or {})
    if error.retry_after is not None:
        extra["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        extra["WWW-Authenticate"] = "Bearer"
    return JSONResponse(error.body(), error.status, extra)


def install(app: FastAPI, max_body_bytes: int) -> None:
    """Every error leaves in the one shape; none repeats what was sent."""

    @app.exception_handler(AssistantError)
    def _known(_: Request, error: AssistantError) -> JSONResponse:
        return answer(error)

    @app.exception_handler(RequestValidationError)
    def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        body = error.body
        text = raw_text(body) if isinstance(body, (bytes, str)) else any_text(body)
        return answer(emergency_first(InvalidRequest(_explain(error)), text))

    @app.exception_handler(HTTPException)
    def _http(request: Request, error: HTTPException) -> JSONResponse:
        kinds = {404: NoSuchPath, 405: MethodNotAllowed, 413: PayloadTooLarge}
        kind = kinds.get(error.status_code, InvalidRequest if error.status_code < 500 else InternalError)
        return answer(emergency_first(kind(), raw_text(bytes(request.scope[_READ]))), error.headers)

    app.add_middleware(Guard, max_body_bytes=max_body_bytes)


def _explain(error: RequestValidationError) -> str:
    """Which fields, and for our own rules why; pydantic's English texts may quote what was sent."""
    told = []
    for problem in error.errors():
        where = ".".join(str(part) for part in problem["loc"][1:] if isinstance(part, str))
        if problem["type"] == "value_error":
            told.append(str(problem["ctx"]["error"]))  # names its field itself
        elif problem["type"] == "json_invalid":
            told.append("el cuerpo no es JSON válido")
        elif not where:
            told.append("se espera un objeto JSON, con Content-Type: application/json")
        else:
            told.append(f"{where}: el valor no es válido")
    return f"La solicitud no es válida: {'; '.join(dict.fromkeys(told))}."


class Guard:
    """The outermost layer: a body that is too large is not read to its end; a defect is answered as one and
    logged by type, since its text may hold health data."""

    def __init__(self, app: ASGIApp, max_body_bytes: int) -> None:
        self.app = app
        self.max_body_bytes = max_body_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        started, read = False, bytearray()

        async def limited() -> Message:
            message = await receive()
            read.extend(message.get("body", b""))
            if len(read) > self.max_body_bytes:
                raise HTTPException(413)
            return message

        async def watched(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        try:
            await self.app({**scope, _READ: read}, limited, watched)
        except Exception as error:  # noqa: BLE001 - the entrypoint: nothing of the inside may leave
            logger.error("request failed", extra={"error": type(error).__name__})
            if not started:
                await answer(InternalError())(scope, receive, watched)
