"""Judging a claim by what stands around it: denied, corrected, supposed, compared with, left behind."""

from enum import Enum, auto

from agents.patients.claims import Claim, Owner
from agents.patients.corrections import is_correcting
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import PATIENT_WORDS, TITLES
from agents.patients.words.phrases import (
    ARTICLES,
    BE,
    CHANGING,
    COMPARING,
    CONDITIONAL,
    DENYING_VERBS,
    HYPOTHETICAL,
    LEAVING,
    NOT,
)

_REACH = 30
_FILLERS = ARTICLES | PATIENT_WORDS | TITLES | frozenset("con numero id cedula historia de sobre sesion notas ese este esa esta : del mi".split())


class Verdict(Enum):
    """What a claim amounts to."""

    NAMED = auto()
    CORRECTED = auto()
    DENIED = auto()
    DOUBTFUL = auto()
    LEFT = auto()
    SUPPOSED = auto()
    COMPARED = auto()
    OTHER = auto()


def judge(message: Message, claim: Claim) -> Verdict:
    """The first verdict that fits, from the one that weighs most."""
    if claim.owner is Owner.OTHER:
        return Verdict.OTHER
    if _is_supposed(message, claim):
        return Verdict.SUPPOSED
    if claim.denied or _is_denied(message, claim):
        return Verdict.DENIED
    if _is_compared(message, claim):
        return Verdict.COMPARED
    if claim.doubt or claim.owner is Owner.UNSURE:
        return Verdict.DOUBTFUL
    if claim.bare or is_correcting(message, claim.lead):
        return Verdict.CORRECTED
    return Verdict.LEFT if _is_left(message, claim) else Verdict.NAMED


def is_asked(message: Message, claim: Claim) -> bool:
    """`¿es el paciente 123?`: a question about who it is, and nothing else."""
    place = claim.lead - 1
    while message.low(place) in ARTICLES:
        place -= 1
    if message.low(claim.last) != "?" or message.low(place) not in BE:
        return False
    before = message[place - 1]
    return before.ends or before.low in ("¿", "este", "ese", "esta", "esa")


def _sentence(message: Message, claim: Claim) -> tuple[int, int]:
    first = claim.lead
    while first > max(0, claim.lead - _REACH) and not message[first - 1].ends:
        first -= 1
    last = claim.last
    while last < claim.last + _REACH and not message[last].ends:
        last += 1
    return first, last


def _is_supposed(message: Message, claim: Claim) -> bool:
    first, last = _sentence(message, claim)
    if any(message.low(place) in HYPOTHETICAL for place in range(first, last)):
        return True
    return any(_is_condition(message, place, claim) for place in range(first, claim.first))


def _is_condition(message: Message, place: int, claim: Claim) -> bool:
    """`si fuera`, not `sí, es`, and not `si es la paciente 456` as people type `sí, es`."""
    token = message[place]
    accented = message.text[slice(*message.folded.span(token.start, token.end))].lower() != "si"
    if token.low not in ("si", "se", "if") or (token.low == "si" and accented):
        return False
    after = [message.low(at) for at in range(place + 1, min(claim.last + 3, place + 12))]
    if after[:1] == ["es"]:
        return not message[claim.last].ends
    near = after[:3] + [message.low(at) for at in range(claim.last, claim.last + 2)]
    return any(low in CONDITIONAL - {"es"} for low in near) and token.low != "se" or after[:1] in (["fosse"], ["tivesse"])


def _is_denied(message: Message, claim: Claim) -> bool:
    if message.low(claim.last) in NOT and (message[claim.last + 1].kind is Kind.MARK):
        return True
    place = claim.lead - 1
    article = False
    while place > claim.lead - 8 and message.low(place) in _FILLERS:
        article = article or message.low(place) in ARTICLES
        place -= 1
    verb = message.low(place) in DENYING_VERBS
    while verb and place > claim.lead - 12 and message.low(place) in DENYING_VERBS | {"se", "me", "lo", "la", "con"}:
        place -= 1
    return message.low(place) in NOT and (verb or article)


def _is_compared(message: Message, claim: Claim) -> bool:
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in _FILLERS | {"que", "al", "a"}:
        place -= 1
    low = message.low(place)
    as_before = low == "como" and message.low(place - 1) not in ("identificado", "identificada", "registrado", "registrada", "conocido")
    return as_before or low in COMPARING or message.low(place - 1) in COMPARING


def _is_left(message: Message, claim: Claim) -> bool:
    """`cambia del paciente 123 a ...`, `ya terminé con la 123, ahora ...`."""
    near = [message.low(place) for place in range(claim.lead - 6, claim.lead)]
    if any(low in LEAVING for low in near):
        return True
    return near[-1] in ("de", "del", "la") and any(low in CHANGING for low in near) and "a" not in near and "al" not in near
