"""Claims that only a correction makes: `no es 123, es 456`, `me equivoqué, es la 456`, `digo, Ana Ruiz`."""

from agents.patients.claims import Claim
from agents.patients.introduced import value_claim
from agents.patients.tokens import Message
from agents.patients.words.clinic import MEASURED, UNITS
from agents.patients.words.phrases import ARTICLES, BE, CORRECTING, NOT, POLITE

_LINKS = ARTICLES | BE | frozenset(", . : - que de paciente sino ... mejor dicho en decir decirte".split())
_PAUSES = frozenset(", . : ; - !".split())
_REACH = 10
_PRONOUNS = frozenset("ese esa este esta el ella eso esse essa este esta aquel aquella him her that this asi".split())


def claims_at(message: Message, place: int, denied_before: bool) -> list[Claim]:
    """The claim of a correction that starts at a place; `denied_before`: one was denied shortly before."""
    low = message.low(place)
    if low in NOT:
        return _after_no(message, place, denied_before)
    if low in BE or low == "sino":
        if not (denied_before or low == "sino"):
            return []
        return _claim(message, place, place + 1, denied=False)
    if low in CORRECTING:
        return _after_mistake(message, place)
    return []


def is_correcting(message: Message, lead: int) -> bool:
    """Whether what stands before a phrase says that the patient was wrong: `no, es`, `me equivoqué: es`."""
    place = lead - 1
    linked = False
    while place > lead - _REACH and message.low(place) in _LINKS - NOT:
        linked = linked or message.low(place) in BE | ARTICLES
        place -= 1
    low = message.low(place)
    if low in NOT:
        return message.low(place + 1) in _PAUSES and lead - place > 1
    return low in CORRECTING and (low not in POLITE or linked)


def denies_pronoun(message: Message, place: int) -> bool:
    """`no es ese`, `no era ella`: somebody is denied who is not named."""
    return message.low(place) in NOT and message.low(place + 1) in BE and message.low(place + 2) in _PRONOUNS


def _after_no(message: Message, place: int, denied_before: bool) -> list[Claim]:
    after = place + 1
    paused = message.low(after) in _PAUSES
    after += paused
    linked = message.low(after) in BE
    after += linked
    article = message.low(after) in ARTICLES
    after += article
    if linked or (paused and (article or denied_before)):
        return _claim(message, place, after, denied=not paused)
    return []


def _after_mistake(message: Message, place: int) -> list[Claim]:
    after = place + 1
    linked = False
    while after < place + _REACH and message.low(after) in _LINKS:
        linked = linked or message.low(after) in BE | ARTICLES
        after += 1
    polite = message.low(place) in POLITE
    return _claim(message, place, after, denied=False) if linked or not polite else []


def _claim(message: Message, lead: int, place: int, denied: bool) -> list[Claim]:
    while message.low(place) in ARTICLES:
        place += 1
    claim = value_claim(message, lead, place, least=3)
    if claim is None or (claim.kind == "id" and _is_about_measures(message, lead, claim.last)):
        return []
    return [claim._replace(denied=denied)]


def _is_about_measures(message: Message, first: int, last: int) -> bool:
    """`la glucosa no es 120, es 140`."""
    near = {message.low(at) for at in range(max(0, first - _REACH), min(len(message), last + _REACH))}
    return bool(near & (MEASURED | (UNITS - {"a", "x", "e", "es"})))
