"""The API as an AWS Lambda function: behind API Gateway (REST or HTTP) or a function URL.

Lambda answers whole bodies only: with `stream: true` the events arrive together, at the end.
"""

import base64
import json
import logging
from functools import cache
from typing import Any

from fastapi import FastAPI
from mangum import Mangum
from starlette.types import ASGIApp, Receive, Scope, Send

from agents.api.errors import AssistantUnavailable, answer, emergency_first
from agents.api.wiring import build_app
from agents.bootstrap import read_settings, safe_logging
from agents.errors import AssistantError, InternalError, InvalidRequest, SettingsError
from agents.intake import any_text, raw_text
from agents.redaction.pseudonym import Pseudonyms

logger = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The function's entry. It always answers: an exception would leave with its text."""
    if _body(event) is None:
        return _answered(InvalidRequest(), event)
    try:
        return _adapter()(event, context)
    except SettingsError as error:  # of this process; the next one may find its key or its log again
        logger.error("%s", error)  # names settings, never their values
        return _answered(AssistantUnavailable(), event)
    except Exception as error:  # noqa: BLE001 - the entrypoint: nothing of the inside may leave
        logger.error("event not served", extra={"error": type(error).__name__})
    return _answered(InternalError(), event)


def adapt(app: FastAPI) -> Mangum:
    logging.getLogger("mangum").setLevel(logging.WARNING)  # its line for each request names the session
    return Mangum(NobodyIsLocal(app), lifespan="off")


@cache
def _adapter() -> Mangum:
    """Once per process, at the first event: a snapshot of what import built must hold no clients."""
    settings = read_settings()
    if not settings.agent_runtime_arn:
        raise SettingsError(["AGENT_RUNTIME_ARN: must name the runtime that answers"])
    safe_logging(settings, Pseudonyms(settings.pseudonym_secret()))
    return adapt(build_app(settings))


def _body(event: dict[str, Any]) -> bytes | None:
    """What was sent; None for what is not in the base64 that it says, or no Unicode."""
    body = event.get("body")
    if not isinstance(body, str):
        return b""
    try:
        return base64.b64decode(body) if event.get("isBase64Encoded") is True else body.encode()
    except ValueError:
        return None


def _told(event: dict[str, Any]) -> str:
    """The text in a request that could not be served: an emergency in it is answered all the same."""
    body = _body(event) or b""
    try:
        return any_text(json.loads(body))
    except (ValueError, RecursionError):
        return raw_text(body)


def _answered(error: AssistantError, event: dict[str, Any]) -> dict[str, Any]:
    response = answer(emergency_first(error, _told(event)))
    return {
        "statusCode": response.status_code,
        "headers": dict(response.headers),
        "body": bytes(response.body).decode(),
        "isBase64Encoded": False,
    }


class NobodyIsLocal:
    """Hides the address that an event tells: loopback grants rights, and here it would be only a word."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self.app({**scope, "client": None}, receive, send)
