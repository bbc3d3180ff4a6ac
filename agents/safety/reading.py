"""From a message to a string of symbols, one a word: what typing, accents and thumbs do to words ends here.

Everything downstream is a regular expression over that string. One symbol stands for all words that mean
the same to the screen, so the string is short and no expression ever looks at spelling.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from itertools import repeat
from types import MappingProxyType

UNKNOWN = "\ue000"  # a word that says nothing to the screen
_FIRST_SYMBOL = 0xE001  # Unicode's private use area: never special in a regular expression

_TOKEN = re.compile(r"\(-\)|[a-z]+|\d+|[.\n,:()/+]")

# After NFKD and UTF-8, the bytes of a combining accent (CC xx, CD xx) vanish; any other foreign character
# becomes a space for its first byte and nothing for the rest. Byte tables cost one pass whatever the input.
_DELETED = bytes([*range(0x80, 0xC0), 0xCC, 0xCD, *b"'`"])
_BYTES = bytes(
    b"."[0] if byte in b";?!" else b" "[0] if byte >= 0xC2 else byte for byte in range(256)
).lower()  # what ends a sentence is one mark

# What Spanish speakers write for one sound. In order; "ch" and the chat "x" (pexo, muxo) meet.
_SOUNDS = (
    ("hpp", "hapepe"),  # an abbreviation, as it is said: as one sound it would be every "p."
    *(
        ("ch", "x"),
        ("h", ""),
        ("qu", "k"),
        ("q", "k"),
        ("ge", "je"),
        ("gi", "ji"),
        ("gue", "ge"),
        ("gui", "gi"),
    ),
    *(("ce", "se"), ("ci", "si"), ("c", "k"), ("z", "s"), ("v", "b"), ("ll", "y")),
)

_DOUBLED = re.compile(r"([a-z .,:\n])\1+")

# The keys around each key on a phone's keyboard.
_NEIGHBOURS = dict(
    pair.split(":")
    for pair in (
        "q:wa w:qeas e:wrsd r:etdf t:ryfg y:tugh u:yihj i:uojk o:ipkl p:ol a:qwsz s:adwexz d:sferxc f:dgrtcv"
        " g:fhtyvb h:gjyubn j:hkuinm k:jliom l:kop z:asx x:zsdc c:xdfv v:cfgb b:vghn n:bhjm m:njk"
    ).split()
)


def fold(text: str) -> str:
    """Lower-case ASCII that sounds like `text`: no accents, one spelling a sound, no doubled letters."""
    if not text.isascii():
        # These two ligatures alone grow 18-fold under NFKD; curly apostrophes are typed for straight ones.
        text = text.replace("\ufdfa", " ").replace("\ufdfb", " ").replace("\u2019", "'").replace("\u00ad", "")
        text = text.replace("¿", ".")  # a question is a sentence of its own, however it is joined on
        text = unicodedata.normalize("NFKD", text)
    text = text.encode("utf-8", "surrogatepass").translate(_BYTES, _DELETED).decode("ascii")
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return _DOUBLED.sub(lambda run: run[1], text)


def slips(word: str) -> list[str]:
    """What hurried thumbs make of `word`: a letter lost, two swapped, a key beside. Short words: none."""
    if len(word) < 5:
        return []
    lost = [word[:i] + word[i + 1 :] for i in range(len(word))]
    swapped = [word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)]
    missed = [word[:i] + key + word[i + 1 :] for i, c in enumerate(word) for key in _NEIGHBOURS.get(c, "")]
    return lost + swapped + missed


class Lexicon:
    """Which symbol stands for which word, and which symbols for which concept.

    A word may belong to several concepts; words that belong to exactly the same ones share a symbol.
    """

    def __init__(
        self,
        concepts: Mapping[str, Iterable[str]],
        *,
        mistyped: Iterable[str] = (),
        real_words: Iterable[str] = (),
        phrases: Mapping[str, str] = MappingProxyType({}),
        glued: Iterable[str] = (),
    ) -> None:
        """`mistyped` words are known by their slips too, unless a slip is a known or real word.

        `phrases` are read as the one word each maps to; `glued` are phrases to find without their spaces.
        """
        memberships: dict[str, set[str]] = {}
        for concept, words in concepts.items():
            for word in words:
                memberships.setdefault(fold(word), set()).add(concept)
        symbols: dict[frozenset[str], str] = {}
        self._members: dict[str, str] = dict.fromkeys(concepts, "")
        self._symbols: dict[str, str] = {}
        for word, member_of in memberships.items():
            signature = frozenset(member_of)
            if signature not in symbols:
                symbols[signature] = chr(_FIRST_SYMBOL + len(symbols))
                for concept in signature:
                    self._members[concept] += symbols[signature]
            self._symbols[word] = symbols[signature]
        self._add_slips(mistyped, real_words)
        self._shortest = {self._symbols[word]: len(word) for word in sorted(self._symbols, key=len)[::-1]}
        self._glued = [(fold(phrase).replace(" ", ""), fold(phrase)) for phrase in glued]
        self._phrases: list[tuple[str, str]] = []
        self._phrases = [(self.read(phrase), self.read(word)) for phrase, word in phrases.items()]

    def _add_slips(self, words: Iterable[str], real_words: Iterable[str]) -> None:
        taken = {*self._symbols, *map(fold, real_words)}
        for word in sorted(words):
            for slip in fold(" ".join(slips(word))).split():
                if len(slip) > 2 and slip not in taken:
                    self._symbols.setdefault(slip, self._symbols[fold(word)])

    def shortest(self, symbol: str) -> int:
        """How long the shortest word is that the symbol stands for."""
        return self._shortest[symbol]

    def members(self, concept: str) -> str:
        """The symbols of a concept; KeyError for a concept nobody defined."""
        return self._members[concept]

    def read(self, text: str) -> str:
        """One symbol a word or mark of `text`."""
        return self.symbols(fold(text))

    def symbols(self, text: str) -> str:
        """The same of a text that `fold` has seen."""
        for glued, apart in self._glued:
            text = text.replace(glued, apart)
        symbols = "".join(map(self._symbols.get, _TOKEN.findall(text), repeat(UNKNOWN)))
        for phrase, word in self._phrases:
            symbols = symbols.replace(phrase, word)
        return symbols
