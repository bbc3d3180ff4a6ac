"""Other people in a message: who somebody is to the patient, and who is speaking."""

from agents.patients.names import is_known
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import (
    ORGANISATIONS,
    PATIENT_WORDS,
    PROFESSIONALS,
    RELATIVES,
    ROLES,
)
from agents.patients.words.phrases import ARTICLES, BE, ILLNESS, MY, OPENING, SELF

_REACH = 14
_SPECIALIST_ENDINGS = ("ologo", "ologa", "iatra", "ologista")
_APPOSED = ARTICLES | BE | frozenset("que quien , ( se llama y ella".split())


def is_professional(low: str) -> bool:
    """A doctor, nurse, ..., or an organisation."""
    return low in PROFESSIONALS | ORGANISATIONS or low.endswith(_SPECIALIST_ENDINGS)


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
        if message[at].ends and message.low(at + 1) not in PROFESSIONALS:
            return False  # `soy Ana Ruiz. Tengo turno con el médico`; not `soy Ana Ruiz. Médica`
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


def is_relative_the_patient(message: Message, place: int) -> bool:
    """`mi esposa es la paciente, mi cédula es 456`: the caller is not the patient."""
    return any(
        message.low(at) in MY and message.low(at + 1) in RELATIVES and is_the_patient(message, at + 1)
        for at in range(max(0, place - 40), place)
    )


def is_ill(message: Message, place: int) -> bool:
    """`mi abuelita, expediente 8812, se cayó`: the caller speaks for a relative who is ill."""
    return any(message.low(at) in ILLNESS for at in range(place, place + _REACH))


def is_addressed(message: Message, place: int) -> bool:
    """`Dra., la paciente ...`: the one who is spoken to."""
    after = place + 1 + (message.low(place + 1) == ".")
    before = message[place - 1]
    return message.low(after) == "," and (before.ends or before.low in OPENING)
