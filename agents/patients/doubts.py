"""Doubts about a claim: who it is is asked, the caller is unsure."""

from agents.patients.claims import FILLERS, Claim, sentence_of
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import BELONGING, NOT
from agents.patients.words.phrases import BE, NAMING, RECORDS
from agents.patients.words.supposing import (
    ASKED,
    ASKED_VERBS,
    ASKING_WHY,
    FITTING,
    LACKING,
    OF_IDENTIFIERS,
    PAPERS,
    SHOWN,
    TELLING,
    TRUTH,
    UNSURE,
    WHO,
)

_OF_FORMATS = {("que", "formato"), ("cuantos", "digitos"), ("como", "valido"), ("como", "valida")}
_BUT = frozenset(", pero mas aunque y sin embargo en realidad verdad".split())
_REACH = 8
_OR_WHO = WHO | frozenset("o no otro otra la el".split())
_OF = frozenset("de del da do".split())
_PLACES = frozenset("cuarto habitacion cama sala pieza estrecho directo".split())


def is_asked(message: Message, claim: Claim) -> bool:
    """`¿es el paciente 123?`, `¿seguimos con Ana Ruiz?`, `¿por qué abriste la 123?`: asked who it is."""
    first, last = sentence_of(message, claim)
    before = [message.low(place) for place in range(first, claim.lead)]
    if set(before) & ASKING_WHY and _is_taken_up(message, claim):
        return True
    if message.low(last) != "?":
        return False
    if set(before[:3]) & WHO and set(before) <= WHO | ASKED:
        return message.low(claim.last) == "?"
    behind = {message.low(place) for place in range(claim.last, last)} - _OR_WHO
    inside = any(message.low(place) in BE | NAMING for place in range(claim.lead, claim.first))
    return not behind and (bool(set(before) & (ASKED_VERBS | BE | NAMING)) or inside) and set(before) <= ASKED


def _is_taken_up(message: Message, claim: Claim) -> bool:
    """`abriste la 456`, `me muestras a Ana Ruiz`; not `le suspendiste la dieta a la 456`."""
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in FILLERS | RECORDS | {"a", "al"}:
        place -= 1
    return message.low(place).endswith(("aste", "iste")) or message.low(place) in SHOWN


def is_unsure(message: Message, claim: Claim) -> bool:
    """`dice "paciente 456"`, `la cédula es 456, no estoy segura`."""
    if message.low(claim.lead - 1) == '"' and message.low(claim.first - 1) != '"':
        return True
    if message.low(claim.last) in ("creo", "acho", "supongo"):
        return True
    if _is_told_by_paper(message, claim) or _is_true_asked(message, claim.last):
        return True
    if _is_of_another(message, claim):
        return True
    first, last = sentence_of(message, claim)
    if any(message.low(at) in OF_IDENTIFIERS for at in (*range(first, claim.lead), *range(claim.last, last))):
        return True
    pairs = {(message.low(at - 1), message.low(at)) for at in range(first, claim.lead)}
    if pairs & _OF_FORMATS:
        return True
    if message.low(last) == "?" and {"valido", "valida"} & {message.low(last - 1), message.low(last - 2)}:
        return True
    return any(
        message.low(at) in NOT and (UNSURE | LACKING) & {message.low(at + 1), message.low(at + 2)}
        for at in range(claim.last, last)
    )


def _is_told_by_paper(message: Message, claim: Claim) -> bool:
    """`la nota dice: paciente 456`, `el carnet dice DNI 456 pero la foto no coincide`."""
    place = claim.lead - 1
    while place > claim.lead - 4 and message.low(place) in FILLERS | {'"', "que"}:
        place -= 1
    if message.low(place) not in TELLING:
        return False
    _, last = sentence_of(message, claim)
    doubted = any(message.low(at) in NOT and message.low(at + 1) in FITTING for at in range(claim.last, last))
    doubted = doubted or any(
        message.low(at - 1) in (",", ".", "\u00bf") and _is_true_asked(message, at)
        for at in range(claim.last, last + 3)
    )
    return doubted or message.low(place - 1) in PAPERS


def _is_true_asked(message: Message, place: int) -> bool:
    """`... paciente 456. ¿Será cierto?`"""
    asked = place
    while asked < place + 8 and (message.low(asked) in TRUTH or message[asked].kind is Kind.MARK):
        if message.low(asked) == "?":
            return any(message.low(at) in TRUTH - BE - {"esta"} for at in range(place, asked))
        asked += 1
    return False


def _is_of_another(message: Message, claim: Claim) -> bool:
    """`a nombre de Ana Ruiz pero es de Eva Ruiz`, `... y no es de ella`."""
    place = claim.last
    while place < claim.last + _REACH and message.low(place) in _BUT | NOT:
        place += 1
    turned = any(
        message.low(at) in _BUT - {",", "y"} or message.low(at) in NOT for at in range(claim.last, place)
    )
    if not turned or message.low(claim.lead) != "nombre":
        return False
    owning = message.low(place) in BELONGING or message.low(place) in BE
    return owning and message.low(place + 1) in ("de", "del", "a", "al")
