"""A caller's own relative who is the patient: who is ill, or for whom it is that the caller writes."""

from agents.patients.name_words import is_known
from agents.patients.tokens import Message
from agents.patients.words.people import (
    ACTING_FOR_ANOTHER,
    CHILDREN,
    FOR_WHOM,
    PATIENT_WORDS,
    PROFESSIONALS,
    RELATIVES,
    TITLES,
)
from agents.patients.words.phrases import ARTICLES, BE, HIS, ILLNESS, MY, ONESELF, SUFFERING, WARDS

_BACK = 20
_AHEAD = 6
_NAMED = TITLES | {"se", "llama", ",", "."}


def is_ill_relative(message: Message, first: int, last: int) -> bool:
    """Whether the document from token `first` to `last` is that of a caller's relative who is ill.

    `mi esposo Luis Soto está en observación, cédula 456`, `le escribo por mi papá, su DNI es 456, anda
    mareado`, `es para mi madre, CI 456`; not `mi esposo firma, cédula 456`, `vine con mi tía, DNI 456`.
    """
    at = _relative_before(message, first)
    if at is None or message.low(at - 2) == "con":
        return False
    if any(_is_about_others(message.low(each)) for each in range(at + 1, first)):
        return False
    return _is_told_ill(message, at, first) or _is_ill_after(message, last) or _is_for(message, at, first)


def _relative_before(message: Message, first: int) -> int | None:
    """The relative of the caller who is told of last before a place in its sentence."""
    for at in range(first - 1, max(-1, first - _BACK), -1):
        low = message.low(at)
        if message[at].ends or low in PATIENT_WORDS | CHILDREN | PROFESSIONALS:
            return None
        if low in RELATIVES and not is_known(message[at]):
            return at if message.low(at - 1) in MY else None
    return None


def _is_about_others(low: str) -> bool:
    """Words of the caller's own health, or of what one does who comes along."""
    return low in ONESELF or bool(ACTING_FOR_ANOTHER.match(low))


def _is_told_ill(message: Message, at: int, end: int) -> bool:
    """`mi papá don Luis Soto está en urgencias`, `mi suegra tiene mucho dolor`."""
    verb = at + 1
    while verb < end and (message.low(verb) in _NAMED or is_known(message[verb])):
        verb += 1
    suffers = message.low(verb) in SUFFERING | ILLNESS
    return suffers and any(_is_illness(message, each) for each in range(verb, end))


def _is_ill_after(message: Message, last: int) -> bool:
    """`..., anda mareado desde ayer`, `... y tiene fiebre`."""
    verb = last
    while verb < last + 3 and message.low(verb) in (",", "y", "que"):
        verb += 1
    ahead = range(verb, verb + _AHEAD)
    if message.low(verb) not in SUFFERING or any(message.low(each) in ONESELF | MY for each in ahead):
        return False
    return any(_is_illness(message, each) for each in ahead)


def _is_for(message: Message, at: int, first: int) -> bool:
    """`es para mi madre, CI 456`, `pregunto por mi papá, su DNI es 456`."""
    if message.low(at - 2) not in ("para", "por"):
        return False
    between = range(at + 1, first)
    if not all(message.low(each) in _NAMED | HIS | ARTICLES or is_known(message[each]) for each in between):
        return False
    named_his = message.low(first - 1) in HIS and message.low(at - 3) in FOR_WHOM
    return named_his or message.low(at - 3) in BE


def _is_illness(message: Message, at: int) -> bool:
    """`fiebre`, `en observación`."""
    lies = message.low(at) in WARDS and message.low(at - 1) in ("en", "a", "de")
    return lies or message.low(at) in ILLNESS
