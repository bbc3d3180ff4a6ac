"""Single words of a name: whether a list holds one, and how it is written or spelt."""

import re

from agents.patients.normal import PARTICLES
from agents.patients.tokens import Kind, Message, Token
from agents.patients.words.given import GIVEN_NAMES
from agents.patients.words.namesakes import BORROWED, FOREIGN_NAMES
from agents.patients.words.surnames import SURNAMES

_KNOWN = GIVEN_NAMES | SURNAMES
# Letters that Spanish and Portuguese words lack: Etxebarria, Tzoc, Okafor, Loor, Xicotencatl.
_SPELT = re.compile(r"tx|tz|xt|k|w|oo|ee|aa|sh|[bcfghjkmpqtvx]\Z|\A(?:n[dgkt]|m[bp])")


def is_known(token: Token) -> bool:
    """Whether a name list holds the word, or each part of a double-barrelled one."""
    parts = token.low.replace("'", "").split("-")
    return token.kind is Kind.WORD and any(part in _KNOWN or part == "ma" for part in parts)


def is_double_barrelled(token: Token) -> bool:
    """`Irma-Salas`, not `García-López`, which lacks a given name."""
    return token.low.partition("-")[0] in GIVEN_NAMES and "-" in token.low


def is_given(token: Token) -> bool:
    """Whether the word is a given name."""
    return token.low in GIVEN_NAMES


def is_surname(token: Token) -> bool:
    """Whether the word is a surname, or stands in one."""
    return token.low in SURNAMES | PARTICLES


def is_capitalised(message: Message, token: Token) -> bool:
    """A capital that means something: not in a text all in capitals, not a word all in them."""
    return not message.shouted and token.plain[:1].isupper() and not token.plain[1:].isupper()


def starts_as_given(token: Token) -> bool:
    """Whether the word, or its part before a dash, is a given name."""
    first = token.low.replace("'", "").partition("-")[0]
    return first in GIVEN_NAMES or first == "ma"


def is_only_given(token: Token) -> bool:
    """A given name that is no surname."""
    return is_given(token) and token.low not in SURNAMES | FOREIGN_NAMES


def is_local_surname(token: Token) -> bool:
    """Not one that syndromes bear."""
    return any(part in SURNAMES - FOREIGN_NAMES for part in token.low.replace("'", "").split("-"))


def are_spelt_as_names(message: Message, first: int, last: int) -> bool:
    """`Unai Etxebarria`: two capitalised words or more, and one of them can only be a name."""
    words = [message[at] for at in range(first, last)]
    if len(words) < 2 or not all(is_capitalised(message, token) and len(token.low) > 2 for token in words):
        return False
    if any(token.low in BORROWED or token.low in PARTICLES for token in words):
        return False
    return any(_SPELT.search(token.low) for token in words)
