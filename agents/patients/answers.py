"""Answers to the assistant's questions: `which patient?` and `do we go on with X?`."""

from collections.abc import Sequence

from agents.patients.claims import awaited_claim_at
from agents.patients.finding import find_patient
from agents.patients.joining import identifier_of
from agents.patients.mention import Identifier, Mention, Reading
from agents.patients.name_words import is_known
from agents.patients.normal import normal_form
from agents.patients.tokens import Kind, Message, Token, read
from agents.patients.words.answering import (
    BOTH,
    COURTESIES,
    NEITHER,
    NO,
    ORDINALS,
    OTHER_ONE,
    WANTING,
    YES,
    YES_TOGETHER,
)
from agents.patients.words.clinic import VERBS
from agents.patients.words.people import OTHERS, PATIENT_WORDS, TITLES
from agents.patients.words.phrases import ARTICLES, BE, NUMBER_WORDS, OR, PRONOUNS

_OPENERS = (
    ARTICLES | BE | TITLES | PATIENT_WORDS | NUMBER_WORDS | WANTING | YES | {",", ".", ":", "#", "!", "¡"}
)
_PAUSES = frozenset({",", ".", "!", ";", ":", "\n", "-"})
_GOING_ON = VERBS | {"con", "que", "porque", "pero", "y", "sin", "ya", "no"}
_MOST_TOKENS = 16
_OF_THEM = frozenset("de del esos esas estos estas ellos ellas".split())
_CHOSEN, _ANSWERED = 0.9, 0.8


def find_answer(text: str, offered: tuple[str, ...] = ()) -> Mention:
    """Like `find_patient`, while the assistant waits to hear which patient of those offered (values) it is.

    A bare `456`, `la 456`, `Juan Pérez`, `el segundo`, or a part that only one offered value has, answers it,
    also with more said behind it (`la 456, y sigue con fiebre`), unless that names another one.
    A chosen patient's `value` is the offered one, unchanged; its kind is guessed from it, so look it up by
    its value.
    """
    mention = find_patient(text)
    known = mention.reading in (Reading.NAMED, Reading.CORRECTED, Reading.DENIED)
    message = None if known or len(mention.patients) > 1 else read(text)
    if not message:
        return mention
    words = {token.low for token in message.tokens[:_MOST_TOKENS] if token.kind is not Kind.MARK}
    if words & NEITHER and words <= NEITHER | _OPENERS | NO | COURTESIES | ORDINALS.keys() | _OF_THEM:
        return Mention(Reading.DENIED, (), "none-offered")
    if words & BOTH and words <= BOTH | _OPENERS | COURTESIES | ORDINALS.keys() | _OF_THEM:
        several = tuple(patient for value in offered for patient in _named(message, 0, 1, value).patients)
        return Mention(Reading.UNCLEAR, several, "two-patients") if offered else mention
    return _answer(message, offered) or mention


def affirms(text: str) -> bool | None:
    """Whether the answer to `do we go on with X?` is yes or no; None if it is neither."""
    message = read(text)
    words = [token.low for token in message.tokens if token.kind is not Kind.MARK] if message else []
    if not words:
        return None
    if OTHER_ONE & set(words[:4]):
        return False
    paused = any(message.low(place) in _PAUSES for place in (1, 2)) if message else False
    if words[0] in NO:
        return False if paused or set(words[1:]) <= NO | COURTESIES | BE | PRONOUNS else None
    agreed = words[0] in YES or tuple(words[:2]) in YES_TOGETHER
    if agreed and message and _takes_back(message):
        return None
    rest_agrees = (
        tuple(words) in YES_TOGETHER
        or set(words[1:]) <= YES | ARTICLES | BE | TITLES | PATIENT_WORDS | COURTESIES
    )
    return True if agreed and (paused or rest_agrees) else None


def _takes_back(message: Message) -> bool:
    """`bueno, no`, `sí, no, espera`; not `sí, no hay problema`."""
    near = range(1, min(len(message), _MOST_TOKENS))
    return any(message.low(at) in NO and message[at + 1].kind is Kind.MARK for at in near)


def _answer(message: Message, offered: Sequence[str]) -> Mention | None:
    first = 0
    while first < min(len(message), _MOST_TOKENS) and _opens(message, first):
        first += 1
    for last in _ends(message, first):
        end = _without_courtesies(message, first, last)
        found = _chosen(message, first, end, offered) or _bare(message, first, end)
        if found is None:
            continue
        other = _another(message, last) or _another_offered(message, last, found, offered)
        if other:
            return Mention(Reading.UNCLEAR, (*found.patients, other), "two-patients")
        return None if _is_introduced(message, last) else found
    return None


def _ends(message: Message, first: int) -> list[int]:
    """Where an answer may end, longest first: with the message, at a pause, before a verb."""
    near = range(first + 1, min(len(message), first + _MOST_TOKENS))
    whole = [len(message)] if len(message) <= _MOST_TOKENS else []
    pause = next((place for place in near if message.low(place) in _PAUSES), None)
    verb = next((place for place in near if _goes_on(message, place)), None)
    # `120 y 80` and `primero que nada` are no answers, `la 120 y ...` is one.
    if verb and message.low(first - 1) not in ("el", "la") and not _is_name(message[first]):
        verb = verb if message.low(verb) in VERBS else None
    return [*whole, *(place for place in (pause, verb) if place)]


def _goes_on(message: Message, place: int) -> bool:
    """`sigue`, `con`, `y`; not the `no` of `la 456 no`."""
    return message.low(place) in _GOING_ON and message[place + 1].kind is not Kind.MARK


def _is_name(token: Token) -> bool:
    return "_" in token.low or is_known(token)


def _another(message: Message, place: int) -> Identifier | None:
    """A second value that follows: `la 456 y la 789`, `456, 789`."""
    for at in range(place, min(len(message), place + _MOST_TOKENS)):
        if at > place and message.low(at - 1) not in _PAUSES:
            continue
        while message.low(at) in OR | ARTICLES | BE | NO | _PAUSES | PATIENT_WORDS:
            at += 1
        claim = awaited_claim_at(message, at, at, least=3)
        if claim and (message[claim.last].kind is Kind.MARK or claim.kind == "name"):
            return identifier_of(message, claim)
    return None


def _another_offered(
    message: Message, place: int, found: Mention, offered: Sequence[str]
) -> Identifier | None:
    """A second one of those offered: `Ana y Luis`, `la primera y la tercera`."""
    if message.low(place) not in OR:
        return None
    first = place + 1
    while message.low(first) in ARTICLES | TITLES:
        first += 1
    second = _chosen(message, first, first + 1, offered)
    values = {patient.value for patient in found.patients}
    return second.patients[0] if second and second.patients[0].value not in values else None


def _is_introduced(message: Message, place: int) -> bool:
    """`Ana Ruiz es mi doctora`: somebody else is told about."""
    after = {message.low(at) for at in range(place + 1, place + 4)}
    return message.low(place) in BE and bool(after & OTHERS)


def _without_courtesies(message: Message, first: int, last: int) -> int:
    while last > first and (message.low(last - 1) in COURTESIES | _PAUSES | PATIENT_WORDS | {""}):
        last -= 1
    return last


def _opens(message: Message, place: int) -> bool:
    """`no` opens an answer only as `no, la 456` and `No. 456`."""
    low = message.low(place)
    return low in _OPENERS and (low not in NO or message.low(place + 1) in _PAUSES)


def _chosen(message: Message, first: int, last: int, offered: Sequence[str]) -> Mention | None:
    """One of the offered, by its place or by a part of its name or number that no other one has."""
    if not offered or first == last:
        return None
    whole = normal_form(message.written(first, last))
    words = set(whole.casefold().split("_")) if whole else set()
    fitting = [value for value in offered if words and words <= set(value.casefold().split("_"))]
    if len(fitting) == 1:
        return _named(message, first, last, fitting[0])
    plural = message.low(first - 1) in ("los", "las", "os", "as")  # `los dos`
    place = ORDINALS.get(message.low(first)) if last - first == 1 and not plural else None
    within = place is not None and place < len(offered)
    return _named(message, first, last, offered[place]) if place is not None and within else None


def _named(message: Message, first: int, last: int, value: str) -> Mention:
    start, end = message.folded.span(message[first].start, message[last - 1].end)
    kind = "name" if "_" in value or value.isalpha() else "id"
    return Mention(Reading.NAMED, (Identifier(kind, None, value, start, end, _CHOSEN),), "chosen")


def _bare(message: Message, first: int, last: int) -> Mention | None:
    """A whole answer that is one number, code or full name."""
    claim = awaited_claim_at(message, first, first, least=1)
    identifier = identifier_of(message, claim) if claim and claim.last == last else None
    if identifier is None:
        return None
    return Mention(Reading.NAMED, (_less_sure(identifier),), "answered")


def _less_sure(found: Identifier) -> Identifier:
    return Identifier(found.kind, found.country, found.value, found.start, found.end, _ANSWERED)
