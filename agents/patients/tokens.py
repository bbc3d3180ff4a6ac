"""A message as words, numbers and marks, in time linear in its length.

A text longer than `WHOLE` characters is read in windows around the words that can introduce a patient. A
text with so many of these that the windows hold more than `MOST` characters is not read at all: the
caller is asked instead, so a second patient is never missed in silence.
"""

import re
from collections.abc import Iterator
from enum import Enum, auto
from typing import NamedTuple

from agents.patients.spelling import Folded, fold
from agents.patients.words.denying import CORRECTING
from agents.patients.words.documents import DOCUMENTS, GLUED
from agents.patients.words.misspelt import CHATTED, MISSPELT
from agents.patients.words.people import PATIENT_PLURALS, PATIENT_WORDS
from agents.patients.words.phrases import NAMING, RECORDS, SELF

WHOLE = 20_000
MOST = 40_000
BEFORE, AFTER = 200, 300

_PIECE = 400
_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz")
_TRIGGERS = (
    (frozenset(DOCUMENTS) - {"no"})  # of `no de cédula`
    | PATIENT_WORDS
    | PATIENT_PLURALS
    | RECORDS
    | SELF
    | NAMING
    | CORRECTING
    | set(MISSPELT)
    | _LETTERS
)
# Words, abbreviations such as `c.c.` by their second letter, and numbers in a national form (`forms.py`).
# Each branch starts with a character, not an assertion: `re` then skips to the next one that fits.
_WORD = re.compile(
    r"[a-z]{2,}(?:\d{6}[hmx])?|[ve]-?\d[\d.]{5}|[a-z](?<=[a-z]\.[a-z])\b"
    r"|\.\d{3}-[\dk]|-\d{6,7}-\d|-(?:19|20)\d\d-\d{5}"
)
_SPACE = re.compile(r"\s")
_TOKEN = re.compile(
    r"(?P<initials>(?<!\w)[a-z]\.(?:(?: [a-z]\.){1,5}|(?:[a-z]\.){1,5})(?![a-z])"
    r"|(?<!\w)[a-z](?:\.[a-z]){1,5}(?![\w.]))"
    r"|(?P<word>\w+(?:(?:(?<=\d)[.,/](?=\d)|[-'](?=\w))\w+)*)"
    r"|(?P<mark>[^\w\s]|\n)"
)
_GLUED = re.compile(rf"({'|'.join(sorted(GLUED, key=len, reverse=True))})[-_]?(?=\d)")
_NUMBER = re.compile(r"\d+(?:[.,/-]\d+)*(?:-?k)?\Z")
_ENDS = frozenset(".;?!\n…")
_BEHIND_PARA = frozenset("el la los las mi su un una que q ver".split())
_SHORTENED = frozenset(
    """
    no nro num n sr sra srta dr dra lic ced exp hist reg prof doc expte expdte exte hclin id pac pte exped
    clin ma pcte enf h c tel cel fam st sta p ej px pct
    """.split()
)


class Kind(Enum):
    """What a token is made of: letters, digits and their separators, both, or a mark."""

    WORD = auto()
    NUMBER = auto()
    CODE = auto()
    MARK = auto()


class Token(NamedTuple):
    """`low` is folded, its spelling corrected; `start` and `end` cut the folded text; `ends` a sentence."""

    low: str
    plain: str
    start: int
    end: int
    kind: Kind
    ends: bool = False


END = Token("", "", -1, -1, Kind.MARK, ends=True)


class Message:
    """A folded text and its tokens. Places outside of it hold `END`."""

    def __init__(self, folded: Folded, tokens: list[Token]) -> None:
        self.text = folded.text
        self.folded = folded
        self.tokens = tokens
        self._lows = [token.low for token in tokens]
        self._size = len(tokens)
        # Capitals tell names apart only in a text that has both kinds of letters.
        words = [token.plain for token in tokens if token.kind is Kind.WORD and len(token.plain) > 1]
        self.shouted = sum(map(str.isupper, words)) * 10 > len(words) * 8

    def __len__(self) -> int:
        return self._size

    def __getitem__(self, place: int) -> Token:
        return self.tokens[place] if 0 <= place < self._size else END

    def low(self, place: int) -> str:
        return self._lows[place] if 0 <= place < self._size else ""

    def written(self, first: int, last: int) -> str:
        """The folded text of the tokens from `first` up to, and without, `last`."""
        return self.folded.plain[self[first].start : self[last - 1].end]

    def last_letter(self, place: int) -> str:
        """The last letter of a word as the caller wrote it, with its accent."""
        token = self[place]
        return self.text[slice(*self.folded.span(token.start, token.end))][-1:] if token.start >= 0 else ""

    def is_accented(self, place: int) -> bool:
        """Whether a word has an accent, as the caller wrote it: `sí`, `él`."""
        token = self[place]
        written = self.text[slice(*self.folded.span(token.start, token.end))] if token.start >= 0 else ""
        return written.lower() != token.plain.lower()

    def gap(self, place: int) -> str:
        """What stands between a token and the one before it: spaces, or nothing."""
        return self.folded.low[self[place - 1].end : self[place].start]


def read(text: str) -> Message | None:
    """The tokens of a text, or of its windows; None when there is too much to read."""
    folded = fold(text)
    windows = [(0, len(folded.low))] if len(folded.low) <= WHOLE else _windows(folded.low)
    if windows is None:
        return None
    tokens = [token for start, end in windows for token in _scan(folded, start, end)]
    _write_out(tokens)
    return Message(folded, tokens)


def _write_out(tokens: list[Token]) -> None:
    """`cédula d la paciente q ...`: small words as a chat spells them."""
    for place, (before, token, after) in enumerate(zip([END, *tokens], tokens, tokens[1:], strict=False)):
        among_words = after.kind is Kind.WORD and (before.kind is Kind.WORD or before.ends)
        if token.low in CHATTED and among_words and (token.low != "pa" or after.low in _BEHIND_PARA):
            tokens[place] = token._replace(low=CHATTED[token.low])


def _windows(low: str) -> list[tuple[int, int]] | None:
    windows: list[tuple[int, int]] = []
    total, covered = 0, 0
    for place in _introductions(low):
        start = max(place - BEFORE, covered)
        start = max(low.rfind(" ", covered, start), covered)
        space = _SPACE.search(low, max(place + AFTER, covered))
        end = space.start() if space else len(low)
        total += end - start
        if total > MOST:
            return None
        if windows and start <= covered:
            start = windows.pop()[0]
        windows.append((start, end))
        covered = end
    return windows


def _introductions(low: str) -> Iterator[int]:
    """Where words stand that can introduce a patient. Most pieces of a long text have none, which is quick
    to see."""
    end = 0
    while end < len(low):
        start, space = end, _SPACE.search(low, end + _PIECE)
        end = space.end() if space else len(low)
        words = set(_WORD.findall(low, start, end))
        if words.isdisjoint(_TRIGGERS) and all(map(str.isalpha, words)):
            continue
        for match in _WORD.finditer(low, start, end):
            if match.group() in _TRIGGERS or not match.group().isalpha():
                yield match.end()


def _scan(folded: Folded, start: int, end: int) -> Iterator[Token]:
    before = ""
    for match in _TOKEN.finditer(folded.low, start, end):
        first, last = match.span()
        text = match.group()
        if text.isalpha() and match.lastgroup == "word":
            yield Token(MISSPELT.get(text, text), folded.plain[first:last], first, last, Kind.WORD)
        elif match.lastgroup == "mark":
            ends = text in _ENDS and not (text == "." and before in _SHORTENED)
            yield Token(text, text, first, last, Kind.MARK, ends)
        elif match.lastgroup == "initials":
            low = text.replace(".", "").replace(" ", "")
            yield Token(low, folded.plain[first:last], first, last, Kind.WORD)
        else:
            yield from _words(folded, first, last)
        before = text
    yield END._replace(start=end, end=end)


def _words(folded: Folded, first: int, last: int) -> Iterator[Token]:
    if folded.low.endswith("'s", first, last) and "_" in folded.low[first:last]:
        last -= 2
    glued = _GLUED.match(folded.low, first, last)
    if glued:
        yield _word(folded, first, glued.end(1))
        first = glued.end()
    yield _word(folded, first, last)


def _word(folded: Folded, first: int, last: int) -> Token:
    low = folded.low[first:last]
    if _NUMBER.match(low):
        kind = Kind.NUMBER
    elif "_" in low or any(map(str.isdigit, low)):
        kind = Kind.CODE
    else:
        kind = Kind.WORD
    return Token(MISSPELT.get(low, low), folded.plain[first:last], first, last, kind)
