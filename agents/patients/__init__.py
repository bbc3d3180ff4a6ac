"""Which patient a chat message is about: pure functions from text to what it names.

`find_patient` reads a message out of the blue, `find_answer` one that may answer "which patient?",
`affirms` one that may answer "do we go on with X?". `normal_form` is the one written form of an
identifier (see `normal.py`).
"""

from agents.patients.answers import affirms, find_answer
from agents.patients.finding import find_patient
from agents.patients.mention import Identifier, Mention, Reading
from agents.patients.normal import UNKNOWN, normal_form

__all__ = [
    "UNKNOWN",
    "Identifier",
    "Mention",
    "Reading",
    "affirms",
    "find_answer",
    "find_patient",
    "normal_form",
]
