"""Judging a claim by what stands around it: denied, corrected, supposed, compared with, left behind."""

from enum import Enum, auto

from agents.patients.claims import Claim, Owner, before_articles
from agents.patients.corrections import is_correcting
from agents.patients.denials import is_denied
from agents.patients.names import is_capitalised
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import CORRECTING, NOT
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.people import PATIENT_PLURALS, PATIENT_WORDS, TITLES
from agents.patients.words.phrases import ARTICLES, BE, CHANGING, MY, NAMING, RECORDS
from agents.patients.words.supposing import (
    ASKED,
    ASKED_VERBS,
    ASKING_WHY,
    BESIDE,
    CITING,
    COMPARING,
    COMPARISONS,
    CONDITIONAL,
    FICTION,
    HYPOTHETICAL,
    HYPOTHETICAL_AFTER,
    ILLUSTRATING,
    LEAVING,
    MEASURING,
    QUOTING,
    SHOULD,
    SHOWN,
    SUBJUNCTIVE_ENDINGS,
    SUPPOSING_TOGETHER,
    TEACHING,
    TESTING,
    UNSURE,
    WHO,
)
from agents.patients.words.surnames import SURNAMES

_REACH = 30
_FILLERS = (
    ARTICLES
    | PATIENT_WORDS
    | PATIENT_PLURALS
    | TITLES
    | frozenset(
        """
    con numero id cedula historia de sobre sesion notas ese este esa esta : del mi entre
    """.split()
    )
)
_PLACES = frozenset("cuarto habitacion cama sala pieza estrecho directo".split())
_PORTUGUESE_IF = frozenset("o a os as um uma ele ela esse essa for fosse tiver tivesse vier houver".split())
_TAUGHT = frozenset("de el la un una para del".split())
_ASKING_IF = frozenset("pasa pasaria ocurre sucede hago haria harias".split())
# Words that end as a subjunctive does, and are none.
_NO_SUBJUNCTIVES = frozenset(
    "para cara clara rara camara mascara jara vara class base clase fase ase".split()
)
_NOT_KNOWING = frozenset("se sabe sabemos saber seguro segura recuerdo acuerdo confirmar verificar".split())
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
    if _is_supposed(message, claim):
        return Verdict.SUPPOSED
    if is_denied(message, claim):
        return Verdict.DENIED
    if _is_compared(message, claim):
        return Verdict.COMPARED
    if claim.doubt or claim.owner is Owner.UNSURE or _is_beside(message, claim) or _is_unsure(message, claim):
        return Verdict.DOUBTFUL
    if claim.bare or is_correcting(message, claim.lead):
        return Verdict.CORRECTED
    return Verdict.LEFT if _is_left(message, claim) else Verdict.NAMED


def is_asked(message: Message, claim: Claim) -> bool:
    """`¿es el paciente 123?`, `¿seguimos con Ana Ruiz?`, `¿por qué abriste la 123?`: asked who it is."""
    first, last = _sentence(message, claim)
    before = [message.low(place) for place in range(first, claim.lead)]
    if set(before) & ASKING_WHY and any(low.endswith(("aste", "iste")) or low in SHOWN for low in before):
        return True
    if message.low(last) != "?":
        return False
    if set(before[:3]) & WHO and set(before) <= WHO | ASKED:
        return message.low(claim.last) == "?"
    behind = {message.low(place) for place in range(claim.last, last)}
    inside = any(message.low(place) in BE | NAMING for place in range(claim.lead, claim.first))
    return not behind and (bool(set(before) & (ASKED_VERBS | BE | NAMING)) or inside) and set(before) <= ASKED


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
    if any(
        _supposes(message, place, claim.lead) or _is_condition(message, place, claim)
        for place in range(first, claim.lead)
    ):
        return True
    if any(
        message.low(place) in HYPOTHETICAL_AFTER or _is_test(message, place)
        for place in range(claim.last, last)
    ):
        return True
    return (
        _is_example(message, claim.last + 1) or _announces(message, first) or _is_told(message, first, claim)
    )


def _supposes(message: Message, place: int, lead: int) -> bool:
    """`supongamos`, `en caso de que`, `por ejemplo`; not `por supuesto`."""
    low = message.low(place)
    if low in HYPOTHETICAL:
        return (message.low(place - 1), low) != ("por", "supuesto")
    phrases = SUPPOSING_TOGETHER.get(low, ())
    if any(all(message.low(place + 1 + at) == word for at, word in enumerate(words)) for words in phrases):
        # `caso o paciente piore`, not `en este caso a la paciente`.
        return low != "caso" or message[place - 1].ends or place == 0
    return _is_example(message, place) or _is_test(message, place) or _is_cited(message, place, lead)


def _is_cited(message: Message, place: int, lead: int) -> bool:
    """`escribe: paciente 123`, `basta con decir "paciente 123"`: how one would say it."""
    if message.low(place) not in CITING:
        return False
    quoted = {message.low(at) for at in range(place + 1, lead)} <= QUOTING
    meant = any(message.low(at) in CORRECTING | SHOULD for at in range(place - 3, place))
    return quoted and not meant


def _is_example(message: Message, place: int) -> bool:
    """`por ejemplo`, `un ejemplo:`, `el formato es`; not `el formato de alta`."""
    if message.low(place) not in ILLUSTRATING:
        return False
    near = [message.low(place + at) for at in range(1, 5)]
    shown = near[0] in BE | {",", "=", "."} or ":" in near
    return shown or message.low(place - 1) in ("por", "p", "for", "de", "como")


def _is_told(message: Message, first: int, claim: Claim) -> bool:
    """`viñeta: paciente 123`, `pregunta de examen: ...`, `en la película el paciente 123`."""
    taught = message.low(claim.lead - 1) == ":" and (
        message.low(first) in TEACHING
        or any(
            message.low(at - 1) in _TAUGHT and message.low(at) in TEACHING for at in range(first, claim.lead)
        )
    )
    return taught or any(
        message.low(at) in FICTION
        and {message.low(at - 1), message.low(at - 2)} & {"en", "segun", "no", "na", "in"}
        for at in range(first, claim.lead)
    )


def _announces(message: Message, first: int) -> bool:
    """`Caso hipotético. Paciente 100 ...`: a short sentence before that only announces a supposition."""
    place = first - 1
    while place > first - 9 and (place == first - 1 or not message[place].ends) and place >= 0:
        if message.low(place) in HYPOTHETICAL:
            return True
        place -= 1
    return False


def _is_test(message: Message, place: int) -> bool:
    """`prueba: paciente 123`, `un paciente de prueba`; not `la prueba del paciente 123`."""
    around = message.low(place - 1), message.low(place + 1)
    if message.low(place) not in TESTING:
        return False
    first = message[place - 1].ends and around[1] in PATIENT_WORDS
    return first or around[1] == ":" or around[0] in ("de", "una", "esto")


def _is_condition(message: Message, place: int, claim: Claim) -> bool:
    """`si fuera`, not `sí, es`, and not `si es la paciente 456` as people type `sí, es`."""
    token = message[place]
    if token.low not in ("si", "se", "if") or (token.low == "si" and _is_accented(message, place)):
        return False
    if token.low == "se" and message.low(place + 1) not in _PORTUGUESE_IF:
        return False  # `se llama`, `se cayó`
    before = message[place - 1]
    if before.low in _ASKING_IF or (before.low in ("y", "e") and message[place - 2].ends):
        return message.low(place + 1) != ","
    after = [message.low(at) for at in range(place + 1, min(claim.last + 3, place + 12))]
    if after[:1] in (["un"], ["una"], ["um"], ["uma"], ["a"]):
        return token.low != "if"
    if after[:1] == ["es"]:
        return before.low in _NOT_KNOWING or not message[claim.last].ends
    near = [*range(place + 1, min(claim.last + 3, place + 4)), *range(claim.last, claim.last + 3)]
    return any(message.low(at) in CONDITIONAL or _is_subjunctive(message, at) for at in near)


def _is_subjunctive(message: Message, place: int) -> bool:
    low = message.low(place)
    return (
        len(low) > 4
        and not is_capitalised(message, message[place])
        and low.endswith(SUBJUNCTIVE_ENDINGS)
        and low not in _NO_SUBJUNCTIVES | GIVEN_NAMES | SURNAMES
    )


def _is_accented(message: Message, place: int) -> bool:
    token = message[place]
    return message.text[slice(*message.folded.span(token.start, token.end))].lower() != "si"


def _is_compared(message: Message, claim: Claim) -> bool:
    """`igual que la 456`, `como el paciente 456`, `compara a la 123 con la paciente 456`."""
    if _is_measured_against(message, claim):
        return True
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in _FILLERS | {"que", "al", "a", '"', "'"}:
        place -= 1
    low, before = message.low(place), message[place - 1]
    if low == "como" and not before.ends and before.low not in _KNOWN_AS:
        return all(message.low(at) != "tanto" for at in range(claim.lead - _REACH, place))
    if low in COMPARING | COMPARISONS or before.low in COMPARING or (before.low, low) == ("se", "parece"):
        return True
    first, last = _sentence(message, claim)
    compared = next((at for at in range(first, claim.lead) if message.low(at) in COMPARISONS), None)
    if compared is None:
        return False
    others = (*range(compared, claim.lead), *range(claim.last, last))
    return any(message.low(at) in PATIENT_WORDS for at in others)


def _is_unsure(message: Message, claim: Claim) -> bool:
    """`dice "paciente 456"`, `la cédula es 456, no estoy segura`."""
    if message.low(claim.lead - 1) == '"' and message.low(claim.first - 1) != '"':
        return True
    _, last = _sentence(message, claim)
    return any(
        message.low(at) in NOT and UNSURE & {message.low(at + 1), message.low(at + 2)}
        for at in range(claim.last, last)
    )


def _is_beside(message: Message, claim: Claim) -> bool:
    """`comparte cuarto con la paciente 456`, `vecina de cama de la 456`: is it about her?"""
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in (_FILLERS | _PLACES) - {":"}:
        place -= 1
    return message.low(place) in BESIDE and message.low(place - 1) not in MY


def _is_measured_against(message: Message, claim: Claim) -> bool:
    """`la misma dosis que la paciente 456`, `peor que la 456`; not `es mejor que la 456 repose`."""
    place = before_articles(message, claim.lead)
    if any((message.low(at), message.low(at + 1)) == ("igual", "que") for at in range(place - 5, place)):
        return all(message.low(at) != "," for at in range(place - 5, place))
    if message.low(place) != "que" or message[claim.last].kind is not Kind.MARK:
        return False
    return any(message.low(at) in MEASURING for at in range(place - 4, place))


def _is_left(message: Message, claim: Claim) -> bool:
    """`cambia del paciente 123 a ...`, `ya terminé con la 123, ahora ...`."""
    near = [message.low(place) for place in range(claim.lead - 6, claim.lead)]
    place = claim.lead - 1
    while place > claim.lead - 6 and message.low(place) in _FILLERS | RECORDS - LEAVING:
        place -= 1
    if message.low(place) in LEAVING:
        return True
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
