"""Claims made with the name of a document: `cédula de la paciente: 12.345.678`, `12345678 es mi DNI`."""

import re
from typing import NamedTuple

from agents.patients.claims import Claim, Owner
from agents.patients.forms import form_at
from agents.patients.name_words import are_spelt_as_names
from agents.patients.names import Trust
from agents.patients.owners import owner_of
from agents.patients.tails import Tail, tail_of
from agents.patients.tokens import Kind, Message
from agents.patients.values import MOST_CHARACTERS, Value, is_amount, is_year, read_value
from agents.patients.words.clinic import NOTIFIED
from agents.patients.words.denying import NOT
from agents.patients.words.documents import (
    DOCUMENTS,
    FINDING,
    NUMBERED_THINGS,
    SHORT_NAMES,
    Document,
)
from agents.patients.words.people import PATIENT_WORDS
from agents.patients.words.phrases import ARTICLES, BE, MY

_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])[/-](?:20)?\d\d\Z")
_OF = frozenset("de del do da of d".split())
_OF_ANY_LENGTH = frozenset(("id", "hc"))
_MADE_FOR_PATIENTS = frozenset("cita turno orden autorizacion factura".split())


class Label(NamedTuple):
    """The name of a document: tokens from `first` up to, and without, `last`."""

    document: Document
    first: int
    last: int


def label_at(message: Message, place: int) -> Label | None:
    """The longest name of a document that starts at a place."""
    for words, document in DOCUMENTS.get(message.low(place), ()):
        last = _match(message, place, words)
        if document.beside and not _is_beside_patient(message, place):
            continue
        if last is not None and not _is_amount_of_it(message, place):
            return Label(document, place, last)
    return None


def claims_of(message: Message, label: Label) -> tuple[list[Claim], int]:
    """The claims that a document's name makes, and the token to go on from."""
    tail = tail_of(message, label.last)
    kind = label.document.kind
    again = label_at(message, tail.last)
    twice = tail.last == label.last and again is not None and message.gap(again.last).isspace()
    if again and again.document.kind == kind and (twice or message.low(tail.last - 1) in ("(", "/")):
        # `historia clínica HC 456`, `Permiso temporal (PPT) No. 456`, `DNI/NIE: 456`
        label = again._replace(first=label.first)
        tail = tail_of(message, again.last + (message.low(again.last) == ")"))
    if kind == "other":
        for_patient = message.low(label.first) in _MADE_FOR_PATIENTS or message.low(label.last) == ","
        if for_patient and tail.owner is Owner.PATIENT:
            return [], label.last  # `la cita de la paciente 456`, `RM, paciente Ana Ruiz, PAMI 456`
        number = read_value(message, tail.last, "id")
        return [], number.last if number else label.last
    least = SHORT_NAMES.get(message.low(label.first), 0) if label.last - label.first == 1 else 0
    value = read_value(message, tail.last, kind, least)
    claims = _name_claims(message, tail, label)
    if value is None or _is_expiry(message, label, value):
        return claims, max([label.last, *(claim.last for claim in claims)])
    owner = tail.owner or (_is_of_patients(message, label) and Owner.PATIENT) or None
    owner = owner or owner_of(message, label.first, value.last, kind)
    weak = label.document.weak and tail.owner is not Owner.PATIENT
    weak = weak or _is_of_disease(message, label, value.last)
    owner = Owner.UNSURE if owner is Owner.PATIENT and _is_found(message, label.first) else owner
    doubt = "weak-label" if weak else "relative" if owner is Owner.UNSURE else ""
    doubt = doubt or ("two-numbers" if kind in _OF_ANY_LENGTH and _goes_on(message, value.last) else "")
    country = tail.country or label.document.country
    claim = Claim(kind, country, label.first, value.first, value.last, owner, doubt, tail.denied)
    other = _of_somebody_else(message, claim)
    return [*claims, claim, *other], (other or [claim])[-1].last


def _of_somebody_else(message: Message, claim: Claim) -> list[Claim]:
    """`el DNI de la madre es 456 y el de la niña 457`: the same document of another person."""
    place = claim.last + (message.low(claim.last) == ",")
    place += message.low(place) in ("y", "e")
    if place == claim.last or message.low(place) not in ARTICLES or message.low(place + 1) not in _OF:
        return []
    tail = tail_of(message, place + 1)
    value = read_value(message, tail.last, claim.kind)
    if tail.owner is None or value is None:
        return []
    return [Claim(claim.kind, claim.country, place, value.first, value.last, tail.owner, denied=tail.denied)]


def claim_before(message: Message, place: int) -> Claim | None:
    """A value that its document's name follows: `12345678 es mi cédula`."""
    token = message[place]
    if token.kind not in (Kind.NUMBER, Kind.CODE) or len(token.low) > MOST_CHARACTERS:
        return None
    after = place + 1
    denied = message.low(after) in NOT
    after += denied
    if message.low(after) not in BE | _OF | {"(", ",", "-"}:
        return None
    linked = message.low(after) in BE
    after += 1
    while message.low(after) in ARTICLES | MY | {"su", "numero"} and after < place + 5:
        after += 1
    label = label_at(message, after)
    if label is None or label.document.kind == "other":
        return None
    in_brackets = message.low(place + 1) == "(" and message.low(label.last) == ")"  # `12345678 (DNI)`
    if not (linked or in_brackets or message.low(place + 1) in _OF):
        return None
    value = read_value(message, place, label.document.kind)
    tail = tail_of(message, label.last)
    if value is None or value.last != place + 1 or read_value(message, tail.last, label.document.kind):
        return None
    owner = tail.owner or owner_of(message, after, label.last, label.document.kind)
    return Claim(label.document.kind, label.document.country, place, place, value.last, owner, denied=denied)


def claim_of_form(message: Message, place: int) -> Claim | None:
    """`V-12.345.678` needs no name of a document."""
    formed = form_at(message, place)
    if formed is None or message.low(place - 1) in NUMBERED_THINGS:
        return None
    (kind, country), last = formed
    return Claim(kind, country, place, place, last, owner_of(message, place, last, kind))


def _is_expiry(message: Message, label: Label, value: Value) -> bool:
    """`lote A-203, exp 08/2026`: when a drug expires."""
    return message.low(label.first) == "exp" and bool(_MONTH.match(message.written(value.first, value.last)))


def _goes_on(message: Message, last: int) -> bool:
    """`HC 4512 338`: one number typed in groups, or two; not `HC 4512 500 mg`, `HC 4512 3001234567`."""
    more = message.low(last)
    if not (more.isdigit() and 2 < len(more) < 7 and message.gap(last).isspace()) or is_year(more):
        return False
    return message[last - 1].kind is Kind.NUMBER and not is_amount(message, last, last + 1)


def _is_of_patients(message: Message, label: Label) -> bool:
    """`patient ID`, `código del paciente`: whoever writes, the number is the patient's."""
    return any(message.low(at) in PATIENT_WORDS for at in range(label.first, label.last))


def _is_of_disease(message: Message, label: Label, last: int) -> bool:
    """`ficha 4512 de dengue`: what a disease is notified with."""
    return (
        message.low(label.first) == "ficha"
        and message.low(last) == "de"
        and message.low(last + 1) in NOTIFIED
    )


def _is_found(message: Message, first: int) -> bool:
    """`encontraron en su bolso una cédula 123`: whose it is nobody said."""
    if message.low(first - 1) not in ("un", "una", "uma", "um"):
        return False
    return any(FINDING.match(message.low(at)) for at in range(first - 12, first - 1))


def _is_beside_patient(message: Message, place: int) -> bool:
    """`la pte record 33812`, `el récord de la paciente 456`; not `la paciente batió el récord 45`."""
    before, after = place - 1, place + 1
    while message.low(before) in ARTICLES | {"con", ",", ":", "no", "y", "#", "su"}:
        before -= 1
    while message.low(after) in ARTICLES:
        after += 1
    return message.low(before) in PATIENT_WORDS or (after > place + 1 and message.low(after) in PATIENT_WORDS)


def _match(message: Message, place: int, words: tuple[str, ...]) -> int | None:
    for word in words:
        if message.low(place) != word:
            return None
        place += 1
        if message.low(place) == "." and not message[place].ends:
            place += 1
    return place


def _is_amount_of_it(message: Message, place: int) -> bool:
    """`500 cc de suero`: a number before a unit that is also the name of a document."""
    return message.low(place) in ("cc", "ci", "ce") and message[place - 1].kind is Kind.NUMBER


def _name_claims(message: Message, tail: Tail, label: Label) -> list[Claim]:
    """`historia clínica de Juan Pérez` names a patient, `historia clínica de Juan` leaves open which."""
    if tail.name is None or tail.owner in (Owner.OTHER, Owner.UNSURE):
        return []
    first, last, trust = tail.name
    spelt = tail.owner is Owner.PATIENT and trust is Trust.GUESS and are_spelt_as_names(message, first, last)
    doubt = "" if trust is Trust.FULL or spelt else "one-name"
    return [Claim("name", None, label.first, first, last, doubt=doubt, denied=tail.denied)]
