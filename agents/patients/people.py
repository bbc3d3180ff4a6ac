"""Telling the patient from other people in a message: whose document it is, and who is speaking."""

from agents.patients.claims import Owner
from agents.patients.names import is_known
from agents.patients.normal import PARTICLES
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import CHILDREN, ORGANISATIONS, PATIENT_WORDS, PROFESSIONALS, RELATIVES, ROLES, TITLES
from agents.patients.words.phrases import ARTICLES, MY, SELF

_REACH = 14
_HIS = frozenset("su seu sua his her".split())
# Between a person and that person's document: `la madre, María García, identificada con DNI`.
_BETWEEN = ARTICLES | PARTICLES | TITLES | frozenset(
    ", ( : - . con su sus identificado identificada portador portadora numero no tratante cargo turno guardia legal quien poliza cuenta tiene".split()
)


def owner_before(message: Message, place: int) -> Owner:
    """Whose document it is, from the person named last before it in the sentence, if nothing comes between."""
    if message.low(place - 1) in MY:
        return Owner.OTHER if speaks_for_another(message, place) else Owner.PATIENT
    at = place - 1
    if message.low(at) in _HIS and _relative_before(message, at):
        return Owner.UNSURE
    while at > place - _REACH and not message[at].ends:
        low = message.low(at)
        if low in PATIENT_WORDS:
            return Owner.UNSURE if _is_of_relative(message, at) else Owner.PATIENT
        if low in CHILDREN and (low not in RELATIVES or message.low(at - 1) in MY):
            return Owner.PATIENT
        if low in RELATIVES:
            return Owner.UNSURE if message.low(at - 1) in MY else Owner.OTHER
        if low in PROFESSIONALS | ORGANISATIONS and not is_known(message[at]):
            return Owner.OTHER
        if low not in _BETWEEN and not is_known(message[at]) and not message[at].plain.istitle():
            break
        at -= 1
    return Owner.PATIENT


def _relative_before(message: Message, place: int) -> bool:
    """`la madre dice que su DNI es ...`: hers, or the patient's."""
    while not message[place].ends and message.low(place) not in PATIENT_WORDS:
        if message.low(place) in RELATIVES | PROFESSIONALS:
            return message.low(place - 1) not in MY or message.low(place) not in CHILDREN
        place -= 1
    return False


def speaks_for_another(message: Message, place: int) -> bool:
    """Whether the caller is, by the caller's own word in this message, not the patient: `soy la doctora Pérez`."""
    return any(
        message.low(at) in SELF and is_role_after(message, at + 1) for at in range(max(0, place - 40), min(len(message), place + 40))
    )


def is_role_after(message: Message, place: int) -> bool:
    """`soy ...`: a doctor, a relative, someone from admissions; not `soy Ana, mi médico es ...`."""
    for at in range(place, min(place + 9, len(message))):
        low = message.low(at)
        if message[at].ends and low != "." or low in PATIENT_WORDS:
            return False
        if low in ROLES - {"de", "del", "quien"} and message.low(at - 1) not in MY and not is_known(message[at]):
            return True
        if message[at].kind is Kind.NUMBER:
            return False
    return False


def _is_of_relative(message: Message, place: int) -> bool:
    """`la madre del paciente`: what follows may be hers."""
    at = place - 1
    while message.low(at) in ARTICLES:
        at -= 1
    return at < place - 1 and message.low(at) in RELATIVES | PROFESSIONALS
