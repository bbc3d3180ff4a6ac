"""Who the patient is not: `no hablaba de la 456`, `la 456 no es`, `olvida a Ana Ruiz`, `isn't MRN 456`.

A denial beats a name. It reaches a claim through words that only lead to one (articles, `la historia de`,
verbs of meaning, thought and opening); any other word between them (`no tiene fiebre la paciente 456`,
`no le des sal al paciente 456`) ends its reach.
"""

from itertools import product

from agents.patients.claims import Claim
from agents.patients.disowning import is_denied_after
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import (
    BELIEVED,
    BY_MISTAKE,
    DENYING_VERBS,
    DENYING_VERBS_OF,
    DISMISSING,
    FORGETTING,
    FROM_VIEW,
    INSTEAD,
    LEADING,
    MISTAKES,
    NOT,
    NOT_BE,
    NOT_KNOWING,
    RIGHT,
    SELF_DENYING,
    TYPED_WRONG,
    WRITTEN,
    WRONG,
)
from agents.patients.words.people import PATIENT_PLURALS, PATIENT_WORDS, TITLES
from agents.patients.words.phrases import (
    ARTICLES,
    BE,
    MY,
    NUMBERED_RECORDS,
    RECORD_WORDS,
    RECORDS,
    THIS,
    TURNING,
)

_REACH = 14
_MISTAKEN = frozenset("equivoque confundi errei".split())
_STOPPING = frozenset("deja deje dejen dejemos dejar dejo deixou pare".split())
_LEADS = (
    ARTICLES
    | PATIENT_WORDS
    | PATIENT_PLURALS
    | TITLES
    | DENYING_VERBS
    | LEADING
    | RECORDS
    | RECORD_WORDS
    | MY
    | {'"'}
) - {":"}
_MISTAKENLY = frozenset({("sin", "querer"), *product(("por", "by", "x"), MISTAKES)})


def is_denied(message: Message, claim: Claim) -> bool:
    """Whether what stands around a claim says that it is not the patient."""
    if claim.denied or _is_dismissed(message, claim) or _is_replaced(message, claim.lead):
        return True
    if _is_mistaken_before(message, claim.lead) and not _is_put_right(message, claim):
        return True
    return _is_denied_before(message, claim) or is_denied_after(message, claim)


def denies_this_one(message: Message) -> bool:
    """`ese no es el paciente`, `paciente equivocado`, `me equivoqué de paciente`: nobody is named instead."""
    return any(
        message.low(place) in PATIENT_WORDS and (_is_wrong(message, place) or _is_not_this(message, place))
        for place in range(len(message))
    )


def _means(message: Message, place: int) -> bool:
    """Whether the word at a place is a verb of meaning, thought or opening, not said of a third person."""
    low = message.low(place)
    if message[place].kind is not Kind.WORD or _is_said_of_a_third(message, place):
        return False
    return low in DENYING_VERBS or bool(DENYING_VERBS_OF.match(low))


def _is_said_of_a_third(message: Message, place: int) -> bool:
    """`no habló la paciente`; not `nadie habló de la paciente`."""
    return message.last_letter(place) == "ó" and message.low(place + 1) not in LEADING | {"a", "al", "del"}


def _is_denied_before(message: Message, claim: Claim) -> bool:
    lead = claim.lead
    place, meant = lead - 1, False
    is_said = any(message.low(at) in BE for at in range(lead, claim.first))
    while place > lead - _REACH and _leads(message, place, is_said):
        meant = meant or _means(message, place) or message.low(place - 1) in ("don't", "dont")
        is_said = is_said or meant
        place -= 1
    low, after = message.low(place), message.low(place + 1)
    if low in FORGETTING | NOT_BE or (low, after) == ("que", "ver") or (low in _STOPPING and after == "de"):
        return True
    if is_said and low in BELIEVED and message.low(place + 1) == "que":
        return message.low(place - 1) not in NOT
    if low == "parecia" and _back(message, lead - 1, ARTICLES) == place:
        return True
    if low == "antes" and after in BE:
        return True
    if low in SELF_DENYING:
        return after != "entre" and (meant or after in ARTICLES)
    if not _is_negation(message, place):
        return False
    if place == lead - 1:
        return low in ("not", "ni", "nem") or (
            message.low(place - 1) == "," and message.low(place - 2) not in NOT
        )
    return meant or any(message.low(at) in ARTICLES for at in range(place + 1, lead))


def _is_negation(message: Message, place: int) -> bool:
    """`no`, `nunca`, `nadie`, `en ningún momento`."""
    low = message.low(place)
    return low in NOT or (low == "momento" and message.low(place - 1) == "ningun")


def _leads(message: Message, place: int, is_said: bool) -> bool:
    """Whether a denial goes on through the word at a place; `is_said`: `es` stands behind it."""
    low = message.low(place)
    if low in THIS:
        return message.low(place - 1) in BE | NOT
    if low == "que":
        return message.low(place + 1) != "ver" and (
            _means(message, place + 1)
            or message.low(place + 1) in TURNING
            or (message.low(place + 1) == "se" and _means(message, place + 2))
        )
    if low in RIGHT:
        return message.low(place - 1) in BE
    if low in NOT_KNOWING | {"si"}:
        return is_said
    if _is_said_of_a_third(message, place):
        return False
    return low in _LEADS or low in TURNING or _means(message, place)


def _is_dismissed(message: Message, claim: Claim) -> bool:
    """`quita a la paciente 456`, `borra lo del 456`; not `quita la sonda a la paciente 456`."""
    if message.low(claim.lead) in RECORDS - NUMBERED_RECORDS:
        return False  # `cancela la cita de Ana Ruiz`
    place = _back(message, claim.lead - 1, ARTICLES | {"de", "lo", "lado"})
    if message.low(place).startswith("dej") and message.low(place - 1) in ("te", "le", "les"):
        return False  # `te dejo al paciente 456`: handed over
    if not DISMISSING.match(message.low(place)):
        return False
    after = message.low(claim.last)
    from_view = after in ("de", "del", "do", "da") and FROM_VIEW & {
        message.low(at) for at in range(claim.last + 1, claim.last + 4)
    }
    return bool(from_view) or after in ("y", "e") or message[claim.last].kind is Kind.MARK


def _is_replaced(message: Message, lead: int) -> bool:
    """`en vez de la paciente 456`, `confundí con la 456`."""
    place = _back(message, lead - 1, ARTICLES | {"de", "con", "en"})
    low = message.low(place)
    if low in INSTEAD and place < lead - 1:
        return INSTEAD[low] in ("", message.low(place - 1))
    return low == "confundi" and message.low(place + 1) == "con"


def _is_mistaken_before(message: Message, lead: int) -> bool:
    """`por error abrí la HC 456`, `entré sin querer a la 456`, `puse mal la cédula 456`."""
    place, mistaken, opened = lead - 1, False, False
    while place > lead - _REACH:
        low = message.low(place)
        if low in BY_MISTAKE or (message.low(place - 1), low) in _MISTAKENLY:
            mistaken = True
        elif low == "mal" and WRITTEN.match(message.low(place - 1)):
            return True
        elif WRITTEN.match(low):
            opened = True
        elif low not in _LEADS | {"por", "by", "sin"}:
            break
        place -= 1
    return mistaken and opened


def _is_put_right(message: Message, claim: Claim) -> bool:
    """`le di mal la cédula, es la 456`."""
    pauses = (message.low(at) for at in range(claim.lead, claim.first) if message.low(at + 1) in BE)
    return any(low in (",", ":", ".", ";") for low in pauses)


def _back(message: Message, place: int, words: frozenset[str]) -> int:
    end = place - _REACH
    while place > end and message.low(place) in words:
        place -= 1
    return place


def _is_wrong(message: Message, place: int) -> bool:
    if message.low(place + 1) in WRONG - TYPED_WRONG or message.low(place - 1) == "wrong":
        return True
    before = message.low(place - 1), message.low(place - 2)
    other = before[0] in ("otro", "otra") and before[1] in BE and message[place + 1].ends
    return other or any(message.low(at) in _MISTAKEN for at in range(place - 4, place))


def _is_not_this(message: Message, place: int) -> bool:
    at = _back(message, place - 1, ARTICLES | THIS | MY | RIGHT)
    return at < place - 1 and message[place + 1].ends and message.low(at) in BE and message.low(at - 1) in NOT
