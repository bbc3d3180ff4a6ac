"""Reading a person's name where one may stand.

A name is two words or more, of which a name list knows at least one if capitals show it is a name, and all
but the last if they do not. One word alone (`la paciente Ana`) is no patient: many share it, and notes of
two people must not meet in one folder.

Diseases, signs, places and hospitals bear people's names too (`paciente Murphy Giordano positivo`). So a name
counts in full only where it starts as people's names do, or where a word or a title says that a name
follows; other names are likely, and want more evidence around them.
"""

import re
from enum import Enum, auto
from typing import NamedTuple

from agents.patients.name_words import (
    is_capitalised,
    is_double_barrelled,
    is_given,
    is_known,
    is_local_surname,
    is_only_given,
    is_surname,
    starts_as_given,
)
from agents.patients.normal import PARTICLES
from agents.patients.tokens import Kind, Message, Token
from agents.patients.words.clinic import (
    BRAND_ENDINGS,
    MEDICAL_ENDINGS,
    NEVER_A_NAME,
    NOT_A_NAME_ENDINGS,
)
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.namesakes import (
    EPONYMS,
    FOREIGN_NAMES,
    NAMESAKES,
    NOT_NAMES_TOGETHER,
    PLACE_OPENINGS,
    WORDLIKE_GIVEN,
    WORDLIKE_SURNAMES,
)
from agents.patients.words.people import DOCTOR_TITLES, OTHERS, PATIENT_WORDS, SIGNERS, TITLES
from agents.patients.words.phrases import ARTICLES
from agents.patients.words.surnames import SURNAMES

MOST_WORDS = 8
# `Juan Pablo II` is a hospital.
_ROMAN = re.compile(r"[XVI]{2,}\Z")
_ROMAN_POPES = frozenset("ii iii iv vi vii viii xii xxiii".split())
_GRADES = frozenset("tipo grado clase estadio fase nivel grade class stage type grau".split())
_NO_PATIENTS = PLACE_OPENINGS | ((DOCTOR_TITLES | OTHERS) - GIVEN_NAMES - SURNAMES)
# Names only behind a particle: María de los Ángeles, Juan de Dios, Luz del Alba.
_BEHIND_PARTICLE = frozenset(
    """
    angeles dios alba o carmen luz cruz mar valle pilar cielo sagrado corazon jesus fatima lourdes monte
    torre fuente puente vega rosa paz socorro consuelo nieves rey espiritu cobre
    """.split()
)


class Trust(Enum):
    """How much of a name was read."""

    FULL = auto()
    LIKELY = auto()
    ONE_WORD = auto()
    GUESS = auto()


class Name(NamedTuple):
    """The tokens from `first` up to, and without, `last`."""

    first: int
    last: int
    trust: Trust


def read_name(message: Message, place: int, introduced: bool = False) -> Name | None:
    """The name that starts at a place, if one does; `introduced`: a word such as `se llama` says so."""
    first = _skip_titles(message, place)
    if first is None:
        return None
    last, words, known = first, 0, 0
    while words < MOST_WORDS:
        after = _skip_particles(message, last) if words else last
        token = message[after]
        if not _may_be_name(message, after, words, behind_particle=after > last, introduced=introduced):
            break
        if words and _falls(message[last - 1], token):
            break
        words += 2 if is_double_barrelled(token) and not words else 1
        known += is_known(token)
        last = after + 1
        if message.low(last) == "." and len(token.low) <= 2 and _goes_on(message, last + 1):
            last += 1
    return _judged(message, first, _past_given_names(message, first, last), words, known, introduced)


def _falls(before: Token, token: Token) -> bool:
    """`Luz Marina Ospina porfa`: behind a capital only a word that a list knows goes on without one."""
    small = before.plain[:1].isupper() and token.plain[:1].islower()
    return small and not is_known(token) and token.low not in _BEHIND_PARTICLE


def _goes_on(message: Message, place: int) -> bool:
    """`Ma. Fernanda`, `J. del Río`; not `Jr. Atte.`"""
    return is_known(message[place]) or message.low(place) in PARTICLES


def _past_given_names(message: Message, first: int, last: int) -> int:
    """`Quispe Mamani, Rosa`: surnames, a comma and nothing but given names are one name."""
    after = last + 1
    if message.low(last) != "," or not all(is_surname(message[at]) for at in range(first, last)):
        return last
    while is_given(message[after]):
        after += 1
    return after if after > last + 1 and message[after].kind is not Kind.WORD else last


def _skip_titles(message: Message, place: int) -> int | None:
    """Past `la señora`, `don`; None where a doctor or a relative is named."""
    for _ in range(4):
        low = message.low(place)
        if (
            low in TITLES
            or (low in ARTICLES and message.low(place + 1) in TITLES)
            or (low == "." and message.low(place - 1) in TITLES)
        ):
            place += 1
    pair = message.low(place), message.low(place + 1)
    return None if pair[0] in _NO_PATIENTS or pair in NOT_NAMES_TOGETHER else place


def _skip_particles(message: Message, place: int) -> int:
    after = place
    while after < place + 3 and message.low(after) in PARTICLES and message[after].plain != "E":
        after += 1
    joins = message.low(place) in ("y", "e")
    if joins and not is_capitalised(message, message[after]):
        return place  # `el paciente franco y leal`
    # `Ana Ruiz y Pedro Soto` are two people, `Ortega y Gasset` is one.
    return place if joins and (is_given(message[after]) or not is_known(message[after])) else after


def _may_be_name(message: Message, place: int, words: int, behind_particle: bool, introduced: bool) -> bool:
    token = message[place]
    if token.kind is not Kind.WORD or (not words and token.low in ARTICLES):
        return False
    if token.low in BRAND_ENDINGS and words and not is_known(message[place - 1]):
        return False
    if is_known(token):
        return not (token.low in NEVER_A_NAME and not (words and is_capitalised(message, token)))
    if behind_particle and token.low in _BEHIND_PARTICLE:
        return True
    if words and (_is_initial(message, place) or _is_wordlike_surname(message, place, introduced)):
        return True
    if token.low in PATIENT_WORDS | SIGNERS and not is_known(token):
        return False
    if token.low in EPONYMS and not (words and is_known(message[place - 1])):
        return False
    if token.low in NEVER_A_NAME or len(token.low) < 2 or not token.low.isascii():
        return False
    if is_capitalised(message, token):
        # Behind a known name a capital is a name (`Nicolás Maduro`), unless the word can only be a finding.
        endings = MEDICAL_ENDINGS if words and is_known(message[place - 1]) else NOT_A_NAME_ENDINGS
        return introduced or not token.low.endswith(endings)
    return _may_be_rare_name(message, place, words, introduced)


def _is_wordlike_surname(message: Message, place: int, introduced: bool) -> bool:
    """`Soledad Cama Huamán`, `se llama Jacinto Hueso`; not `Dolores Cabeza`, `Rosa Cama 3`."""
    token, after = message[place], message[place + 1]
    named = is_capitalised(message, token) and is_given(message[place - 1])
    if token.low not in WORDLIKE_SURNAMES or not named:
        return False
    goes_on = is_known(after) and is_capitalised(message, after) and after.low not in NEVER_A_NAME
    return goes_on or (introduced and (after.ends or after.low in (",", "y", "(")))


def _is_initial(message: Message, place: int) -> bool:
    token, after = message[place], message[place + 1]
    return (
        len(token.low) == 1
        and token.plain.isupper()
        and (after.low == "." or (is_known(after) and not message.shouted))
    )


def _may_be_rare_name(message: Message, place: int, words: int, introduced: bool) -> bool:
    """A word without capitals that no list knows: a name between names, or last before a pause."""
    low = message.low(place)
    if low.endswith(NOT_A_NAME_ENDINGS) or len(low) < 3 or _is_stressed_last(message, place):
        return False
    if not introduced and not (words and is_known(message[place - 1])):
        return False
    after = message[place + 1]
    return after.kind is Kind.MARK or is_known(after) or after.kind is Kind.NUMBER


def _is_stressed_last(message: Message, place: int) -> bool:
    """`amaneció`, `llamé`: a stress on the last vowel marks a verb."""
    return message.last_letter(place) in tuple("óéí")


def _is_graded(message: Message, last: int) -> bool:
    """`Salter Harris tipo 2`, `Ann Arbor estadio IIB`: a scale."""
    grade = message[last + 1]
    return message.low(last) in _GRADES and (grade.kind is not Kind.WORD or set(grade.low) <= set("ivxabc"))


def _judged(message: Message, first: int, last: int, words: int, known: int, introduced: bool) -> Name | None:
    if (
        not words
        or _ROMAN.match(message[last].plain)
        or message.low(last) in _ROMAN_POPES
        or _is_graded(message, last)
    ):
        return None
    if words == 1 and last == first + 1:
        token, after = message[first], message[last]
        alone = is_capitalised(message, token) or after.kind is Kind.MARK
        return Name(first, last, Trust.ONE_WORD) if introduced or (is_known(token) and alone) else None
    sure = introduced or message.low(first - 1 - (message.low(first - 1) == ".")) in TITLES
    return Name(first, last, Trust.FULL if sure else _trust(message, first, last, known))


def _trust(message: Message, first: int, last: int, known: int) -> Trust:
    """`Rosa Quispe` starts with a given name; `Yulexis Ortiz` and `Ortiz Paz Rosa` hold enough of a name."""
    if not known or any(_is_chatted_particle(message[at]) for at in range(first, last)):
        return Trust.GUESS
    lead = message[first]
    words = [message[at] for at in range(first + 1, last) if message[at].kind is Kind.WORD]
    rest = [token for token in words if token.low not in PARTICLES]
    # `evaristo lópez y garcía`: one name, cut, or two people
    cut = message.low(last) in ("y", "e") and is_local_surname(message[last + 1])
    if _is_namesake(message, first, last) or (cut and not is_given(message[last + 1])):
        return Trust.LIKELY
    surnamed = is_double_barrelled(lead) or any(is_local_surname(token) for token in rest)
    alike = all(token.plain[:1].isupper() for token in rest) or not lead.plain[:1].isupper()
    if not alike and any(message.low(at) in PARTICLES for at in range(first, last)):
        return Trust.LIKELY  # `Salvador de mina`
    named_on = surnamed or any(is_only_given(token) for token in rest)
    wordlike = lead.low in WORDLIKE_GIVEN
    if named_on and (alike if wordlike else starts_as_given(lead)):
        return Trust.FULL
    if wordlike or lead.low in FOREIGN_NAMES:
        return Trust.LIKELY
    if starts_as_given(lead):
        return Trust.FULL
    if is_local_surname(lead):
        return Trust.FULL if any(is_only_given(token) for token in rest) else Trust.LIKELY
    return Trust.FULL if surnamed and alike else Trust.LIKELY


def _is_chatted_particle(token: Token) -> bool:
    """`Ana d la Torre`: she is not called `d`."""
    return token.low in PARTICLES and token.plain.lower() != token.low


def _is_namesake(message: Message, first: int, last: int) -> bool:
    """`Simón Bolívar`: a hospital, a town, a hero."""
    words = [message.low(at) for at in range(first, min(last, first + 6)) if message.low(at) != "."]
    longest = max((length for length in range(2, 7) if " ".join(words[:length]) in NAMESAKES), default=0)
    return bool(longest) and not any(word in SURNAMES for word in words[longest:])
