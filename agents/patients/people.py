"""Telling the patient from other people in a message: whose document it is, and who is speaking."""

from agents.patients.claims import Owner
from agents.patients.names import is_capitalised, is_known
from agents.patients.normal import PARTICLES
from agents.patients.tokens import Kind, Message
from agents.patients.words.documents import LICENCES
from agents.patients.words.people import (
    CHILDREN,
    DOCTOR_TITLES,
    ORGANISATIONS,
    PATIENT_WORDS,
    PROFESSIONALS,
    RELATIVES,
    ROLES,
    SIGNERS,
    TITLES,
)
from agents.patients.words.phrases import ARTICLES, BE, ILLNESS, MY, SELF

_REACH = 14
_SPECIALIST_ENDINGS = ("ologo", "ologa", "iatra", "ologista")
_HIS = frozenset("su seu sua his her".split())
# Between a person and that person's document: `la madre, María García, identificada con DNI`.
_BETWEEN = (
    ARTICLES
    | PARTICLES
    | TITLES
    | frozenset(
        """
        , ( : - . con su sus identificado identificada portador portadora numero no tratante cargo turno
        guardia legal quien poliza cuenta tiene tem has
        """.split()
    )
)
_MOST_BETWEEN = 6
_BELONGING = frozenset("de del da do pertenece corresponde".split())
_OF_WHOM = (
    ARTICLES
    | BE
    | MY
    | frozenset("que quien su pertenece corresponde seu sua his her is son documento".split())
)
_RESIDENTS = ARTICLES | SELF | PROFESSIONALS
_APPOSED = ARTICLES | BE | frozenset("que quien , ( se llama y ella".split())


def _is_ill(message: Message, place: int) -> bool:
    """`mi abuelita, expediente 8812, se cayó`: the caller speaks for a relative who is ill."""
    return any(message.low(at) in ILLNESS for at in range(place, place + _REACH))


def is_professional(low: str) -> bool:
    """A doctor, nurse, ..., or an organisation."""
    return low in PROFESSIONALS | ORGANISATIONS or low.endswith(_SPECIALIST_ENDINGS)


def owner_of(message: Message, first: int, last: int, kind: str) -> Owner:
    """Whose identifier stands from token `first` up to `last`: said before it, else after it."""
    before = _owner_before(message, first)
    if before is Owner.UNSURE and kind == "hc" and _is_patient_named(message, first):
        return Owner.PATIENT  # `esposo de la paciente Ana Ruiz, HC 4512`: only she has a record
    return before or _owner_after(message, last, kind) or Owner.PATIENT


def _is_patient_named(message: Message, first: int) -> bool:
    return any(message.low(at) in PATIENT_WORDS for at in range(first - _REACH, first))


def owner_before(message: Message, place: int) -> Owner:
    """The same, by what stands before it only."""
    return _owner_before(message, place) or Owner.PATIENT


def _owner_before(message: Message, place: int) -> Owner | None:
    """The person's named last before it in the sentence, if nothing comes between."""
    at = place - 1
    if message.low(at) in MY:
        return Owner.OTHER if speaks_for_another(message, place) else Owner.PATIENT
    if message.low(at) in _HIS and _relative_before(message, at):
        return Owner.UNSURE
    crossed = False
    while at > place - _REACH and (not message[at].ends or message.low(at) in (".", "\n")):
        owner = _person_at(message, at, place)
        crossed = crossed or message[at].ends
        if owner is not None:
            # A signature goes on in the next sentence (`Dra. Ana Ruiz. Cédula 123`), nobody else does.
            signed = owner is Owner.OTHER and message.low(at) not in RELATIVES
            return owner if signed or not crossed else Owner.PATIENT
        if not _may_stand_between(message, at, crossed):
            break
        at -= 1
    return None


def _owner_after(message: Message, last: int, kind: str) -> Owner | None:
    """`CC 41234567 (madre)`, `DNI 41234567, madre del paciente`, `CC 41234567 es de mi mamá`."""
    opening = message.low(last) if message.low(last) in ("(", ",", "-", "[") else ""
    place = first = last + bool(opening)
    while place < first + _MOST_BETWEEN and message.low(place) in _OF_WHOM:
        place += 1
    low, passed = message.low(place), {message.low(at) for at in range(first, place)}
    if low not in RELATIVES | PROFESSIONALS or (is_known(message[place]) and low not in DOCTOR_TITLES):
        return None
    closed = opening in ("(", "[") and _is_closed(message, place + 1)
    closed = closed or (opening == "," and kind != "hc" and message[place + 1].ends)
    of_patient = _is_of_patient_after(message, place + 1)
    belongs = bool(passed & _BELONGING) and opening != "," and kind != "hc"
    if not (closed or of_patient or belongs or (opening == "," and passed & BE and kind != "hc")):
        return None
    return Owner.UNSURE if passed & MY else Owner.OTHER


def _is_closed(message: Message, place: int) -> bool:
    """`(madre)`, `(médico solicitante)`; not `(madre: Ana Ruiz)`."""
    end = place + 2
    while place < end and message[place].kind is Kind.WORD and not is_known(message[place]):
        place += 1
    return message.low(place) in (")", "]") or message[place].ends


def _is_of_patient_after(message: Message, place: int) -> bool:
    """`... del paciente`, `... de la niña`, behind a relative."""
    after = place
    while after < place + 4 and message.low(after) in ARTICLES | MY | {"su"}:
        after += 1
    return after > place and message.low(after) in PATIENT_WORDS | CHILDREN


def is_the_patient(message: Message, place: int) -> bool:
    """Whether a relative is said to be the patient: `la paciente es mi mamá`, `mi papá, el paciente`."""
    at = place - 1
    while at > place - 4 and message.low(at) in MY | BE | {":", ",", "("}:
        at -= 1
    if at < place - 2 and message.low(at) in PATIENT_WORDS:
        return True
    after = place + 1
    while after < place + _REACH and (message.low(after) in _APPOSED or is_known(message[after])):
        after += 1
    return message.low(after) in PATIENT_WORDS and message.low(after - 1) in ARTICLES | BE


def _may_stand_between(message: Message, at: int, crossed: bool) -> bool:
    token = message[at]
    if token.kind is Kind.NUMBER:
        return message.low(at - 1) in LICENCES
    return (
        token.low in LICENCES
        or token.low in _BETWEEN | {"\n"}
        or is_known(token)
        or (not crossed and token.plain.istitle())
    )


def _person_at(message: Message, at: int, place: int) -> Owner | None:
    """Whose a document is that follows the word at a place; None if the word is no person."""
    low, before = message.low(at), message.low(at - 1)
    if is_known(message[at]) and (is_capitalised(message, message[at]) or is_known(message[at + 1])):
        return None  # Irma is a name, `irmã` a sister.
    if low == "titular" and all(message.low(each) in ARTICLES for each in range(at + 1, place)):
        return None  # `titular de la cédula` bears it.
    if low == "residente" and before not in _RESIDENTS:
        return None  # who lives somewhere
    if low in PATIENT_WORDS or (low in CHILDREN and is_of_relative(message, at)):
        return Owner.UNSURE if is_of_relative(message, at) else Owner.PATIENT
    if low in CHILDREN and (low not in RELATIVES or before in MY):
        return Owner.PATIENT
    if low in RELATIVES:
        unsure = Owner.PATIENT if is_the_patient(message, at) or _is_ill(message, place) else Owner.UNSURE
        return unsure if before in MY else Owner.OTHER
    if low in SIGNERS and message.low(at + 1) in {":", "de", "por"} | ARTICLES | TITLES | DOCTOR_TITLES:
        return Owner.OTHER
    of_specialty = before in ("de", "del") and is_professional(message.low(at - 2))
    return Owner.OTHER if of_specialty or (is_professional(low) and not is_known(message[at])) else None


def _relative_before(message: Message, place: int) -> bool:
    """`la madre dice que su DNI es ...`: hers, or the patient's."""
    first = place - _REACH
    while place > first and not message[place].ends and message.low(place) not in PATIENT_WORDS:
        if message.low(place) in RELATIVES | PROFESSIONALS:
            return message.low(place - 1) not in MY or message.low(place) not in CHILDREN
        place -= 1
    return False


def speaks_for_another(message: Message, place: int) -> bool:
    """Whether the caller says to be somebody else than the patient: `soy la doctora Pérez`."""
    return any(
        message.low(at) in SELF and is_role_after(message, at + 1)
        for at in range(max(0, place - 40), min(len(message), place + 40))
    )


def is_role_after(message: Message, place: int) -> bool:
    """`soy ...`: a doctor, a relative, someone from admissions; not `soy Ana, mi médico es ...`."""
    for at in range(place, min(place + 9, len(message))):
        low = message.low(at)
        if (message[at].ends and low != ".") or low in PATIENT_WORDS:
            return False
        if (
            low in ROLES - {"de", "del", "quien"}
            and message.low(at - 1) not in MY
            and not is_known(message[at])
        ):
            return True
        if message[at].kind is Kind.NUMBER:
            return False
    return False


def is_of_relative(message: Message, place: int) -> bool:
    """`la madre del paciente`: what follows may be hers."""
    at = place - 1
    while message.low(at) in ARTICLES:
        at -= 1
    return at < place - 1 and message.low(at) in RELATIVES | PROFESSIONALS
