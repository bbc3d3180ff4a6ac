"""What a message claims about patients: each place where it names one, before its context is judged."""

import re
from enum import Enum, auto
from typing import NamedTuple

from agents.patients.names import Trust, read_name
from agents.patients.tokens import Message
from agents.patients.values import read_code
from agents.patients.words.phrases import ARTICLES

NO_NUMBER = 99
_SHAPES = {
    "cedula": re.compile(r"[ve][-. ]?\d[\d.]{5,10}\Z"),
    "curp": re.compile(r"[a-z]{4}\d{6}[a-z]{6}[a-z0-9]\d\Z"),
}
_DOUBTS = {Trust.FULL: "", Trust.ONE_WORD: "one-name", Trust.GUESS: "unsure-name"}


class Owner(Enum):
    """Whose identifier it is."""

    PATIENT = auto()
    OTHER = auto()
    UNSURE = auto()


class Claim(NamedTuple):
    """One identifier where it stands: the phrase starts at token `lead`, the value takes `first` to `last`.

    `doubt` is a reason code for why it may not be a patient. `denied`: the phrase itself says `no es`.
    `bare`: nothing but its context (`no, es 456`) makes it an identifier.
    """

    kind: str
    country: str | None
    lead: int
    first: int
    last: int
    owner: Owner = Owner.PATIENT
    doubt: str = ""
    denied: bool = False
    bare: bool = False

    def text(self, message: Message) -> str:
        """What was written, folded."""
        return message.written(self.first, self.last)


def claim_at(message: Message, lead: int, place: int, least: int, introduced: bool = False) -> Claim | None:
    """The code, number of `least` digits (`NO_NUMBER`: none) or name at a place, perhaps with a doubt."""
    code = read_code(message, place, least)
    if code:
        kind = "name" if code.named else _kind_by_shape(message.written(code.first, code.last))
        return Claim(kind, None, lead, code.first, code.last)
    name = read_name(message, place, introduced)
    return Claim("name", None, lead, name.first, name.last, doubt=_DOUBTS[name.trust]) if name else None


def _kind_by_shape(written: str) -> str:
    """`V-12.345.678` and a CURP are known by their letters: one alias, with a label or without."""
    return next((kind for kind, shape in _SHAPES.items() if shape.match(written.lower())), "id")


def sure_claim_at(message: Message, lead: int, place: int, least: int) -> Claim | None:
    """The same, but None where there is a doubt."""
    claim = claim_at(message, lead, place, least)
    return None if claim is None or claim.doubt else claim


def before_articles(message: Message, place: int) -> int:
    """The last token before a place that is no article; `o` is one only in Portuguese, after `e` or `ou`."""
    place -= 1
    while message.low(place) in ARTICLES:
        if message.low(place) == "o" and message.low(place - 1) not in ("e", "ou", "com"):
            break
        place -= 1
    return place
