"""`/sessions/{id}`: what the stores know of a session, for its owner and those they share it with."""

from datetime import timedelta
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request

from agents.api.models import MessagePage, SessionView, ShareRequest, Shares, errors
from agents.api.parts import SessionId, authenticated, parts
from agents.identity import Caller
from agents.shared.session_ids import refuse_reserved, validate
from agents.turn.admission import LONGEST_NAME

router = APIRouter(
    prefix="/sessions/{session_id}", tags=["sessions"], responses=errors([400, 401, 403, 404, 500, 503])
)

Colleague = Annotated[
    str,
    Path(
        min_length=1,
        max_length=LONGEST_NAME,
        examples=["0f3c9a1e-5d2b-4c7a-9b1e-2a6f8d3c4b5a"],
        description="The colleague's account: the `sub` of their token.",
    ),
]


@router.get("/info", response_model=SessionView)
def info(session_id: SessionId, request: Request) -> dict[str, Any]:
    """Owner's view of the session: its patient, its times, how much was said."""
    caller = _asked(request, session_id)
    return parts(request).reader.info(caller, session_id)


@router.get("/messages", response_model=MessagePage)
def messages(
    session_id: SessionId,
    request: Request,
    after: Annotated[int, Query(ge=0, le=1_000_000, description="How many messages to pass over.")] = 0,
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> dict[str, Any]:
    """The messages kept about the session's current patient, oldest first, a page at a time."""
    caller = _asked(request, session_id)
    return parts(request).reader.messages(caller, session_id, after, limit)


@router.post("/end", response_model=SessionView, responses=errors([409]))
def end(session_id: SessionId, request: Request) -> dict[str, Any]:
    """End the conversation; its notes stay. Ending it twice is no error. Only for whoever opened it."""
    caller = _asked(request, session_id)
    return parts(request).reader.end(caller, session_id)


@router.get("/shares", response_model=Shares)
def shares(session_id: SessionId, request: Request) -> dict[str, Any]:
    """With whom the session is shared, and until when. Only for whoever opened it."""
    caller = _asked(request, session_id)
    return parts(request).reader.shares(caller, session_id)


@router.post("/shares", response_model=Shares, responses=errors([409, 413]))
def share(session_id: SessionId, body: ShareRequest, request: Request) -> dict[str, Any]:
    """Let a colleague read and talk in the session: about its current patient, for whom they need rights of
    their own, and no longer than the conversation. A colleague's newer share replaces the older one."""
    caller = _asked(request, session_id)
    period = timedelta(minutes=body.minutes)
    return parts(request).reader.share(caller, session_id, body.colleague, period)


@router.delete("/shares/{colleague:path}", response_model=Shares, responses=errors([409]))
def revoke(session_id: SessionId, colleague: Colleague, request: Request) -> dict[str, Any]:
    """Take a share back, at once; one that is not there is no error. A turn that the colleague has running
    is not answered."""
    caller = _asked(request, session_id)
    return parts(request).reader.revoke(caller, session_id, colleague)


def _asked(request: Request, session_id: str) -> Caller:
    caller = authenticated(request)
    refuse_reserved(validate(session_id))
    return caller
