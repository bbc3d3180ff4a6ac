"""`POST /chat`: one message to the runtime, its reply back, whole or as it comes."""

import uuid
from collections.abc import Iterator
from itertools import chain
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import JSONResponse, StreamingResponse

from agents.api.errors import AssistantFailed, AssistantTimeout, answer, emergency_first
from agents.api.models import ChatRequest, errors
from agents.api.parts import SessionId, authenticated, parts
from agents.contract import Event, Reply
from agents.errors import AssistantError, InvalidRequest, ModelUnavailable
from agents.shared import sse
from agents.shared.session_ids import derived_session_id, new_session_id, refuse_reserved, validate

router = APIRouter(tags=["chat"])

_EVENTS = {
    "description": "The reply; with `stream: true` events in its place: `delta` {text}, `tool` {name}, and at"
    " the end `final` (the reply) or `error`. `X-Session-Id` and `X-Message-Id` name the session and the"
    " message, also where an error comes instead.",
    "content": {"text/event-stream": {"example": 'event: delta\ndata: {"text": "Buenos días"}\n\n'}},
}
_RESPONSES: dict[int | str, dict[str, Any]] = {
    200: _EVENTS,
    **errors([400, 401, 403, 404, 409, 413, 500, 502, 503, 504]),
}


@router.post("/chat", response_model=Reply, responses=_RESPONSES)
def chat(body: ChatRequest, request: Request) -> Response:
    """A message to the session in `sessionId`, else to a new one."""
    return _chat(request, body, body.session_id)


@router.post("/chat/{session_id}", response_model=Reply, responses=_RESPONSES)
def chat_in_session(session_id: SessionId, body: ChatRequest, request: Request) -> Response:
    """A message to this session. One that nobody owns yet is created."""
    if body.session_id not in (None, session_id):
        error = InvalidRequest("El sessionId del cuerpo y el de la dirección no coinciden.")
        return answer(emergency_first(error, body.text))
    return _chat(request, body, session_id)


def _chat(request: Request, body: ChatRequest, session_id: str | None) -> Response:
    names: dict[str, str] = {}
    try:
        caller = authenticated(request)
        if session_id is not None:
            refuse_reserved(validate(session_id))
        elif body.message_id is not None:
            session_id = derived_session_id(caller.id, body.message_id)
        else:
            session_id = new_session_id()
        # A message without an id gets one, so that whoever sees this request fail can still repeat it.
        message_id = body.message_id or uuid.uuid4().hex
        names = {"X-Session-Id": session_id}
        if body.message_id is None:
            names["X-Message-Id"] = message_id
        payload = {"prompt": body.text, "messageId": message_id}
        events = parts(request).runtime.turn(session_id, payload, request.headers.get("authorization"))
        if body.stream:
            return _streamed(events, body, names)
        return JSONResponse(_last(events), headers=names)
    except AssistantError as error:
        return answer(_advised(error, body), names)


def _last(events: Iterator[Event]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for _, data in events:  # noqa: B007 - the last one is `final`, or an error was raised
        pass
    return data


def _streamed(events: Iterator[Event], body: ChatRequest, names: dict[str, str]) -> Response:
    first = next(events)  # an error in its place can still be answered with its status

    def written() -> Iterator[bytes]:
        try:
            for name, data in chain([first], events):
                yield sse.encode(name, data)
        except AssistantError as error:
            yield sse.encode("error", _advised(error, body).body())

    return StreamingResponse(written(), media_type="text/event-stream", headers=names)


def _advised(error: AssistantError, body: ChatRequest) -> AssistantError:
    """What may have run, tools included, is safe to repeat only by a caller who chose a messageId."""
    if isinstance(error, (AssistantFailed, AssistantTimeout, ModelUnavailable)):
        error.retry_after = (error.retry_after or 2) if body.message_id is not None else None
    return emergency_first(error, body.text)
