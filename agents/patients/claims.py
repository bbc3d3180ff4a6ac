"""What a message claims about patients: each place where it names one, before its context is judged."""

from enum import Enum, auto
from typing import NamedTuple

from agents.patients.tokens import Message


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
        return message.written(self.first, self.last)
