"""What the endpoints work with, and who calls them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any, Protocol

from fastapi import Path, Request

from agents.identity import Caller
from agents.shared.session_ids import SESSION_ID

if TYPE_CHECKING:
    from agents.api.runtime_client import Runtime

SessionId = Annotated[
    str,
    Path(
        description="The session id that the client chose or was given.",
        examples=["consulta-1"],
        json_schema_extra={"pattern": f"^{SESSION_ID}$"},  # told here, checked by `validate`, in Spanish
    ),
]


class Authenticator(Protocol):
    def caller(
        self, authorization: str | None, forwarded: str | None, host: str | None, headers: Mapping[str, str]
    ) -> Caller:
        """The verified caller. Raises Unauthenticated."""
        ...


class SessionReader(Protocol):
    """Sessions for their owners. NotFound for an absent or another's one; Forbidden, Conflict,
    InvalidRequest and StoreUnavailable as `agents.reading` tells."""

    def info(self, caller: Caller, session_id: str) -> dict[str, Any]: ...

    def messages(
        self, caller: Caller, session_id: str, after: int = 0, limit: int = 50
    ) -> dict[str, Any]: ...

    def end(self, caller: Caller, session_id: str) -> dict[str, Any]: ...

    def shares(self, caller: Caller, session_id: str) -> dict[str, Any]: ...

    def share(self, caller: Caller, session_id: str, colleague: str, period: timedelta) -> dict[str, Any]: ...

    def revoke(self, caller: Caller, session_id: str, colleague: str) -> dict[str, Any]: ...


@dataclass(frozen=True, slots=True)
class Parts:
    runtime: "Runtime"
    reader: SessionReader
    authenticator: Authenticator


def parts(request: Request) -> Parts:
    built = request.app.state.parts
    assert isinstance(built, Parts)  # noqa: S101 - for mypy: state is untyped
    return built


def authenticated(request: Request) -> Caller:
    """Only Authorization counts: a client's copy of the header that the API forwards in is not read."""
    host, headers = request.client.host if request.client else None, request.headers
    return parts(request).authenticator.caller(headers.get("authorization"), None, host, headers)
