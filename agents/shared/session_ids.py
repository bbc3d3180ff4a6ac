"""Session ids: what a client may choose, and the form in which they travel to AWS. Pure.

AWS takes 33 to 256 characters; a client may choose from 1. A shorter id travels as `<id>_pad_000...`: every
entrance takes the padding off again (`from_aws`), and refuses that form from clients (`refuse_reserved`), so
that no two sessions ever meet in one.
"""

import hashlib
import re
import uuid
from typing import Final

from agents.errors import InvalidRequest

SESSION_ID: Final = r"[A-Za-z0-9][A-Za-z0-9_-]{0,255}"
SHORTEST_IN_AWS: Final = 33

_MARK: Final = "_pad_"
_VALID: Final = re.compile(SESSION_ID)
_PADDED: Final = re.compile(rf"(?P<id>{SESSION_ID}){_MARK}0+")


def validate(session_id: str) -> str:
    """The id as it is. Raises InvalidRequest, without repeating it."""
    if not _VALID.fullmatch(session_id):
        raise InvalidRequest(
            "El identificador de sesión no es válido: use de 1 a 256 letras sin tilde, dígitos o guiones"
            " (- y _), empezando por una letra o un dígito."
        )
    return session_id


def to_aws(session_id: str) -> str:
    """The id as it travels: from 33 characters on unchanged, shorter ones in the reserved form."""
    validate(session_id)
    if len(session_id) >= SHORTEST_IN_AWS:
        return session_id
    fill = max(1, SHORTEST_IN_AWS - len(session_id) - len(_MARK))
    return session_id + _MARK + "0" * fill


def from_aws(session_id: str) -> str:
    """The id that the client chose. What is not in the reserved form passes unchanged, valid or not."""
    padded = _PADDED.fullmatch(session_id)
    if padded and len(padded["id"]) < SHORTEST_IN_AWS and to_aws(padded["id"]) == session_id:
        return padded["id"]
    return session_id


def refuse_reserved(session_id: str) -> str:
    """The id as it is. Raises InvalidRequest for the reserved form: it would be another id's session."""
    if from_aws(session_id) != session_id:
        raise InvalidRequest("Ese identificador de sesión está reservado. Elija otro.")
    return session_id


def new_session_id() -> str:
    return f"agentcore_session_{uuid.uuid4().hex}"


def derived_session_id(owner: str, message_id: str) -> str:
    """For a message without a session: its retry, from the same owner, finds the session of the first try.

    It looks like a new id, and is no secret: what protects a session is its owner.
    """
    text = f"{owner}\0{message_id}".encode("utf-8", "surrogatepass")
    return f"agentcore_session_{hashlib.sha256(text).hexdigest()[:32]}"
