"""`/sessions/{id}`: what the stores know of a session, for its owner."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request

from agents.api.models import errors
from agents.api.parts import SessionId, authenticated, parts
from agents.identity import Caller
from agents.shared.session_ids import refuse_reserved, validate

router = APIRouter(
    prefix="/sessions/{session_id}", tags=["sessions"], responses=errors([400, 401, 404, 500, 503])
)


@router.get("/info")
def info(session_id: SessionId, request: Request) -> dict[str, Any]:
    """Owner's view of the session: its patient, its times, how much was said."""
    caller = _asked(request, session_id)
    return parts(request).reader.info(caller, session_id)


@router.get("/messages")
def messages(
    session_id: SessionId,
    request: Request,
    after: Annotated[int, Query(ge=0, le=1_000_000, description="How many messages to pass over.")] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """The messages kept about the session's current patient, oldest first, a page at a time."""
    caller = _asked(request, session_id)
    return parts(request).reader.messages(caller, session_id, after, limit)


@router.post("/end", responses=errors([409]))
def end(session_id: SessionId, request: Request) -> dict[str, Any]:
    """End the conversation; its notes stay. Ending it twice is no error."""
    caller = _asked(request, session_id)
    return parts(request).reader.end(caller, session_id)


def _asked(request: Request, session_id: str) -> Caller:
    caller = authenticated(request)
    refuse_reserved(validate(session_id))
    return caller
