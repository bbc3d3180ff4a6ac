"""One root for every error, and who sees it.

An `AssistantError` is answered to the caller: its `code` is for programs, its `public_message` for people
(Spanish), and neither ever holds health data or an identifier. Everything else that is raised is a defect
or a broken neighbour: the entrypoints answer it as `InternalError` and log its type, never its text.
"""

from typing import Any


class AssistantError(Exception):
    """The root: an HTTP status, a stable code, a Spanish sentence that says what to do."""

    status = 500
    code = "internal_error"
    public_message = "Ocurrió un error interno. Vuelva a intentarlo; si continúa, avise a soporte."

    def __init__(self, public_message: str | None = None, *, retry_after: int | None = None) -> None:
        self.public_message = public_message or type(self).public_message
        self.retry_after = retry_after  # seconds; set when a retry of the same request is safe and sensible
        super().__init__(self.code)

    def body(self, emergency: str = "") -> dict[str, Any]:
        """The one error shape of every way in. An emergency's action stands first, here too."""
        message = f"{emergency}\n\n{self.public_message}" if emergency else self.public_message
        return {"error": {"code": self.code, "message": message}}

    def headers(self) -> dict[str, str]:
        return {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}


class InternalError(AssistantError):
    """A defect. The caller sees the generic sentence, the operator finds the type in the log."""


class InvalidRequest(AssistantError):
    """The caller sent something that no retry will cure."""

    status, code = 400, "invalid_request"
    public_message = "La solicitud no es válida."


class PayloadTooLarge(AssistantError):
    status, code = 413, "payload_too_large"
    public_message = "El mensaje es demasiado largo. Envíelo en partes más cortas."


class NoSuchPath(AssistantError):
    status, code = 404, "no_such_path"
    public_message = "Esa dirección no existe."


class MethodNotAllowed(AssistantError):
    status, code = 405, "method_not_allowed"
    public_message = "Ese método no se admite aquí."


class Unauthenticated(AssistantError):
    """No verified caller. Text in a message never names one."""

    status, code = 401, "unauthenticated"
    public_message = "Debe iniciar sesión para usar el asistente."


class Forbidden(AssistantError):
    """What this caller may never do, whatever it is about: the answer tells nothing of anybody's data."""

    status, code = 403, "forbidden"
    public_message = "Su cuenta no tiene acceso a conversaciones. Pida a su institución que la revise."


class NotFound(AssistantError):
    """Absent, or present but not the caller's: one answer for both, so that nothing can be probed."""

    status, code = 404, "not_found"
    public_message = "No se encontró lo solicitado."


class Conflict(AssistantError):
    """Another request holds or has changed the session; the same request may be sent again."""

    status, code = 409, "conflict"
    public_message = "La sesión está atendiendo otro mensaje. Reintente en unos segundos."

    def __init__(self, public_message: str | None = None, *, retry_after: int | None = 1) -> None:
        super().__init__(public_message, retry_after=retry_after)


class MessageIdReused(AssistantError):
    """A `messageId` came back with another text: answering either would be a lie. No retry cures it."""

    status, code = 409, "message_id_reused"
    public_message = "Ese messageId ya se usó con otro mensaje. Use uno nuevo."


class NotesInTheWay(AssistantError):
    """Other tools' notes stand where this session's would go, and are not known to be this patient's."""

    status, code = 409, "notes_in_the_way"
    public_message = "Ya existen otras notas con ese identificador de sesión. Use una sesión nueva."


class StoreUnavailable(AssistantError):
    """The notes cannot be read or written now. Never answered as an empty history."""

    status, code = 503, "notes_unavailable"
    public_message = "Las notas no están disponibles ahora. Nada se perdió; reintente en unos segundos."

    def __init__(self, public_message: str | None = None, *, retry_after: int | None = 5) -> None:
        super().__init__(public_message, retry_after=retry_after)


class AuditUnavailable(StoreUnavailable):
    """AUDIT_REQUIRED is set and the audit trail cannot be written: nothing was done, nothing is shown."""

    code = "audit_unavailable"
    public_message = (
        "No se puede dejar constancia de la consulta ahora. Nada cambió; reintente en unos segundos."
    )


class NotesUnreadable(AssistantError):
    """Stored notes exist but make no sense (corrupt, or a message is missing). An operator must look."""

    status, code = 500, "notes_unreadable"
    public_message = "Las notas de esta sesión no se pueden leer. No se modificó nada; avise a soporte."


class ModelUnavailable(AssistantError):
    """The model failed or timed out. The message is kept; a retry with the same messageId continues it."""

    status, code = 502, "model_unavailable"
    public_message = "El modelo no respondió. Su mensaje quedó guardado; reintente en unos segundos."

    def __init__(self, public_message: str | None = None, *, retry_after: int | None = 5) -> None:
        super().__init__(public_message, retry_after=retry_after)


class SettingsError(Exception):
    """Wrong or missing settings, all at once. Seen by the operator at start, never by a caller.

    `problems` holds one English sentence per setting; a sentence names the variable, never its value.
    """

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(["The settings are wrong:", *(f"  - {problem}" for problem in problems)]))
