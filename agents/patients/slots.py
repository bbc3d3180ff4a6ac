"""Who has an hour or a bed: `la paciente de las 5 es Ana Ruiz`, `la de la cama 4 es Ana Ruiz`."""

from agents.patients.belonging import is_profession_after
from agents.patients.claims import NO_NUMBER, Claim, Owner, sure_claim_at
from agents.patients.speakers import is_guessed
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import CHILDREN, DOCTOR_TITLES, OTHERS, PATIENT_WORDS, PROFESSIONALS
from agents.patients.words.phrases import ARTICLES

_IS = frozenset("es e eh is".split())
_OF = frozenset("de del da do das".split())
_BEDS = frozenset("cama camilla habitacion cuarto sala box cubiculo leito quarto sillon consultorio".split())
_DAYS = frozenset("ayer hoy anoche manana antier ontem hoje".split())
_HOURS = frozenset("am pm a p m h hs hrs horas de la manana tarde noche en punto".split())
_WORKING = (PROFESSIONALS - DOCTOR_TITLES) | frozenset(
    "guardia turno ronda muestra dosis clase reunion".split()
)
_PEOPLE = OTHERS | CHILDREN | PATIENT_WORDS | {"se", "que"}
_MOST_TO_HOUR = 5
_MOST_IN_PLACE = 3
_NEAR = 20
_MOST_DIGITS = 3


def past_slot(message: Message, place: int) -> int:
    """The `es` or `se llama` behind `de las 10:30`, `de la cama 4`, `de ayer`; else the place itself."""
    if message.low(place) not in _OF:
        return place
    after = place + 1
    if message.low(after) in _DAYS:
        after += 1
    else:
        after = _past_number(message, after)
    if after == place + 1:
        after = _past_place(message, after)
    told = message.low(after) == "se" or (message.low(after) in _IS and message[after + 1].kind is Kind.WORD)
    return after if after > place + 1 and told else place


def claims_of_slot(message: Message, place: int) -> list[Claim]:
    """The claim of `la de las 10:30 es Ana Ruiz`, whose `la` stands at a place.

    Only a name makes one: `la de las 8 es la 4512` may tell of a sample.
    """
    verb = past_slot(message, place + 1)
    near = range(max(0, place - _NEAR), place)
    if verb == place + 1 or message.low(verb) not in _IS or any(message.low(at) in _WORKING for at in near):
        return []
    claim = sure_claim_at(message, place, verb + 1, NO_NUMBER)
    if claim is None:
        return []
    works = is_profession_after(message, claim.last)
    doubt = "question" if is_guessed(message, place - 1) else ""
    return [claim._replace(owner=Owner.OTHER if works else Owner.PATIENT, doubt=doubt)]


def _past_place(message: Message, place: int) -> int:
    """Behind `triage`, `control prenatal`, where `se llama` follows; else the place itself."""
    end = place
    while end < place + _MOST_IN_PLACE and message[end].kind is Kind.WORD and message.low(end) not in _PEOPLE:
        end += 1
    return end if (message.low(end), message.low(end + 1)) == ("se", "llama") else place


def _past_number(message: Message, place: int) -> int:
    """Behind `las 3 de la tarde`, `la cama 4`; the place itself where there is no hour and no bed."""
    number = place + (message.low(place) in ARTICLES)
    bed = message.low(number) in _BEDS
    number += bed
    hour = message.low(place) in ("las", "la") or message.low(place - 1) == "das"
    if not (bed or hour) or not _is_short(message, number):
        return place
    after = number + 1
    if message.low(after) == ":" and _is_short(message, after + 1):
        after += 2
    end = after + _MOST_TO_HOUR
    while not bed and after < end and (message.low(after) in _HOURS):
        after += 1
    return after


def _is_short(message: Message, at: int) -> bool:
    """`5`, `10.30`, `12b`."""
    digits = sum(map(str.isdigit, message.low(at)))
    return message[at].kind in (Kind.NUMBER, Kind.CODE) and digits <= _MOST_DIGITS + ("." in message.low(at))
