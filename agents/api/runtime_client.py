"""The AgentCore runtime, by its real client. Locally the same client talks to the same contract.

Every turn is asked for as a stream, also when the caller wants one answer: AgentCore replaces whatever a
container answers with another status than 2xx by a 424 without its body, and a conflict or an emergency's
text would be lost with it; as an event of a 200 it arrives.
"""

import json
import logging
import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, Protocol, cast

from botocore.exceptions import (
    BotoCoreError,
    ClientError,
    ConnectTimeoutError,
    EndpointConnectionError,
    ReadTimeoutError,
)
from pydantic import ValidationError
from urllib3.exceptions import HTTPError
from urllib3.exceptions import ReadTimeoutError as StreamReadTimeout

from agents.api.errors import AssistantFailed, AssistantTimeout, AssistantUnavailable, from_runtime
from agents.api.events import NotEvents, decode
from agents.config import Settings
from agents.contract import Event, Reply
from agents.errors import (
    AssistantError,
    Conflict,
    InvalidRequest,
    NotFound,
    PayloadTooLarge,
    Unauthenticated,
)
from agents.shared.headers import FORWARDED_AUTHORIZATION
from agents.shared.session_ids import to_aws

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from mypy_boto3_bedrock_agentcore import BedrockAgentCoreClient
    from urllib3.response import HTTPResponse

logger = logging.getLogger(__name__)

LONGEST_HEADER = 4096  # AgentCore's limit for one that it shows to the agent
LOCAL_ARN = "arn:aws:bedrock-agentcore:us-east-1:000000000000:runtime/local"
_OPERATION = "bedrock-agentcore.InvokeAgentRuntime"
_TOKEN = "forwardedAuthorization"  # noqa: S105 - the name of a parameter
_CONNECTIONS = 100
_CHUNK = 65536  # bytes; at most, a read gives what is there

# Refused before it reached the agent, so nothing has run.
_NOT_BEGUN = {"ThrottlingException", "ServiceQuotaExceededException"}
_AGENT_STATUS = re.compile(r"Received error \((\d{3})\) from runtime")
_BY_STATUS: dict[int | None, type[AssistantError]] = {
    400: InvalidRequest,
    401: Unauthenticated,
    404: NotFound,
    409: Conflict,
    413: PayloadTooLarge,
}


class Runtime(Protocol):
    """What the API needs of the runtime."""

    def turn(self, session_id: str, payload: Mapping[str, Any], authorization: str | None) -> Iterator[Event]:
        """One turn's events, the last one `final`. Raises an AssistantError in place of an `error` event."""
        ...


class AgentCoreRuntime:
    """`client` comes from `connect`."""

    def __init__(self, client: "BedrockAgentCoreClient", arn: str, qualifier: str) -> None:
        self._client = client
        self._arn = arn
        self._qualifier = qualifier

    def turn(self, session_id: str, payload: Mapping[str, Any], authorization: str | None) -> Iterator[Event]:
        try:
            with self._open(session_id, payload, authorization) as raw:
                yield from _events(raw, session_id)
        except (BotoCoreError, ClientError, HTTPError, NotEvents) as error:
            raise _meaning(error) from error

    def _open(
        self, session_id: str, payload: Mapping[str, Any], authorization: str | None
    ) -> "AbstractContextManager[HTTPResponse]":
        call: dict[str, Any] = {
            "agentRuntimeArn": self._arn,
            "qualifier": self._qualifier,
            "runtimeSessionId": to_aws(session_id),
            "contentType": "application/json",
            "accept": "text/event-stream",
            "payload": json.dumps({**payload, "stream": True}).encode(),
            _TOKEN: _forwardable(authorization),
        }
        body = self._client.invoke_agent_runtime(**call)["response"]
        # Entered, a StreamingBody gives the response below it; left, it closes that. Its stubs say otherwise.
        return cast("AbstractContextManager[HTTPResponse]", body)


def connect(settings: Settings) -> AgentCoreRuntime:
    """The runtime that the settings name; without one, that of this machine, which asks for no account."""
    import boto3  # half of FastAPI's own import time: not before it is needed
    from botocore.config import Config

    here = None if settings.agent_runtime_arn else "local"
    config = Config(
        connect_timeout=5,
        read_timeout=settings.runtime_read_timeout_seconds,
        retries={"total_max_attempts": 1},  # the SDK repeats what timed out: a turn would run again
        max_pool_connections=_CONNECTIONS,
        tcp_keepalive=True,  # a silent minute of thinking is no reason for a NAT to forget us
    )
    client = boto3.client(
        "bedrock-agentcore",
        region_name=settings.aws_region,
        endpoint_url=here and f"http://127.0.0.1:{settings.port}",
        aws_access_key_id=here,
        aws_secret_access_key=here,
        config=config,
    )
    client.meta.events.register(f"before-parameter-build.{_OPERATION}", _set_aside)
    client.meta.events.register(f"before-call.{_OPERATION}", _forward)
    return AgentCoreRuntime(client, settings.agent_runtime_arn or LOCAL_ARN, settings.agent_runtime_qualifier)


def _forwardable(authorization: str | None) -> str | None:
    """The caller's token, as a header may hold it. Another kind of Authorization says nothing there."""
    if authorization is None or not authorization.lower().startswith("bearer "):
        return None
    if len(authorization) > LONGEST_HEADER:
        raise InvalidRequest("El token de acceso es demasiado largo.")
    if not (authorization.isascii() and authorization.isprintable()):
        raise InvalidRequest("El token de acceso no es válido.")
    return authorization


def _set_aside(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    """The client knows no parameter for the caller's token: it goes round the validation of parameters."""
    context[_TOKEN] = params.pop(_TOKEN, None)


def _forward(params: dict[str, Any], context: dict[str, Any], **_: object) -> None:
    """Before signing, so that nobody on the way can exchange it."""
    if context.get(_TOKEN):
        params["headers"][FORWARDED_AUTHORIZATION] = context[_TOKEN]


def _events(raw: "HTTPResponse", session_id: str) -> Iterator[Event]:
    for name, data in decode(_chunks(raw)):
        match name:
            case "delta":
                yield "delta", _only("text", data)
            case "tool":
                yield "tool", _only("name", data)
            case "final":
                yield "final", _reply(data, session_id)
                return
            case "error":
                raise from_runtime(data)
    raise AssistantFailed  # cut off, or over without a reply


def _chunks(raw: "HTTPResponse") -> Iterator[bytes]:
    """What has arrived, as it arrives: botocore's own iterators wait until a chunk is full."""
    while chunk := raw.read1(_CHUNK):
        yield chunk


def _only(field: str, data: dict[str, Any]) -> dict[str, Any]:
    """What the contract has in such an event; whatever else is in it stays inside."""
    if not isinstance(data.get(field), str):
        raise NotEvents
    return {field: data[field]}


def _reply(data: dict[str, Any], session_id: str) -> dict[str, Any]:
    try:
        reply = Reply.model_validate(data)
    except ValidationError as error:
        raise NotEvents from error
    if reply.session_id != session_id:
        raise NotEvents  # another session's answer must never leave
    return reply.model_dump()


def _meaning(error: Exception) -> AssistantError:
    """What a failed call says to the caller; the log says which it was, without its text."""
    code = error.response["Error"]["Code"] if isinstance(error, ClientError) else type(error).__name__
    logger.warning("runtime call failed", extra={"error": error})
    if isinstance(error, (EndpointConnectionError, ConnectTimeoutError)) or code in _NOT_BEGUN:
        return AssistantUnavailable()
    if isinstance(error, (ReadTimeoutError, StreamReadTimeout)):
        return AssistantTimeout()
    if code == "RetryableConflictException":
        return Conflict()
    return _BY_STATUS.get(_agents_status(error), AssistantFailed)()


def _agents_status(error: Exception) -> int | None:
    """What the agent itself answered: AWS tells it in words, a local runtime in person (AWS names a kind)."""
    if not isinstance(error, ClientError):
        return None
    code, message = error.response["Error"]["Code"], error.response["Error"]["Message"]
    told = _AGENT_STATUS.search(message) if code == "RuntimeClientError" else re.fullmatch(r"(\d{3})", code)
    return int(told[1]) if told else None
