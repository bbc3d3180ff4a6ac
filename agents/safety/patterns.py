"""A small language for phrases, compiled to regular expressions over the lexicon's symbols.

Elements, separated by spaces:

    pecho          that word              PAIN           a word of that concept
    dolor|PAIN     either                 muy?           there or not
    ~4             up to 4 words, in one clause
    ~,4            the same, commas allowed
    ~~4            the same, anything but the end of the sentence
    !acondicionado       not followed by that word
    !~3:muela|diente     not followed by one of them within 3 more words
    <con                 not preceded by that word, nor by it and one more

A gap never steps over another word that fits the element before it: the match then starts at the last
such word, whose own negation counts ("sin dolor de cabeza y dolor de pecho").
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agents.safety.reading import Lexicon

_GAP = re.compile(r"~([,~]?)(\d+)")
_CLAUSE_ENDS = ("STRONG", "COMMA", "COLON", "NO", "NEGATOR", "WITHOUT", "BUT")
_LIST_ENDS = ("STRONG", "COLON", "NO", "NEGATOR", "WITHOUT", "BUT")
_GAP_ENDS = {"": _CLAUSE_ENDS, ",": _LIST_ENDS, "~": ("STRONG",)}


def words_in(patterns: Iterable[str]) -> set[str]:
    """Every plain word that `patterns` name: each must be in the lexicon as a concept of its own."""
    return {word for pattern in patterns for word in re.findall(r"[a-zñ]+", pattern)}


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase, ready to be found."""

    pattern: re.Pattern[str]
    needs: tuple[frozenset[str], ...]  # a symbol of each must be there, or the phrase is not
    gaps: bool = False

    def may_be_in(self, present: set[str]) -> bool:
        """Quick: whether a text of these different symbols has what the phrase needs."""
        return not any(present.isdisjoint(need) for need in self.needs)

    def may_fit(self, symbols: str) -> bool:
        """Quick: whether the phrase could stand in `symbols` if repeated words in it were fewer."""
        return self.gaps or self.pattern.search(symbols) is not None

    def find(self, symbols: str) -> Iterator[re.Match[str]]:
        """Where the phrase stands in `symbols`, left to right."""
        return self.pattern.finditer(symbols)


class Phrases:
    """Compiles phrases against one lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def any_of(self, *names: str) -> str:
        """A character class: one symbol of any of the concepts or words."""
        return f"[{self._symbols(names)}]"

    def none_of(self, *names: str) -> str:
        """A character class: one symbol of none of them."""
        return f"[^{self._symbols(names)}]"

    def source(self, phrase: str) -> str:
        """The regular expression of a phrase, in which every repetition is bounded."""
        parts = []
        previous: tuple[str, ...] = ()
        for element in phrase.split():
            if element.startswith("!"):
                parts.append(self._not_followed_by(element[1:]))
            elif element.startswith("<"):
                before = self.any_of(*element[1:].split("|"))
                parts.append(f"(?<!{before})(?<!{before}.)")
            elif gap := _GAP.fullmatch(element):
                parts.append(self._gap(gap, previous))
            else:
                previous = tuple(element.removesuffix("?").split("|"))
                parts.append(self.any_of(*previous) + ("?" if element.endswith("?") else ""))
        return "".join(parts)

    def compile(self, phrase: str) -> Phrase:
        """The phrase, ready to be found in a string of symbols."""
        return Phrase(re.compile(self.source(phrase)), tuple(self._needs(phrase)), "~" in phrase)

    def either(self, phrases: Iterable[str]) -> str:
        """The regular expression of any one of the phrases, the first that fits."""
        return f"(?:{'|'.join(self.source(phrase) for phrase in phrases)})"

    def rarest(self, phrase: Phrase) -> frozenset[str]:
        """Of the symbols that a phrase needs, those that least text has: what has none has no such phrase."""
        return max(phrase.needs, key=lambda need: (min(map(self._lexicon.shortest, need)), -len(need)))

    @staticmethod
    def any_symbol(sets: Iterable[frozenset[str]]) -> re.Pattern[str]:
        """Finds a symbol that is in one of the sets."""
        return re.compile(f"[{''.join(sorted(frozenset().union(*sets)))}]")

    def frame(self, opens: list[str], said: str, *, before: Iterable[str] = ()) -> Phrase:
        """Any of the phrases `opens`, then the expression `said`; what fits `before` is passed over."""
        before = list(before)
        passed_over = "".join(f"{self.source(phrase)}|" for phrase in before)
        leads = frozenset().union(*(next(self._needs(phrase)) for phrase in opens))
        starts = [self._starts(phrase) for phrase in [*opens, *before]]
        # Most words start no frame: one look instead of a try of each.
        quick = f"(?=[{''.join(starts)}])" if len(starts) > 1 else ""
        return Phrase(re.compile(f"{quick}(?:{passed_over}{self.either(opens)}{said})"), (leads,))

    def _starts(self, phrase: str) -> str:
        """The symbols that a phrase may start with; it must not start with a gap."""
        symbols = ""
        for element in phrase.split():
            if element[0] in "~!":
                raise ValueError(f"a frame that starts anywhere: {phrase}")
            if element[0] != "<":
                symbols += self._symbols(element.removesuffix("?").split("|"))
                if not element.endswith("?"):
                    break
        return symbols

    def _needs(self, phrase: str) -> Iterator[frozenset[str]]:
        for element in phrase.split():
            if element[0] not in "~!<" and element[-1] != "?":
                yield frozenset(self._symbols(element.split("|")))

    def _gap(self, gap: re.Match[str], previous: tuple[str, ...]) -> str:
        return f"{self.none_of(*_GAP_ENDS[gap[1]], *previous)}{{0,{gap[2]}}}?"

    def _not_followed_by(self, element: str) -> str:
        gap, _, names = element.rpartition(":")
        between = _GAP.fullmatch(gap) if gap else None
        if gap and not between:
            raise ValueError(f"not a gap: {gap}")
        return f"(?!{self._gap(between, ()) if between else ''}{self.any_of(*names.split('|'))})"

    def _symbols(self, names: Iterable[str]) -> str:
        return "".join(sorted(set("".join(self._lexicon.members(name) for name in names))))
