"""What the API takes and gives, as its OpenAPI tells it."""

from collections.abc import Iterable
from typing import Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from agents.contract import Invocation, PatientContext, SessionInfo
from agents.errors import AssistantError
from agents.shared.session_ids import SESSION_ID
from agents.turn.admission import LONGEST_NAME, LONGEST_SHARE

_TEXT = "Una persona adulta pregunta por los horarios de atención."
_ACCOUNT = "0f3c9a1e-5d2b-4c7a-9b1e-2a6f8d3c4b5a"


class ChatRequest(Invocation):
    """A message, in `message` or in `content`. Without `sessionId` it opens a session.

    With a `messageId` a retry is safe: the same id with the same text is answered once, always with the same
    reply.
    """

    model_config = ConfigDict(
        json_schema_extra={
            "oneOf": [{"required": ["message"]}, {"required": ["content"]}],
            "examples": [{"message": _TEXT, "messageId": "7f3c", "stream": False}],
        }
    )

    prompt: str | None = Field(
        None,
        validation_alias=AliasChoices("message", "prompt"),
        description="Text of the message. `prompt`, as the runtime calls it, is taken too.",
    )
    session_id: str | None = Field(
        None,
        validation_alias=AliasChoices("sessionId", "session_id"),
        description="Of the client's choosing.",
        json_schema_extra={"pattern": f"^{SESSION_ID}$"},
    )


class SessionView(BaseModel):
    """A session as its replies tell of it. `ended` is a conversation; its notes stay."""

    session_id: str = Field(examples=["consulta-1"])
    status: Literal["active", "ended"]
    patient_context: PatientContext
    session_info: SessionInfo
    conversation_count: int = Field(examples=[3], description="Turns in this session.")


class KeptMessage(BaseModel):
    number: int = Field(examples=[0])
    role: Literal["user", "assistant"]
    text: str = Field(examples=[_TEXT])
    created_at: str | None = Field(examples=["2026-01-31T14:30:22.000000+00:00"])


class MessagePage(BaseModel):
    """`next` is the following page's `after`, null at the end. What passed between model and tools is counted
    and not shown, so a page may hold fewer messages than its limit."""

    session_id: str = Field(examples=["consulta-1"])
    patient_id: str | None = Field(examples=["Juan_Perez_123"])
    total: int = Field(examples=[2])
    messages: list[KeptMessage]
    next: int | None = Field(examples=[None])


class ShareRequest(BaseModel):
    """For how long a colleague may read and talk in the session, about its patient."""

    model_config = ConfigDict(strict=True)

    colleague: str = Field(
        min_length=1,
        max_length=LONGEST_NAME,
        examples=[_ACCOUNT],
        description="The colleague's account: the `sub` of their token.",
    )
    minutes: int = Field(ge=1, le=int(LONGEST_SHARE.total_seconds()) // 60, examples=[60])


class Share(BaseModel):
    colleague: str = Field(examples=[_ACCOUNT])
    until: str = Field(examples=["2026-01-31T15:30:22Z"])


class Shares(BaseModel):
    """With whom the session is shared now."""

    session_id: str = Field(examples=["consulta-1"])
    shares: list[Share]


class ErrorDetail(BaseModel):
    code: str = Field(examples=["not_found"], description="For programs; it does not change.")
    message: str = Field(examples=[AssistantError.public_message], description="For people, in Spanish.")


class ErrorBody(BaseModel):
    """Every error. Where a `Retry-After` header comes with it, the same request may be sent again."""

    error: ErrorDetail


class Health(BaseModel):
    status: str = Field(examples=["ok"])


_MEANINGS = {
    400: "The request is not valid; sending it again will not help.",
    401: "No valid token.",
    403: "Never open to this account, or only to whoever opened the session.",
    404: "No such session, or another's.",
    409: "The session is busy with another message, or with this one: repeat it after `Retry-After`. Without"
    " that header the messageId was used with another text, or the session id is taken.",
    413: "The body or the message is too large.",
    500: "A defect, or notes that cannot be read. Nothing was changed.",
    502: "The assistant or its model broke off. With a messageId it is safe to repeat.",
    503: "The assistant or the notes are out of reach. Repeat after `Retry-After`.",
    504: "No answer in time. Repeating the same messageId fetches the reply.",
}


def errors(statuses: Iterable[int]) -> dict[int | str, dict[str, Any]]:
    """The `responses` of an endpoint that can answer with these. FastAPI's own 422 is never sent."""
    return {status: {"model": ErrorBody, "description": _MEANINGS[status]} for status in statuses}
