"""Which patient a chat message is about: pure functions from text to what it names.

`find_patient` reads a message out of the blue, `find_answer` one that may answer "which patient?",
`affirms` one that may answer "do we go on with X?". `normal_form` is the one written form of an
identifier (see `normal.py`). A wrong patient is far worse than a question: what is not sure is `UNCLEAR`.

A message is read in four steps, and each question about a new word or rule belongs to one of them:

1. *Text to tokens*: `spelling` folds letters, `tokens` cuts words, numbers and marks.
2. *Claims*, each place that names someone (`collecting` asks them in turn, `claims` says what one is):
   - behind the word `paciente`: `patient_words`; behind a document's name: `documents` and `tails`; a number
     known by its form alone: `forms`; `notas de ...`, `pasemos a ...`: `records`; `se llama`, `soy`,
     `mi hijo`: `speakers`; `la de las 5 es ...`: `slots`;
   - what only a correction makes: `corrections`; the second patient of the same breath: `neighbours`;
   - what stands there: `values` reads a number and knows amounts, `names` a name and how far to trust it
     (`name_words`: each of its words).
3. *Judging* each claim (`context` gives the first verdict that fits): whose identifier it is: `owners` and,
   by what follows, `belonging`, with `people`, `addressing`, `informants` and `kin`; who the patient is not:
   `denials` and, by what follows, `disowning`; who is only supposed: `suppositions`; who is only compared
   with, or left: `context`; whom somebody else is only beside: `beside`; what is asked or not sure: `doubts`.
4. *Joining*: `joining` makes people of claims, `checksums` adds how sure a number is, `finding` reads all.

Words stand in `words/`, one file a story; `words/namesakes.py` holds names that are something else too. A
rule goes into the module that tells its story, a word into the set that its neighbours share; a word that
fits no set asks for a rule. `make eval-mentions` measures both.

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
