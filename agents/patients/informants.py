"""Whose document it may be: who is called, who reports or comes along, who speaks for a relative."""

from agents.patients.name_words import is_known
from agents.patients.normal import PARTICLES
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import (
    CALLING,
    CHILDREN,
    COMING,
    FOR_WHOM,
    PRESENTING,
    RELATIVES,
    REPORTING,
)
from agents.patients.words.phrases import ARTICLES, BE, ILLNESS, MY, SELF, WARDS

_AROUND = 40
_UNDER = frozenset("beneficiario beneficiaria cargo cuidado".split())
_SUFFERING = frozenset("tiene esta se sigue amanecio anda".split())


def may_be_informant(message: Message, at: int, place: int) -> bool:
    """Whether the word at a place makes who is named next somebody beside the patient: `avisar a Luis Soto`,
    `refiere Luis Soto`, `llega con Luis Soto`, `recibe turno Luis Soto`, `beneficiario de Luis Soto`.
    """
    low, name = message.low(at), at + 1
    if low == "turno" and message.low(at - 1).startswith(("recib", "entreg")):
        return is_known(message[name])
    if low in REPORTING and is_known(message[name]):
        return True
    if low in SELF | PRESENTING:
        return is_known(message[name]) and speaks_for_relative(message, place)
    while name < at + 4 and message.low(name) in ARTICLES | {"con"}:
        name += 1
    links = {message.low(each) for each in range(at + 1, name)}
    if not is_known(message[name]):
        return False
    if low in _UNDER:
        return bool(links & PARTICLES)
    return bool(
        ((CALLING.match(low) or low == "junto") and links & {"a", "al"}) or (low in COMING and "con" in links)
    )


def speaks_for_relative(message: Message, place: int) -> bool:
    """`la cita es para mi mamá`, `escribo por mi mamá`, `mi hijo tiene fiebre`: who is not the patient."""
    return any(
        message.low(at) in MY
        and message.low(at + 1) in RELATIVES | CHILDREN
        and (_is_for(message, at) or _is_ill(message, at + 2))
        for at in range(max(0, place - _AROUND), min(len(message), place + _AROUND))
    )


def _is_for(message: Message, at: int) -> bool:
    if message.low(at - 1) == "de":
        return message.low(at - 2) in FOR_WHOM
    linked = message.low(at - 1) in ("para", "por", "pela", "pelo")
    return linked and any(message.low(near) in FOR_WHOM | BE for near in range(at - 4, at - 1))


def _is_ill(message: Message, verb: int) -> bool:
    suffers = message.low(verb) in _SUFFERING
    return suffers and any(message.low(at) in ILLNESS | WARDS for at in range(verb + 1, verb + 4))


def is_object_of_another(message: Message, at: int) -> bool:
    """`quien cuida a la paciente es Ana Ruiz`, `la señora que acompaña al paciente, Ana Ruiz`."""
    if message.low(at + 1) not in BE | {","}:
        return False
    verb = at - 1
    while message.low(verb) in ARTICLES:
        verb -= 1
    if not {"a", "al"} & {message.low(each) for each in range(verb + 1, at)}:
        return False
    return message[verb].kind is Kind.WORD and message.low(verb - 1) in ("quien", "que")
