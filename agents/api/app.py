"""The FastAPI application, made of its parts. Nothing is built at import."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from anyio import to_thread
from fastapi import FastAPI, Security
from fastapi.security import HTTPBearer
from fastapi.telemetry import TelemetryConfig

from agents.api import chat, errors, sessions
from agents.api.models import Health
from agents.api.parts import Parts

_ABOUT = """\
A healthcare assistant for Spanish-speaking Latin America.

Every error is `{"error": {"code", "message"}}`. Where `Retry-After` stands beside it, the very same request
may be sent again. Any address may also answer 404 `no_such_path`, 405 `method_not_allowed` with `Allow`, and
in AWS 429 `too_many_requests` with `Retry-After`."""
_WAITING = 100  # requests at once; each holds a thread while the runtime thinks
_SILENT: TelemetryConfig = {
    "tracing": False,
    "metrics": False,
    "logs": False,
}  # its spans would carry ids and exceptions' texts


def create_app(parts: Parts, *, max_body_bytes: int) -> FastAPI:
    app = FastAPI(
        title="Asistente de salud",
        version="1",
        description=_ABOUT,
        docs_url=None,  # these pages load scripts from elsewhere
        redoc_url=None,
        redirect_slashes=False,  # to an address made of the client's own Host header
        lifespan=_enough_threads,
        telemetry=_SILENT,
    )
    app.state.parts = parts
    errors.install(app, max_body_bytes)
    token = Security(HTTPBearer(auto_error=False, description="The ID token of the user pool."))
    app.include_router(chat.router, dependencies=[token])
    app.include_router(sessions.router, dependencies=[token])
    app.add_api_route("/health", health, response_model=Health, tags=["health"])
    app.openapi = lambda: _documented(app)  # type: ignore[method-assign]
    return app


async def health() -> dict[str, str]:
    """The API runs. It says nothing of the runtime: asking that would start one."""
    return {"status": "ok"}


@asynccontextmanager
async def _enough_threads(_: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = _WAITING
    yield


def _documented(app: FastAPI) -> dict[str, Any]:
    """FastAPI's document without the 422 that it adds everywhere: ours is a 400 in the one error shape."""
    schema = FastAPI.openapi(app)
    for path in schema["paths"].values():
        for operation in path.values():
            operation["responses"].pop("422", None)
    for unused in ("HTTPValidationError", "ValidationError"):
        schema["components"]["schemas"].pop(unused, None)
    return schema
