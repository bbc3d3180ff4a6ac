"""Who the patient is not: `no hablaba de la 456`, `la 456 no es`, `olvida a Ana Ruiz`, `isn't MRN 456`.

A denial beats a name. It reaches a claim through words that only lead to one (articles, `la historia de`,
verbs of meaning); any other word between them (`no tiene fiebre la paciente 456`) ends its reach.
"""

from agents.patients.claims import Claim
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import DENYING_VERBS, FORGETTING, LEADING, NOT, NOT_BE, RIGHT, WRONG
from agents.patients.words.people import PATIENT_PLURALS, PATIENT_WORDS, TITLES
from agents.patients.words.phrases import ARTICLES, BE, MY, PRONOUNS, RECORD_WORDS, RECORDS, THIS, TURNING

_REACH = 14
_MISTAKEN = frozenset("equivoque confundi errei".split())
_MISTAKES = frozenset("error equivocacion engano erro mistake accident descuido".split())
_BELONGING = frozenset("corresponde pertenece aplica coincide corresponden pertenecen".split())
_STOPPING = frozenset("deja deje dejen dejemos dejar pare".split())
_SOMEBODY_ELSE = frozenset("otro otra outro outra someone another".split())
_WRITTEN = frozenset(
    "entered typed puesto puesta escrito escrita mencionado mencionada abierto abierta".split()
)
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
) - {":"}
_STANDING = BE | frozenset("esta estaba estan ta ficou".split())


def negation_at(message: Message, place: int) -> int:
    """How many tokens say `no es`, `isn't` or `is not` at a place."""
    low, after = message.low(place), message.low(place + 1)
    if low in NOT_BE:
        return 1
    return 2 if (low in NOT and after in BE) or (low in BE and after == "not") else 0


def is_denied(message: Message, claim: Claim) -> bool:
    """Whether what stands around a claim says that it is not the patient."""
    return claim.denied or _is_denied_before(message, claim.lead) or _is_denied_after(message, claim.last)


def denies_this_one(message: Message) -> bool:
    """`ese no es el paciente`, `paciente equivocado`, `me equivoqué de paciente`: nobody is named instead."""
    return any(
        message.low(place) in PATIENT_WORDS and (_is_wrong(message, place) or _is_not_this(message, place))
        for place in range(len(message))
    )


def _is_denied_before(message: Message, lead: int) -> bool:
    place, meant = lead - 1, False
    while place > lead - _REACH and _leads(message, place):
        meant = meant or message.low(place) in DENYING_VERBS or message.low(place - 1) in ("don't", "dont")
        place -= 1
    low = message.low(place)
    after = message.low(place + 1)
    if low in FORGETTING | NOT_BE or (low, after) == ("que", "ver") or (low in _STOPPING and after == "de"):
        return True
    if low not in NOT:
        return False
    if place == lead - 1:
        return low == "not" or (message.low(place - 1) == "," and message.low(place - 2) not in NOT)
    return meant or any(message.low(at) in ARTICLES for at in range(place + 1, lead))


def _leads(message: Message, place: int) -> bool:
    """Whether a denial goes on through the word at a place."""
    low = message.low(place)
    if low in THIS:
        return message.low(place - 1) in BE | NOT
    if low == "que":
        after = message.low(place + 1)
        return after != "ver" and (after in DENYING_VERBS or after in TURNING)
    return low in _LEADS or low in TURNING


def _is_denied_after(message: Message, last: int) -> bool:
    """`la 456 no es`, `no es la paciente`, `la 456 está mal`, `456 por error`; not `no es alérgica`."""
    negation = negation_at(message, last)
    if negation:
        place = _past(message, last + negation, ARTICLES | MY | THIS)
        low, before = message.low(place), message.low(place - 1)
        meant = low in PATIENT_WORDS | PRONOUNS | RIGHT or (low in ("que", "quien") and before in ARTICLES)
        return meant or message[place].kind is Kind.MARK
    if message.low(last) in NOT:
        return message[last + 1].kind is Kind.MARK or message.low(last + 1) in _BELONGING
    if message.low(last) in _STANDING and message.low(_past(message, last + 1, ARTICLES)) in WRONG:
        return True
    if message.low(last) in BE and message.low(last + 1) in _SOMEBODY_ELSE:
        return True
    place = _past(message, last, _STANDING | _WRITTEN)
    return message.low(place) in ("por", "by") and message.low(place + 1) in _MISTAKES


def _past(message: Message, place: int, words: frozenset[str]) -> int:
    end = place + _REACH
    while place < end and message.low(place) in words:
        place += 1
    return place


def _is_wrong(message: Message, place: int) -> bool:
    if message.low(place + 1) in WRONG or message.low(place - 1) == "wrong":
        return True
    before = message.low(place - 1), message.low(place - 2)
    other = before[0] in ("otro", "otra") and before[1] in BE and message[place + 1].ends
    return other or any(message.low(at) in _MISTAKEN for at in range(place - 4, place))


def _is_not_this(message: Message, place: int) -> bool:
    at = place - 1
    while message.low(at) in ARTICLES | THIS | MY | RIGHT:
        at -= 1
    return at < place - 1 and message[place + 1].ends and message.low(at) in BE and message.low(at - 1) in NOT
