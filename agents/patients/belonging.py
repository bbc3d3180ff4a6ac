"""Whose identifier it is, by what follows it: `CC 456 (madre)`, `DNI 456 es de mi mamá`."""

import re

from agents.patients.claims import Owner
from agents.patients.name_words import is_known
from agents.patients.people import speaks_for_another
from agents.patients.tokens import Kind, Message
from agents.patients.words.people import (
    CHILDREN,
    COURTS,
    DOCTOR_TITLES,
    INSURERS,
    ORGANISATIONS,
    PATIENT_WORDS,
    PROFESSIONALS,
    RELATIVES,
    SELLERS,
    TITLES,
)
from agents.patients.words.phrases import ARTICLES, BE, MY, SELF

_REACH = 14
_MOST_BETWEEN = 6
_BELONGING = frozenset("de del da do pertenece corresponde".split())
# Without its check digit a company's number starts here in Chile and Colombia; Uruguay's are longer.
_FIRST_OF_COMPANIES, _LEAST_OF_COMPANIES = 50_000_000, 12
_IN_NAME = {("en", "nombre"), ("en", "representacion"), ("de", "parte")}
_OF_WHOM = (
    ARTICLES
    | BE
    | MY
    | frozenset("que quien su pertenece corresponde seu sua his her is son documento".split())
)


def owner_after(message: Message, last: int, kind: str) -> Owner | None:
    """`CC 41234567 (madre)`, `DNI 41234567, madre del paciente`, `CC 41234567 es de mi mamá`."""
    if (
        message.low(last) in BE
        and message.low(last + 1) in ("mio", "mia")
        and speaks_for_another(message, last)
    ):
        return Owner.OTHER
    if kind != "hc" and _acts_in_name(message, last):
        return Owner.UNSURE
    opening = message.low(last) if message.low(last) in ("(", ",", "-", "[") else ""
    place = first = last + bool(opening)
    while place < first + _MOST_BETWEEN and message.low(place) in _OF_WHOM:
        place += 1
    low, passed = message.low(place), {message.low(at) for at in range(first, place)}
    linked = bool(passed & _BELONGING) if not opening else opening in ("(", "[")
    if linked and low in COURTS:
        return Owner.OTHER  # `expediente 456 del juzgado`
    if kind != "hc" and linked and _is_of_company(message, last - 1, low):
        return Owner.OTHER
    if low not in RELATIVES | PROFESSIONALS or (is_known(message[place]) and low not in DOCTOR_TITLES):
        return None
    closed = opening in ("(", "[") and _is_closed(message, place + 1)
    closed = closed or (opening == "," and kind != "hc" and message[place + 1].ends)
    of_patient = _is_of_patient_after(message, place + 1)
    belongs = (
        bool(passed & _BELONGING or belongs_elsewhere(message, first)) and opening != "," and kind != "hc"
    )
    if not (closed or of_patient or belongs or (opening == "," and passed & BE and kind != "hc")):
        return None
    return Owner.UNSURE if passed & MY else Owner.OTHER


def _acts_in_name(message: Message, last: int) -> bool:
    """`Luis Soto, DNI 456, por mi esposa`, `..., en nombre de mi madre`: who writes, not who is ill."""
    place = last + (message.low(last) == ",")
    if (message.low(place), message.low(place + 1)) in _IN_NAME and message.low(place + 2) == "de":
        place += 2
    elif message.low(place) != "por":
        return False
    return message.low(place + 1) in MY and message.low(place + 2) in RELATIVES | CHILDREN


def _is_of_company(message: Message, number: int, whose: str) -> bool:
    """`RUT 214092710010 de la farmacia`, `RUT 76.543.210-3 de la empresa`; not `DNI 456 del hospital`."""
    if whose in SELLERS:
        return True
    digits = re.sub(r"\D", "", message.low(number))
    company = len(digits) >= _LEAST_OF_COMPANIES or int(digits[:-1] or 0) >= _FIRST_OF_COMPANIES
    return company and whose in ORGANISATIONS - INSURERS


def belongs_elsewhere(message: Message, place: int) -> bool:
    """`el DNI 123 es de la paciente y el DNI 456 a su mamá`."""
    before = {message.low(at) for at in range(place - _REACH, place)}
    return message.low(place) in ("a", "al") and bool(before & {"corresponde", "pertenece"})


def is_profession_after(message: Message, last: int) -> bool:
    """`Pedro Soto, administrador`."""
    place = last + 1 + (message.low(last + 1) in ARTICLES)
    return message.low(last) in (",", "(") and message.low(place) in PROFESSIONALS


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
    spoken = any(message.low(at) in SELF for at in range(place - _REACH, place))
    whom = PATIENT_WORDS | CHILDREN | (TITLES if spoken else set())  # `soy Luis, DNI 456, hijo de la señora`
    return after > place and message.low(after) in whom
