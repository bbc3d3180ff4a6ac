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
    TURNING,
)

_REACH = 30
_FORGETTING = frozenset("olvida olvidate olvidemos olvide descarta descartemos".split())
_DENYING = DENYING_VERBS | {"se", "me", "lo", "la", "con"}
_WRONG = frozenset("equivocado equivocada incorrecto incorrecta errado errada".split())
_MISTAKEN = frozenset("equivoque confundi errei".split())
_THIS = frozenset("este ese esta esa mi otro otra correcto correcta mismo misma".split())
_FILLERS = (
    ARTICLES
    | PATIENT_WORDS
    | TITLES
    | frozenset(
        """
    con numero id cedula historia de sobre sesion notas ese este esa esta : del mi
    """.split()
    )
)


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
    if any(message.low(place) in HYPOTHETICAL or _is_test(message, place) for place in range(first, last)):
        return True
    return any(_is_condition(message, place, claim) for place in range(first, claim.first))


def _is_test(message: Message, place: int) -> bool:
    """`prueba: paciente 123`, `un paciente de prueba`; not `la prueba del paciente 123`."""
    around = message.low(place - 1), message.low(place + 1)
    return message.low(place) in ("prueba", "test") and (around[1] == ":" or around[0] in ("de", "una"))


def _is_condition(message: Message, place: int, claim: Claim) -> bool:
    """`si fuera`, not `sí, es`, and not `si es la paciente 456` as people type `sí, es`."""
    token = message[place]
    accented = message.text[slice(*message.folded.span(token.start, token.end))].lower() != "si"
    if token.low not in ("si", "se", "if") or (token.low == "si" and accented):
        return False
    after = [message.low(at) for at in range(place + 1, min(claim.last + 3, place + 12))]
    if message.low(place - 1) in ("pasa", "pasaria", "ocurre", "sucede", "hago", "haria", "harias"):
        return True
    if after[:1] in (["un"], ["una"], ["um"], ["uma"], ["a"]):
        return True
    if after[:1] == ["es"]:
        return not message[claim.last].ends
    near = after[:3] + [message.low(at) for at in range(claim.last, claim.last + 2)]
    if token.low == "se":
        return bool({"fosse", "tivesse"} & set(after))
    return any(low in CONDITIONAL - {"es"} for low in near)


def _is_denied(message: Message, claim: Claim) -> bool:
    if message.low(claim.last) in NOT and (message[claim.last + 1].kind is Kind.MARK):
        return True
    place = claim.lead - 1
    article = False
    while place > claim.lead - 8 and message.low(place) in _FILLERS:
        article = article or message.low(place) in ARTICLES
        place -= 1
    if message.low(place) in _FORGETTING:
        return True
    if article and message.low(place) in TURNING:
        place -= 1  # `no quiero ver a la paciente ...`
    verb = message.low(place) in DENYING_VERBS
    while verb and place > claim.lead - 12 and message.low(place) in _DENYING:
        place -= 1
    return message.low(place) in NOT and (verb or article or message.low(place) == "not")


def _is_compared(message: Message, claim: Claim) -> bool:
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in _FILLERS | {"que", "al", "a", '"', "'"}:
        place -= 1
    low = message.low(place)
    as_before = (
        low == "como"
        and not message[place - 1].ends
        and message.low(place - 1)
        not in (
            "identificado",
            "identificada",
            "registrado",
            "registrada",
            "conocido",
        )
    )
    return as_before or low in COMPARING or message.low(place - 1) in COMPARING


def _is_left(message: Message, claim: Claim) -> bool:
    """`cambia del paciente 123 a ...`, `ya terminé con la 123, ahora ...`."""
    near = [message.low(place) for place in range(claim.lead - 6, claim.lead)]
    if any(low in LEAVING for low in near):
        return True
    return (
        near[-1] in ("de", "del", "la")
        and any(low in CHANGING for low in near)
        and "a" not in near
        and "al" not in near
    )


def denies_this_one(message: Message) -> bool:
    """`ese no es el paciente`, `paciente equivocado`, `me equivoqué de paciente`: nobody is named instead."""
    return any(
        message.low(place) in PATIENT_WORDS and (_is_wrong(message, place) or _is_not_this(message, place))
        for place in range(len(message))
    )


def _is_wrong(message: Message, place: int) -> bool:
    if message.low(place + 1) in _WRONG:
        return True
    other = (
        message.low(place - 1) in ("otro", "otra")
        and message.low(place - 2) in BE
        and message[place + 1].ends
    )
    return other or any(message.low(at) in _MISTAKEN for at in range(place - 4, place))


def _is_not_this(message: Message, place: int) -> bool:
    at = place - 1
    while message.low(at) in ARTICLES | _THIS:
        at -= 1
    return at < place - 1 and message[place + 1].ends and message.low(at) in BE and message.low(at - 1) in NOT
