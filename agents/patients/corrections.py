"""Claims that only a correction makes: `no es 123, es 456`, `me equivoqué, es la 456`, `digo, Ana Ruiz`."""

from agents.patients.claims import Claim, awaited_claim_at
from agents.patients.tokens import Kind, Message
from agents.patients.words.clinic import MEASURED, UNITS
from agents.patients.words.denying import CORRECTING, NOT, NOT_BE, POLITE, REPLACING, RIGHT_ONE
from agents.patients.words.people import PATIENT_WORDS
from agents.patients.words.phrases import ARTICLES, BE, PRONOUNS

_LINKS = (
    ARTICLES
    | BE
    | PATIENT_WORDS
    | frozenset(
        """
    , . : - que de paciente sino ... mejor dicho en decir decirte
    """.split()
    )
)
_PAUSES = frozenset(", . : ; - !".split())
_REACH = 10


def claims_at(message: Message, place: int, denied_at: int, said: int) -> list[Claim]:
    """The claim of a correction at a place.

    `denied_at` ends a claim denied shortly before, or is negative; `said`: how long the last claim's text is
    if it stands shortly before, else 0.
    """
    claims = _claims_at(message, place, denied_at >= 0, said)
    first = denied_at if denied_at >= 0 else place - _REACH
    return [
        each
        for each in claims
        if each.kind == "name" or not _is_about_measures(message, first, each, denied_at)
    ]


def _claims_at(message: Message, place: int, denied_before: bool, said: int) -> list[Claim]:
    low = message.low(place)
    if denied_before and low in ARTICLES and message.low(place - 1) in _PAUSES:
        right = place + 1 + (message.low(place + 1) in RIGHT_ONE)  # `el bueno es 456`
        right += message.low(right) in BE
        return _claim(message, place, right if right > place + 1 else place, denied=False, said=said)
    if low in NOT | NOT_BE:
        return _after_no(message, place, denied_before, said)
    if low in BE or low == "sino":
        if not (denied_before or low == "sino"):
            return []
        return _claim(message, place, place + 1, denied=False, said=said if denied_before else 0)
    if low in CORRECTING:
        return _after_mistake(message, place, bool(said))
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
    return message.low(place) in NOT and message.low(place + 1) in BE and message.low(place + 2) in PRONOUNS


def _after_no(message: Message, place: int, denied_before: bool, said: int) -> list[Claim]:
    after = place + 1
    paused = message.low(after) in _PAUSES
    after += paused
    linked = message.low(after) in BE or message.low(place) in {"not"} | NOT_BE
    after += message.low(after) in BE
    article = message.low(after) in ARTICLES
    after += article
    again = paused and len(message.low(after)) == said and message.low(after).isdigit()
    if linked or (paused and (article or denied_before or again)):
        return _claim(message, place, after, denied=not paused)
    # `no el 900, el 901`
    claims = _claim(message, place, after, denied=True) if article else []
    return [claim for claim in claims if message.low(claim.last) in (",", "sino")]


def _after_mistake(message: Message, place: int, named_before: bool) -> list[Claim]:
    after = place + 1
    linked = False
    while after < place + _REACH and message.low(after) in _LINKS:
        linked = linked or message.low(after) in BE | ARTICLES
        after += 1
    sure = message.low(place) in REPLACING or named_before
    denied = message.low(place - 1) in NOT  # `no quise decir Ana Ruiz`
    return _claim(message, place, after, denied) if linked or sure else []


def _claim(message: Message, lead: int, place: int, denied: bool, said: int = 0) -> list[Claim]:
    """A number of three digits or more; after a denied one that is shorter, as short a one that stands
    alone: `no es la paciente 31, es la 13`, not `..., es el 12 de mayo`."""
    while message.low(place) in ARTICLES:
        place += 1
    least = min(said, 3) if said else 3
    claim = awaited_claim_at(message, lead, place, least=least)
    if claim is None or (least < 3 and message[claim.last].kind is not Kind.MARK):
        return []
    return [claim._replace(bare=True, denied=denied)]


def _is_about_measures(message: Message, first: int, claim: Claim, denied_at: int) -> bool:
    """`la glucosa no es 120, es 140`; not `no es el 465, es el 456, de la cama 3`."""
    last = claim.last + (1 if denied_at >= 0 else _REACH)
    end = next((at for at in range(claim.last, last) if message[at].ends), last)
    start = next((at + 1 for at in range(claim.lead - 1, first - 1, -1) if message[at].ends), first)
    near = {message.low(at) for at in range(max(0, start), end)}
    return bool(near & ((MEASURED | UNITS) - {"a", "x", "e", "es", "cc"}))
