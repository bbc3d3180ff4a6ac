"""Folding: one plain spelling for text that people type with and without accents, widths and hidden
characters.

Accents, full-width forms and foreign decimal digits become ASCII; zero-width and bidirectional controls
and combining marks vanish; dashes, quotes and spaces become one of each kind. A folded text has one
character for each one kept, so a position in it is found again in the caller's text by counting the ones
dropped before it.
"""

import unicodedata
from bisect import bisect_right
from functools import cached_property, lru_cache
from itertools import compress, count

UNREADABLE = "\ufffd"
MOST_FOLDED = 2_000
_DISTANT = 0x2E80  # from here on: Chinese, Japanese, Korean, ...
_ASCII = {code: chr(code) for code in range(128)}
_SINGLE = {
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys("‘’‛´ʼ", "'"),
    **dict.fromkeys("“”«»„", '"'),
    **dict.fromkeys("º°ª˚", "°"),
    **dict(zip("øØłŁđĐðÐıħ", "oOlLdDdDih", strict=True)),
    "№": "#",
    "：": ":",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x85": "\n",
}


class Folded:
    """`plain` keeps capitals, `low` has none; both are of one length, which may be less than the text's."""

    def __init__(self, text: str, plain: str, hidden: frozenset[str]) -> None:
        self.text = text
        self.plain = plain
        self.low = plain.lower()
        self._hidden = hidden

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text, not empty, stands in the caller's text."""
        return self.origin(start), self.origin(end - 1) + 1

    def origin(self, position: int) -> int:
        """Where a position of the folded text stands in the caller's text."""
        ranks = range(len(self._dropped))
        return position + bisect_right(ranks, position, key=lambda rank: self._dropped[rank] - rank)

    @cached_property
    def _dropped(self) -> list[int]:
        """Where the text has characters that were dropped."""
        return list(compress(count(), map(self._hidden.__contains__, self.text))) if self._hidden else []


def fold(text: str) -> Folded:
    """Fold a whole text, in time linear in its length."""
    if text.isascii():
        return Folded(text, text, frozenset())
    table = _Table(_ASCII)
    plain = text.translate(table)
    return Folded(text, plain, frozenset(chr(code) for code, folded in table.items() if not folded))


class _Table(dict[int, str]):
    """How characters fold, found out as they are met.

    Of a text with more than `MOST_FOLDED` different ones, which no language of ours needs, the characters of
    distant scripts stay as they are: finding out is slow, and such a text is read all the same.
    """

    def __missing__(self, code: int) -> str:
        character = chr(code)
        distant = code >= _DISTANT and len(self) > MOST_FOLDED
        self[code] = character if distant else _fold_character(character)
        return self[code]


@lru_cache(maxsize=4096)
def _fold_character(character: str) -> str:
    """One character, or none for what is never seen. Never grows, not even when made lower-case."""
    if character in _SINGLE:
        return _SINGLE[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Me", "Cf"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category[0] == "Z":
        return " "
    letters = [
        each for each in unicodedata.normalize("NFKD", character) if unicodedata.category(each) != "Mn"
    ]
    folded = letters[0] if len(letters) == 1 else character
    return folded if len(folded.lower()) == 1 else UNREADABLE
