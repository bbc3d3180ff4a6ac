"""What the API takes and gives, as its OpenAPI tells it."""

from collections.abc import Iterable
from typing import Any

from pydantic import AliasChoices, BaseModel, ConfigDict, Field

from agents.contract import Invocation
from agents.errors import AssistantError
from agents.shared.session_ids import SESSION_ID

_TEXT = "Una persona adulta pregunta por los horarios de atención."


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
