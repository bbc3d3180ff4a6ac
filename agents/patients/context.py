"""Judging a claim by what stands around it: denied, corrected, supposed, compared with, left behind."""

from enum import Enum, auto

from agents.patients.beside import is_beside
from agents.patients.claims import FILLERS, Claim, Owner, before_articles, sentence_of
from agents.patients.corrections import is_correcting
from agents.patients.denials import is_denied
from agents.patients.documents import label_at
from agents.patients.doubts import is_unsure
from agents.patients.neighbours import past_replacing
from agents.patients.suppositions import is_supposed
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import WRITTEN
from agents.patients.words.people import PATIENT_WORDS
from agents.patients.words.phrases import ARTICLES, BE, CHANGING, RECORDS
from agents.patients.words.supposing import COMPARING, COMPARISONS, LEAVING, MEASURING, REPLACING_ONE

_REACH = 30
_INTO = frozenset("a al con \u2192".split())
_PAST = frozenset("ya antes ayer anoche antier".split())
_NOW = frozenset("ahora hoy agora hoje now".split())
_NAMED_BY = frozenset("nombre numero nro identificador codigo ese este su mi :".split())
_KNOWN_AS = frozenset("identificado identificada registrado registrada conocido conocida".split())


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
    if is_supposed(message, claim):
        return Verdict.SUPPOSED
    if is_denied(message, claim):
        return Verdict.DENIED
    if _is_compared(message, claim):
        return Verdict.COMPARED
    if claim.doubt or claim.owner is Owner.UNSURE or is_beside(message, claim) or is_unsure(message, claim):
        return Verdict.DOUBTFUL
    if _is_exchanged(message, claim):
        return Verdict.LEFT
    if claim.bare or is_correcting(message, claim.lead):
        return Verdict.CORRECTED
    return Verdict.LEFT if _is_left(message, claim) else Verdict.NAMED


def _is_compared(message: Message, claim: Claim) -> bool:
    """`igual que la 456`, `como el paciente 456`, `compara a la 123 con la paciente 456`."""
    if _is_measured_against(message, claim):
        return True
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in FILLERS | {"between", "que", "al", "a", '"', "'"}:
        place -= 1
    low, before = message.low(place), message[place - 1]
    if low == "como" and not before.ends and before.low not in _KNOWN_AS:
        return all(message.low(at) != "tanto" for at in range(claim.lead - _REACH, place))
    if low == "igual" and message.low(place + 1) not in ("a", "al", "que"):
        return False  # `seguimos igual con la 456`
    if low in COMPARING | COMPARISONS or before.low in COMPARING or (before.low, low) == ("se", "parece"):
        return True
    first, last = sentence_of(message, claim)
    compared = next((at for at in range(first, claim.lead) if message.low(at) in COMPARISONS), None)
    if compared is None:
        return False
    own = message.low(claim.lead - 1) in PATIENT_WORDS  # `..., paciente cédula 456`
    others = (*range(compared, claim.lead - own), *range(claim.last, last))
    return any(_is_named_at(message, at) for at in others)


def _is_named_at(message: Message, at: int) -> bool:
    """`paciente`, `HC 456`, `MRN: 456`; not `su historia previa`."""
    if message.low(at) in PATIENT_WORDS:
        return True
    label = label_at(message, at)
    if label is None or label.document.kind == "other":
        return False
    value = label.last + (message.low(label.last) in (":", "."))
    return message[value].kind in (Kind.NUMBER, Kind.CODE) and len(message.low(value)) > 2


def _is_measured_against(message: Message, claim: Claim) -> bool:
    """`la misma dosis que la paciente 456`, `peor que la 456`; not `es mejor que la 456 repose`."""
    place = before_articles(message, claim.lead)
    if any((message.low(at), message.low(at + 1)) == ("igual", "que") for at in range(place - 5, place)):
        return all(message.low(at) != "," for at in range(place - 5, place + 1))
    if message.low(place) != "que" or message[claim.last].kind is not Kind.MARK:
        return False
    return any(message.low(at) in MEASURING for at in range(place - 4, place))


def _is_exchanged(message: Message, claim: Claim) -> bool:
    """`cambia el DNI 123 por 456`, `corrige la HC 123 a 456`, `el DNI 123 cámbialo por 456`."""
    into = past_replacing(message, claim.last)
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in ARTICLES | _NAMED_BY:
        place -= 1
    if into == claim.last and message.low(place) not in REPLACING_ONE:
        return False
    place = into + 1
    while message.low(place) in ARTICLES | {message.low(claim.lead)}:
        place += 1
    alike = len(message.low(place)) == len(claim.text(message)) and message[place].kind is Kind.NUMBER
    renumbered = (
        alike and message.low(claim.lead) not in PATIENT_WORDS
    )  # not `cambia al paciente 456 a la 305`
    return message.low(into) == "por" or (message.low(into) in _INTO and renumbered)


def _is_left(message: Message, claim: Claim) -> bool:
    """`cambia del paciente 123 a ...`, `ya terminé con la 123, ahora ...`, `ayer vimos a la 123, hoy ...`."""
    near = [message.low(place) for place in range(claim.lead - 6, claim.lead)]
    if _PAST & set(near) and _NOW & {message.low(at) for at in range(claim.last, claim.last + 3)}:
        return True
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in FILLERS | RECORDS - LEAVING:
        place -= 1
    if message.low(place) in LEAVING:
        return True
    put = WRITTEN.match(message.low(place)) or message.low(place) == "dije"
    then = claim.last + 1 if message.low(claim.last) in ("cuando", "pero", "y", ",") else claim.last
    if put and (message.low(place - 1) == "antes" or (then > claim.last and message.low(then) in BE)):
        return True  # `puse 123 cuando era 456`
    if any(low == "donde" for low in near[-3:]):
        return True  # `donde puse paciente 123 debe decir paciente 456`
    if RECORDS & set(near) and message.low(claim.last) in ("a", "al", "para"):
        return False  # `pasa las notas del paciente 123 al paciente 456`
    return (
        near[-1] in ("de", "del", "la")
        and any(low in CHANGING for low in near)
        and "a" not in near
        and "al" not in near
    )
