"""Who the patient is not, by what follows: `la 456 no es`, `la cédula 456 es falsa`, `456 por error`."""

from agents.patients.claims import Claim
from agents.patients.tokens import Kind, Message
from agents.patients.words.denying import (
    BELONGING,
    FORGED,
    MISTAKES,
    NOT,
    NOT_BE,
    RIGHT,
    TYPED_WRONG,
    WRITTEN,
    WRONG,
)
from agents.patients.words.people import CHILDREN, PATIENT_WORDS, RELATIVES
from agents.patients.words.phrases import ARTICLES, BE, HIS, MY, PRONOUNS, THIS

_REACH = 14
_CLAUSE = 8
_SOMEBODY_ELSE = frozenset("otro otra outro outra someone another".split())
_STANDING = BE | frozenset("esta estaba estan ta ficou".split())
_SEEMING = _STANDING | frozenset("parece parecia resulto resulta salio sale luce".split())
_TURNED_OUT = frozenset("resulto ser resultaron".split())
_OWNED = frozenset("mio mia suyo suya tuyo tuya dela dele hers his mine".split())
_OF = frozenset("de da do".split())
_PAUSES = frozenset(": , - (".split())
_CLOSING = {",": ",", "(": ")", "-": "-", "[": "]"}


def negation_at(message: Message, place: int) -> int:
    """How many tokens say `no es`, `isn't` or `is not` at a place."""
    low, after = message.low(place), message.low(place + 1)
    if low in NOT_BE:
        return 1
    return 2 if (low in NOT and after in BE) or (low in BE and after == "not") else 0


def is_denied_after(message: Message, claim: Claim) -> bool:
    """`la 456 no es`, `no es la paciente`, `la 456 está mal`, `456 por error`; not `no es alérgica`."""
    last = _past_clause(message, claim.last + _closes_apposition(message, claim))
    if message.low(last) in _PAUSES and negation_at(message, last + 1):
        after = last + 1 + negation_at(message, last + 1)
        alone = message.low(last) == ":" and message[after].kind is Kind.MARK
        return alone or (message.low(after) in PRONOUNS - ARTICLES and message[after + 1].kind is Kind.MARK)
    negation = negation_at(message, last)
    if negation:
        place = _past(message, last + negation, ARTICLES | MY | THIS)
        low, before = message.low(place), message.low(place - 1)
        meant = low in PATIENT_WORDS | PRONOUNS | RIGHT or (low in ("que", "quien") and before in ARTICLES)
        return meant or message[place].kind is Kind.MARK
    if message.low(last) in NOT:
        after = last + 1 + (message.low(last + 1) in ("le", "me", "les", "lhe"))
        return message[last + 1].kind is Kind.MARK or message.low(after) in BELONGING
    labelled = claim.kind != "name" and claim.lead < claim.first
    if labelled and message.low(claim.lead) not in PATIENT_WORDS and _is_forged(message, last):
        return True
    wrong = message.low(_past(message, last + (message.low(last) in _STANDING), ARTICLES))
    if wrong in WRONG and (message.low(last) in _STANDING or message.low(last + 1) not in ARTICLES):
        return wrong not in TYPED_WRONG or _is_document(message, claim)
    linked = _past(message, last, BE | BELONGING | _TURNED_OUT)
    place = _past(message, linked, {"de", "a", "para", "to", "for"})
    if place > last and message.low(place) in _SOMEBODY_ELSE:
        return True
    if _is_disowned(message, last):
        return True
    place = _past(message, last, _STANDING)
    place += bool(WRITTEN.match(message.low(place)))
    return message.low(place) in ("por", "by", "x") and message.low(place + 1) in MISTAKES


def _closes_apposition(message: Message, claim: Claim) -> bool:
    """The second mark of `esa cédula, 45.112.908, no es ...`, `ese DNI (456) no es ...`."""
    at = claim.first - 1
    while at > claim.lead and message.low(at) in ARTICLES:
        at -= 1
    closed = at > claim.lead and message.low(claim.last) == _CLOSING.get(message.low(at))
    return closed and message.low(claim.last + 1) in NOT | NOT_BE | _STANDING | BELONGING


def _past_clause(message: Message, place: int) -> int:
    """Behind `..., la que abriste, ...`; the place itself where no such clause stands."""
    if message.low(place) != "," or message.low(place + 1) not in ARTICLES | {"que"}:
        return place
    if "que" not in (message.low(place + 1), message.low(place + 2)):
        return place
    end = next((at for at in range(place + 2, place + _CLAUSE) if message[at].kind is Kind.MARK), place)
    return end + 1 if message.low(end) == "," and end > place else place


def _is_forged(message: Message, last: int) -> bool:
    """`el DNI 456 que presenta es falso`, `la cédula 456 parece prestada`, `... que usa es de otro`."""
    first = at = _past(message, last, frozenset({",", "pero"}))
    while message.low(first) == "que" and at < first + _REACH and message.low(at) not in _SEEMING | NOT:
        if message[at].ends:
            return False
        at += 1
    if message.low(at) in NOT:
        return message.low(_past(message, at + 1, frozenset({"le", "les"}))) in BELONGING
    if message.low(at) not in _SEEMING:
        return False
    place = _past(message, at + 1, ARTICLES | _SEEMING | MY | HIS | _OF)
    if _OF & {message.low(place - 1), message.low(place - 2)}:
        mine = message.low(place - 1) in MY
        return message.low(place) in _SOMEBODY_ELSE | (RELATIVES - CHILDREN if mine else RELATIVES)
    ends = message[place + 1].kind is Kind.MARK or message.low(place + 1) in ("y", "pero", "segun", "porque")
    return ends and message.low(place) in (WRONG | FORGED) - TYPED_WRONG


def _is_disowned(message: Message, last: int) -> bool:
    """`la HC 456, pero él dice que no es suya`."""
    at = last
    while at < last + _REACH and not message[at].ends:
        if message.low(at) in NOT and message.low(at + 1) in BE and message.low(at + 2) in _OWNED:
            return message[at + 3].kind is Kind.MARK
        at += 1
    return False


def _is_document(message: Message, claim: Claim) -> bool:
    """A number can be wrong; a patient who `está mal` is unwell."""
    return claim.kind not in ("name", "id") and message.low(claim.lead) not in PATIENT_WORDS


def _past(message: Message, place: int, words: frozenset[str] | set[str]) -> int:
    end = place + _REACH
    while place < end and message.low(place) in words:
        place += 1
    return place
