"""A request is checked: its payload, the text in it, the session it belongs to. Pure but for new ids."""

import re
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from agents.contract import Invocation
from agents.errors import InvalidRequest, PayloadTooLarge
from agents.identity import Caller
from agents.shared import session_ids

_ESCAPED = re.compile(r"\\(?:u([0-9a-fA-F]{4})|[nrt])")
_PROBLEMS = {
    "missing": "falta",
    "string_type": "debe ser texto",
    "bool_type": "debe ser true o false",
    "list_type": "debe ser una lista de bloques de texto",
    "too_short": "está vacío",
    "string_too_short": "está vacío",
    "too_long": "es demasiado largo",
    "string_too_long": "es demasiado largo",
    "extra_forbidden": "no se admite (solo bloques de texto)",
}


def invocation(payload: object, longest: int) -> Invocation:
    """The payload, checked. Raises InvalidRequest that names the fields and never repeats a value."""
    if not isinstance(payload, dict):
        raise InvalidRequest('La solicitud debe ser un objeto JSON, por ejemplo {"prompt": "Hola"}.')
    try:
        checked = Invocation.model_validate(payload)
    except ValidationError as error:
        problems = (
            _problem(item["type"], item["loc"], item["msg"]) for item in error.errors(include_url=False)
        )
        raise InvalidRequest(f"La solicitud no es válida: {_once(problems)}.") from None
    if len(checked.text) > longest:
        raise PayloadTooLarge
    return checked


def any_text(payload: object) -> str:
    """Whatever text a payload may hold, for the red-flag screen: an emergency needs no valid form."""
    texts: list[str] = []
    pending: list[object] = [payload]
    while pending:  # a loop, since a payload may be nested deeper than Python recurses
        value = pending.pop()
        if isinstance(value, str):
            texts.append(value)
        elif isinstance(value, dict):
            pending += [value.get(name) for name in ("text", "content", "message", "prompt")]
        elif isinstance(value, list):
            pending += reversed(value)
    return "\n".join(texts)


def raw_text(body: bytes | str) -> str:
    """What a body says that is no JSON, or not all of it. Most write ó as `\\u00f3`, lines end in `\\n`."""
    text = body.decode("utf-8", "replace") if isinstance(body, bytes) else body
    return _ESCAPED.sub(lambda escape: chr(int(escape[1], 16)) if escape[1] else " ", text)


def session_id(header: str | None, checked: Invocation, caller: Caller) -> str:
    """Which session: header, payload, or a new one. Both may be given if they agree."""
    chosen = session_ids.refuse_reserved(checked.session_id) if checked.session_id is not None else None
    travelled = session_ids.from_aws(header) if header else None
    if chosen is not None and travelled is not None and chosen != travelled:
        raise InvalidRequest("El identificador de sesión del encabezado y el del mensaje no coinciden.")
    given = travelled if travelled is not None else chosen
    if given is not None:
        return session_ids.validate(given)
    if checked.message_id is not None:
        return session_ids.derived_session_id(caller.id, checked.message_id)
    return session_ids.new_session_id()


def _problem(kind: str, location: tuple[Any, ...], message: str) -> str:
    if kind == "value_error":
        return message.removeprefix("Value error, ")
    ours = location[:-1] if kind == "extra_forbidden" else location  # a key that is not ours is the caller's
    name = ".".join(str(part) for part in ours) or "solicitud"
    return f"{name} {_PROBLEMS.get(kind, 'no es válido')}"


def _once(problems: Iterable[str]) -> str:
    return "; ".join(dict.fromkeys(problems))
