"""National forms of a document that are known without its name: `V-12.345.678`, a CURP, `390.533.447-05`.

Only the written form counts, never a checksum. Forms that are also written for other things (`8-765-4321`,
`12345678`) are not among them.
"""

import re
from typing import NamedTuple

from agents.patients.tokens import Kind, Message


class Form(NamedTuple):
    """A kind of document, and the country that the words for it would tell too."""

    kind: str
    country: str | None = None


_FORMS: tuple[tuple[Form, re.Pattern[str]], ...] = (
    # Venezuela
    (Form("cedula"), re.compile(r"[ve][-. ]{0,2}\d{1,2}\.\d{3}\.\d{3}|[ve](?:-|\.-)\d{6,8}|[ve]\d{7,8}")),
    # Nicaragua, Dominican Republic
    (Form("cedula"), re.compile(r"\d{3}-\d{6}-\d{4}[a-z]|\d{3}-\d{7}-\d")),
    (Form("curp", "MX"), re.compile(r"[a-z]{4}\d{6}[hmx][a-z]{5}[a-z0-9]\d")),
    (Form("cpf", "BR"), re.compile(r"\d{3}\.\d{3}\.\d{3}-\d\d")),
    # Persons only: companies have numbers from 50 millions on.
    (Form("rut"), re.compile(r"[1-4]\d\.\d{3}\.\d{3}-[\dk]")),
    # Chile or Uruguay
    (Form("id"), re.compile(r"[1-9]\.\d{3}\.\d{3}-\d")),
    (Form("hc"), re.compile(r"exp-\d[\d-]{2,}")),
    # Spain, a foreigner's
    (Form("dni"), re.compile(r"[xyz]-?\d{7}-?[a-z]")),
    # Honduras
    (Form("dni"), re.compile(r"\d{4}-(?:19|20)\d\d-\d{5}")),
)
_MOST_TOKENS = 4
_SHORTEST, _LONGEST = 7, 20


def form_at(message: Message, place: int) -> tuple[Form, int] | None:
    """The form of the tokens from a place on, and the token after them."""
    token = message[place]
    if token.kind is Kind.CODE or (token.kind is Kind.NUMBER and len(token.low) >= _SHORTEST):
        form = _form_of(token.plain)
        return (form, place + 1) if form else None
    if token.low not in ("v", "e"):
        return None
    for last in range(place + _MOST_TOKENS, place + 1, -1):
        form = _form_of(message.written(place, last)) if message[last - 1].kind is Kind.NUMBER else None
        if form:
            return form, last
    return None


def _form_of(written: str) -> Form | None:
    """The form that a whole text has."""
    low = written.lower()
    if not _SHORTEST <= len(low) <= _LONGEST:
        return None
    return next((form for form, pattern in _FORMS if pattern.fullmatch(low)), None)
