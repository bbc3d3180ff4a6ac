"""Between the name of a document and its value: `... de la paciente no es:`, `... equivocada, es`."""

from typing import NamedTuple

from agents.patients.claims import Owner
from agents.patients.disowning import negation_at
from agents.patients.forms import form_at
from agents.patients.names import Name, read_name
from agents.patients.people import is_pronoun
from agents.patients.tokens import Message
from agents.patients.words.denying import NOT, RIGHT_ONE, WRONG
from agents.patients.words.documents import ADJECTIVES, NATIONALITIES
from agents.patients.words.people import (
    ACTING_FOR_ANOTHER,
    CHILDREN,
    DOCTOR_TITLES,
    ORGANISATIONS,
    OTHERS,
    PATIENT_WORDS,
    RELATIVES,
)
from agents.patients.words.phrases import ARTICLES, BE, LINKS, MY, THEIRS

_MOST_LINKS = 9
_OF = frozenset("de del do da of d".split())
# `la cédula de la señora es ...`
_STRANGERS = frozenset(
    """
    senor senora senorita sr sra srta joven muchacho muchacha caballero dama usuario usuaria afiliado afiliada
    beneficiario beneficiaria asegurado asegurada
    """.split()
)
_STANDING = frozenset("anterior esta estaba".split())


class Tail(NamedTuple):
    """What stands between the name of a document and its value, up to token `last`."""

    last: int
    owner: Owner | None = None
    name: Name | None = None
    denied: bool = False
    country: str | None = None


def tail_of(message: Message, place: int) -> Tail:
    """What stands from a place on, where the name of a document ended."""
    tail = Tail(place)
    for _ in range(_MOST_LINKS):
        step = _step(message, tail)
        if step is None:
            break
        tail = step
    return tail


def _step(message: Message, tail: Tail) -> Tail | None:
    """One link, owner or nationality further; None where the value should stand."""
    place = tail.last
    low = message.low(place)
    if low == "e" and form_at(message, place):
        return None  # `C.I. E 84.123.456`
    if tail.name and (low in NOT or (low == "," and message.low(place + 1) in NOT)):
        return None  # `la historia es de Ana Ruiz, no de Eva Ruiz`
    return _denied_step(message, tail) or _owner_step(message, tail) or _link_step(message, tail)


def _denied_step(message: Message, tail: Tail) -> Tail | None:
    """Past `equivocada`, `no es`; and past `, es`, by which what was wrong is put right."""
    place = tail.last
    right = _past_turn(message, place) if tail.denied else place
    if right > place:
        return tail._replace(last=right, denied=False)
    if message.low(place) in WRONG | {"malo", "mala"}:
        return tail._replace(last=place + 1, denied=True)
    negation = negation_at(message, place)
    return tail._replace(last=place + negation, denied=True) if negation else None


def _owner_step(message: Message, tail: Tail) -> Tail | None:
    """Past `de la paciente`, `del médico`, `dela`, `venezolana`."""
    place, low = tail.last, message.low(tail.last)
    if low in _OF or low in PATIENT_WORDS or low in MY:
        return _owned(message, tail)
    if low in THEIRS:  # `o CPF dela é`
        return tail._replace(last=place + 1)
    if low in DOCTOR_TITLES and message[place + 1].ends:
        return None  # `456 es mi cédula, doctora`
    if low in OTHERS:
        return tail._replace(last=place + 1, owner=_owner_of(low, mine=False))
    country = NATIONALITIES.get(low.rstrip("oae"))
    return tail._replace(last=place + 1, country=country) if country else None


def _link_step(message: Message, tail: Tail) -> Tail | None:
    """Past `número`, `es`, `:`; past `anterior estaba` before `mal`."""
    place, low = tail.last, message.low(tail.last)
    stands = low in _STANDING and WRONG & {message.low(place + 1), message.low(place + 2)}
    described = low in ADJECTIVES and tail.name is None and tail.owner is None
    pause = low == "\n" and message.low(place - 1) == ":"
    return tail._replace(last=place + 1) if stands or described or pause or low in LINKS else None


def _past_turn(message: Message, place: int) -> int:
    """Behind `, es`, `. La correcta es`, of what was wrong before; the place itself where nothing turns."""
    if message.low(place) not in (",", ".", ":", ";"):
        return place
    after = place + 1
    while message.low(after) in ARTICLES | RIGHT_ONE:
        after += 1
    return after + 1 if message.low(after) in BE else place


def _owned(message: Message, tail: Tail) -> Tail | None:
    """Past `de la paciente`, `del médico`, `de mi mamá`, `de Juan Pérez`."""
    linked = message.low(tail.last) in _OF
    place = tail.last + linked
    mine = False
    while message.low(place) in ARTICLES | MY | _STRANGERS | {"su", "mismo", "ella", "otro", "otra"}:
        mine = mine or message.low(place) in MY
        place += 1
    verb = _past_who(message, place)
    if verb > place:
        return tail._replace(last=verb, owner=Owner.OTHER)
    low = message.low(place)
    if low in PATIENT_WORDS:
        place += 1
        # `el DNI de la esposa del paciente` is hers.
        hers = linked and tail.owner is not None and message.low(tail.last - 1) not in ORGANISATIONS
        owner: Owner | None = tail.owner if hers else Owner.PATIENT
    elif low in OTHERS or low in CHILDREN:
        place += 1
        owner = (linked and tail.owner) or _owner_of(low, mine)
    else:
        owner = tail.owner
    name = read_name(message, place)
    if name:
        return tail._replace(last=name.last, owner=owner, name=name)
    known = owner is not tail.owner or message.low(place - 1) in _STRANGERS or is_pronoun(message, place - 1)
    return tail._replace(last=place, owner=owner) if known else None


def _past_who(message: Message, place: int) -> int:
    """Behind `quien retira`, `(la señora) que lo trajo`; the place itself where nobody acts for a patient."""
    who = message.low(place) == "quien" or (
        message.low(place) == "que" and message.low(place - 1) in _STRANGERS
    )
    verb = place + 1 + (message.low(place + 1) in ("la", "lo", "le"))
    return verb + 1 if who and ACTING_FOR_ANOTHER.match(message.low(verb)) else place


def _owner_of(low: str, mine: bool) -> Owner:
    """A caller's own child is the patient; a caller's other relative may be."""
    if low in CHILDREN and (mine or low not in RELATIVES):
        return Owner.PATIENT
    return Owner.UNSURE if mine and low in RELATIVES else Owner.OTHER
