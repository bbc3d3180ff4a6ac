"""Which patient a chat message is about: pure functions from text to what it names.

`find_patient` reads a message out of the blue, `find_answer` one that may answer "which patient?",
`affirms` one that may answer "do we go on with X?". `normal_form` is the one written form of an
identifier (see `normal.py`).

What reads text loads when it is asked for: whoever only compares identifiers, as the HTTP API does for its
callers' rights, has no use for the vocabularies.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from agents.patients.normal import UNKNOWN, normal_form

if TYPE_CHECKING:
    from agents.patients.answers import affirms, find_answer
    from agents.patients.finding import find_patient
    from agents.patients.mention import Identifier, Mention, Reading

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

_READERS = {
    "Identifier": "mention",
    "Mention": "mention",
    "Reading": "mention",
    "affirms": "answers",
    "find_answer": "answers",
    "find_patient": "finding",
}


def __getattr__(name: str) -> object:
    if name not in _READERS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_READERS[name]}"), name)
