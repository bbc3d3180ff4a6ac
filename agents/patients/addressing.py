"""Who is spoken to: `Dra., la paciente ...` tells of no doctor's document."""

from agents.patients.name_words import is_known
from agents.patients.tokens import Message
from agents.patients.words.denying import POLITE
from agents.patients.words.people import DOCTOR_TITLES, FOR_WHOM, PATIENT_WORDS
from agents.patients.words.phrases import GREETING, MY, OPENING

_NAMES = 5
# Behind a doctor's title: greeted, asked, or told of the caller's own.
_TURNED_TO = (
    GREETING
    | POLITE
    | MY
    | frozenset("necesito quiero quisiera tengo ayudeme ayuda consulto escribo soy".split())
)


def is_addressed(message: Message, place: int) -> bool:
    """`Dra., la paciente ...`, `hola doctora Ruiz buenas noches mi bebé ...`: the one who is spoken to."""
    after = place + 1 + (message.low(place + 1) == ".")
    before = message[place - 1]
    if not (before.ends or before.low in OPENING | GREETING):
        return False
    if message.low(after) == ",":
        return True
    while is_known(message[after]) and after < place + _NAMES:
        after += 1
    return message.low(place) in DOCTOR_TITLES and _is_turned_to(message, after)


def _is_turned_to(message: Message, after: int) -> bool:
    """`doctora ... buenas noches`, `... le escribo`, `... la paciente`; not `... del paciente`, `le da`."""
    low, told = message.low(after), message.low(after + 1)
    if low in ("le", "les"):
        return told in FOR_WHOM
    asked = (low, told) == ("por", "favor") or (low in ("la", "el") and told in PATIENT_WORDS)
    return asked or low in _TURNED_TO
