"""The API as an AWS Lambda function: behind API Gateway (REST or HTTP) or a function URL.

Lambda answers whole bodies only: with `stream: true` the events arrive together, at the end.
"""

import binascii
import logging
from functools import cache
from typing import Any

from fastapi import FastAPI
from mangum import Mangum
from starlette.types import ASGIApp, Receive, Scope, Send

from agents.api.errors import answer
from agents.api.wiring import build_app
from agents.bootstrap import safe_logging
from agents.config import load_settings
from agents.errors import AssistantError, InternalError, InvalidRequest, SettingsError
from agents.shared.pseudonym import Pseudonyms

logger = logging.getLogger(__name__)


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """The function's entry. It always answers: an exception would leave with its text."""
    try:
        return _adapter()(event, context)
    except binascii.Error:
        return _answered(InvalidRequest())
    except SettingsError as error:
        logger.error("%s", error)  # names settings, never their values
    except Exception as error:  # noqa: BLE001 - the entrypoint: nothing of the inside may leave
        logger.error("event not served", extra={"error": type(error).__name__})
    return _answered(InternalError())


def adapt(app: FastAPI) -> Mangum:
    logging.getLogger("mangum").setLevel(logging.WARNING)  # its line for each request names the session
    return Mangum(NobodyIsLocal(app), lifespan="off")


@cache
def _adapter() -> Mangum:
    """Once per process, at the first event: a snapshot of what import built must hold no clients."""
    settings = load_settings()
    if not settings.agent_runtime_arn:
        raise SettingsError(["AGENT_RUNTIME_ARN: must name the runtime that answers"])
    safe_logging(settings, Pseudonyms(settings.pseudonym_secret()))
    return adapt(build_app(settings))


def _answered(error: AssistantError) -> dict[str, Any]:
    response = answer(error)
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
