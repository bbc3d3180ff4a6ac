"""The one written form of a patient identifier: safe in an S3 key and as a file name on every system.

The form has ASCII letters, digits and `_` only, starts with a letter or digit, and has at most
`MAX_LENGTH` characters. It is made by these rules, of which the first that fits wins:

1. with `_` in it (`Juan_Perez_123`): kept as written, but for accents and characters that are not allowed;
2. without digits, or with two or more words among which digits stand (`juan perez 123`): a name, joined
   with `_`; words in capitals or small letters get one capital, particles none (`MARÍA DE LA CRUZ` ->
   `Maria_de_la_Cruz`);
3. anything else with digits (`V-12.345.678`, `exp-7781`, a CURP): separators dropped, letters in capitals.

Longer forms are cut and end in a hash of the whole, so two of them never meet. Refused (None): values
with letters of another script (they hide look-alikes), Windows device names, `unknown`, and values with
nothing left.
"""

import hashlib
import re

from agents.patients.spelling import UNREADABLE, fold

UNKNOWN = "unknown"
MAX_LENGTH = 64
PARTICLES = frozenset("de del la las los lo y e da do das dos di van von der".split())

_DEVICES = re.compile(r"(?:con|prn|aux|nul|(?:com|lpt)[0-9])\Z")
_NOT_ALLOWED = re.compile(r"[^A-Za-z0-9]+")
_APOSTROPHES = re.compile(r"['`]")
_WORDS = re.compile(r"[A-Za-z0-9]+")
_HASH_LENGTH = 16


def normal_form(written: str) -> str | None:
    """The folder form of what was written; None when nothing safe is left. Idempotent."""
    plain = _APOSTROPHES.sub("", fold(written).plain)
    words = list(_WORDS.finditer(plain))
    if not words or any(_is_foreign(character) for character in plain):
        return None
    form = _bounded(_shape(plain[words[0].start() : words[-1].end()]))
    return None if form.casefold() == UNKNOWN or _DEVICES.match(form.casefold()) else form


def alias_of(kind: str, country: str | None, value: str) -> str:
    """A key that is equal for all spellings of one identifier and differs for different ones."""
    form = normal_form(value) or value
    return f"{kind}:{country or '-'}:{form.casefold()}"


def _is_foreign(character: str) -> bool:
    return not character.isascii() and (character.isalnum() or character == UNREADABLE)


def _shape(plain: str) -> str:
    """The form of text that starts and ends with a letter or digit, by the first rule that fits."""
    if "_" in plain:
        return _NOT_ALLOWED.sub("_", plain)
    words = _WORDS.findall(plain)
    long_words = sum(len(word) > 1 and word.isalpha() for word in words)
    has_digits = any(map(str.isdigit, plain))
    if has_digits and (long_words < 2 or " " not in plain):
        return "".join(words).upper()
    first, *rest = words
    return "_".join([_capital(first), *map(_name_word, rest)])


def _name_word(word: str) -> str:
    return word.lower() if word.lower() in PARTICLES else _capital(word)


def _capital(word: str) -> str:
    """`McDonald` stays, `PEREZ` and `perez` get one capital."""
    return word.capitalize() if word.isupper() or word.islower() else word


def _bounded(form: str) -> str:
    if len(form) <= MAX_LENGTH:
        return form
    digest = hashlib.sha256(form.casefold().encode()).hexdigest()[:_HASH_LENGTH]
    return f"{form[: MAX_LENGTH - _HASH_LENGTH - 1].rstrip('_')}_{digest}"
