"""What a message claims about patients: each place where it names one, before its context is judged."""

from enum import Enum, auto
from typing import NamedTuple

from agents.patients.forms import form_at
from agents.patients.names import Trust, read_name
from agents.patients.tokens import Message
from agents.patients.values import read_code
from agents.patients.words.people import PATIENT_PLURALS, PATIENT_WORDS, TITLES
from agents.patients.words.phrases import ARTICLES

NO_NUMBER = 99
_SENTENCE = 30
# What may stand between a word and the claim that it is about.
FILLERS = (
    ARTICLES
    | PATIENT_WORDS
    | PATIENT_PLURALS
    | TITLES
    | frozenset(
        "con numero id cedula historia de sobre sesion notas ese este esa esta : del mi entre".split()
    )
)
LIKELY, UNSURE_NAME = "likely-name", "unsure-name"
_DOUBTS = {
    Trust.FULL: "",
    Trust.LIKELY: LIKELY,
    Trust.ONE_WORD: "one-name",
    Trust.GUESS: UNSURE_NAME,
}


class Owner(Enum):
    """Whose identifier it is."""

    PATIENT = auto()
    OTHER = auto()
    UNSURE = auto()


class Claim(NamedTuple):
    """One identifier where it stands: the phrase starts at token `lead`, the value takes `first` to `last`.

    `doubt` is a reason code for why it may not be a patient. `denied`: the phrase itself says `no es`.
    `bare`: nothing but its context (`no, es 456`) makes it an identifier. `joined`: named in one breath with
    the claim before it, as someone else (`123 y 456`).
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
    joined: bool = False

    def text(self, message: Message) -> str:
        """What was written, folded."""
        return message.written(self.first, self.last)


def claim_at(message: Message, lead: int, place: int, least: int, introduced: bool = False) -> Claim | None:
    """The code, number of `least` digits (`NO_NUMBER`: none) or name at a place, perhaps with a doubt."""
    formed = form_at(message, place)
    if formed:
        (kind, country), last = formed
        return Claim(kind, country, lead, place, last)
    code = read_code(message, place, least)
    if code:
        return Claim("name" if code.named else "id", None, lead, code.first, code.last)
    name = read_name(message, place, introduced)
    return Claim("name", None, lead, name.first, name.last, doubt=_DOUBTS[name.trust]) if name else None


def sure_claim_at(message: Message, lead: int, place: int, least: int) -> Claim | None:
    """The same, but None where there is a doubt."""
    claim = claim_at(message, lead, place, least)
    return None if claim is None or claim.doubt else claim


def awaited_claim_at(message: Message, lead: int, place: int, least: int) -> Claim | None:
    """The same where a patient is awaited: what is likely a name is one."""
    claim = claim_at(message, lead, place, least)
    if claim and claim.doubt == LIKELY:
        return claim._replace(doubt="")
    return None if claim is None or claim.doubt else claim


def before_articles(message: Message, place: int) -> int:
    """The last token before a place that is no article; `o` is one only in Portuguese, after `e` or `ou`."""
    place -= 1
    while message.low(place) in ARTICLES:
        if message.low(place) == "o" and message.low(place - 1) not in ("e", "ou", "com"):
            break
        place -= 1
    return place


def sentence_of(message: Message, claim: Claim) -> tuple[int, int]:
    """The tokens of a claim's sentence, from first up to, and without, last; of a long one those near it."""
    first = claim.lead
    while (
        first > max(0, claim.lead - _SENTENCE) and not message[first - 1].ends and message.low(first) != "¿"
    ):
        first -= 1
    last = claim.last
    while last < claim.last + _SENTENCE and not message[last].ends:
        last += 1
    return first, last
