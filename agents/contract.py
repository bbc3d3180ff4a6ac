"""What goes in and what comes out, at every entrance: the names that other people's programs rely on."""

from typing import Annotated, Any, Literal

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, field_validator, model_validator

_CONTROL = {chr(code) for code in range(32)} - {"\n", "\r", "\t"} | {"\x7f"}

_TWO_NAMES = (("prompt", "message"), ("sessionId", "session_id"), ("messageId", "message_id"))


class TextBlock(BaseModel):
    """A Strands content block. Only text for now."""

    model_config = ConfigDict(extra="forbid", strict=True)
    text: str


class Invocation(BaseModel):
    """The payload of `POST /invocations`. Unknown keys are ignored: gateways add their own."""

    model_config = ConfigDict(strict=True, extra="ignore")

    prompt: str | None = Field(None, validation_alias=AliasChoices("prompt", "message"))
    content: list[TextBlock] | None = Field(None, min_length=1, max_length=100)
    session_id: str | None = Field(None, validation_alias=AliasChoices("sessionId", "session_id"))
    message_id: Annotated[str, Field(min_length=1, max_length=256)] | None = Field(
        None, validation_alias=AliasChoices("messageId", "message_id")
    )
    stream: bool = False

    @model_validator(mode="before")
    @classmethod
    def _agreeing_names(cls, payload: Any) -> Any:
        """Some fields have two names: null under one says nothing, and differing values are refused."""
        if not isinstance(payload, dict):
            return payload
        given = dict(payload)
        for name, other in _TWO_NAMES:
            if given.get(name) is None:
                given.pop(name, None)
            elif given.get(other) not in (None, given[name]):
                raise ValueError(f"{name} y {other} no coinciden; envíe uno solo de ellos")
        return given

    @field_validator("message_id")
    @classmethod
    def _printable(cls, value: str | None) -> str | None:
        if value is not None and not value.isprintable():
            raise ValueError("messageId: use letras, números y guiones")
        return value

    @model_validator(mode="after")
    def _one_text(self) -> "Invocation":
        if (self.prompt is None) == (self.content is None):
            raise ValueError("envíe el mensaje en prompt (o message), o en content; uno solo de ellos")
        if not self.text.strip():
            raise ValueError("el mensaje está vacío")
        if _CONTROL & set(self.text):
            raise ValueError("el mensaje tiene caracteres de control")
        if any("\ud800" <= character <= "\udfff" for character in self.text):
            raise ValueError("el mensaje tiene caracteres que no son Unicode válido")
        return self

    @property
    def text(self) -> str:
        return self.prompt if self.prompt is not None else "\n".join(b.text for b in self.content or [])


class PatientContext(BaseModel):
    patient_id: str | None
    has_patient_context: bool
    session_prefix: str
    consistent_with_documents: bool = True
    patient_changed: bool = False


Lack = Literal["single_process", "retention"]
"""What the store of the notes cannot promise. `single_process`: two processes that serve one session at the
same moment can hide one another's messages. `retention`: notes are deleted by age, asked or not."""


class SessionInfo(BaseModel):
    """`bucket` is null for stores without one. `conversation_length` counts the messages kept about the
    current patient in this session, this reply included. `lacks` is there when there are any."""

    bucket: str | None
    region: str
    notes_saved: bool
    conversation_persisted: bool
    structure_pattern: str
    session_managed: bool
    conversation_length: int
    expires_at: str
    lacks: list[Lack] = Field(default_factory=list, exclude_if=lambda lacks: not lacks)


class Metadata(BaseModel):
    inference_time_ms: float
    model_id: str
    conversation_count: int
    usage: dict[str, int] = Field(default_factory=dict)


class Reply(BaseModel):
    message: str
    timestamp: str
    model: Literal["healthcare-assistant"] = "healthcare-assistant"
    capabilities: list[str]
    session_id: str
    patient_context: PatientContext
    session_info: SessionInfo
    metadata: Metadata


Event = tuple[Literal["delta", "tool", "final", "error"], dict[str, Any]]
"""What a streaming caller sees: `delta` {"text"}, `tool` {"name"}, then `final` (a Reply) or `error`."""
