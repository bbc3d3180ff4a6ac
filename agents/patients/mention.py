"""What reading a message can find: a reading, and the patients it speaks of.

These are plain values. They hold what the caller wrote, so they are health data: nothing here may be
logged.
"""

from dataclasses import dataclass
from enum import StrEnum

from agents.patients.normal import alias_of


class Reading(StrEnum):
    """What a message says about who the patient is."""

    NOBODY = "nobody"
    NAMED = "named"
    CORRECTED = "corrected"
    DENIED = "denied"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Identifier:
    """One thing that names a patient, as it was written.

    `value` is its normal form (`normal.normal_form`), `start` and `end` cut it out of the caller's text,
    `country` is an ISO 3166 alpha-2 code or None, `confidence` lies between 0 and 1.
    """

    kind: str
    country: str | None
    value: str
    start: int
    end: int
    confidence: float

    @property
    def alias(self) -> str:
        """One key for all spellings of one identifier: the input of a keyed hash, never of a path."""
        return alias_of(self.kind, self.country, self.value)


@dataclass(frozen=True, slots=True)
class Mention:
    """The reading, whom it is about (candidates if unclear), and a code for why without the caller's text."""

    reading: Reading
    patients: tuple[Identifier, ...]
    reason: str
