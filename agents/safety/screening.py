"""The screen itself: read, find what raises an alarm, and keep what nothing takes back."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from agents.safety import contexts
from agents.safety.alarms import ALARMS
from agents.safety.emergencies import RedFlag
from agents.safety.patterns import Phrases, words_in
from agents.safety.reading import UNKNOWN, Lexicon
from agents.safety.vocabulary import CONCEPTS, GLUED, MISTYPED, PHRASES, REAL_WORDS


def screen(text: str) -> RedFlag | None:
    """The emergencies that `text` tells of as present, or None.

    Pure, total over any str, and linear in its length. In doubt it raises the alarm: a spare warning costs a
    glance. Said-not-so ("niega dolor torácico"), long past, another's past and teaching raise none.
    """
    symbols = _condensed(_LEXICON.read(text))
    present = set(symbols)
    retractions = _Retractions(symbols)
    found = [
        emergency
        for emergency, phrases in _ALARMS.items()
        if any(not retractions.cover(match) for phrase in phrases for match in phrase.find(symbols, present))
    ]
    return RedFlag.of(found) if found else None


def _condensed(symbols: str) -> str:
    """The same sentences, each once: nothing here reaches over the end of one, so no meaning is lost.

    Floods shrink with it: three of a kind in a row, or forty unknown words, say no more than a longer run.
    """
    symbols = _LONG_SILENCE.sub(_STOP, _FLOOD.sub(r"\1\1\1", symbols))
    return f"{_STOP}{_STOP.join(dict.fromkeys(symbols.split(_STOP)))}{_STOP}"


def _lexicon() -> Lexicon:
    phrases = [phrase for phrases in ALARMS.values() for phrase in phrases]
    phrases += [phrase for value in vars(contexts).values() if isinstance(value, tuple) for phrase in value]
    phrases += [contexts.PAST_DISEASE, *PHRASES, *PHRASES.values()]
    literals = {word: frozenset({word}) for word in words_in(phrases)}
    return Lexicon(
        {**CONCEPTS, **literals}, mistyped=MISTYPED, real_words=REAL_WORDS, phrases=PHRASES, glued=GLUED
    )


_LEXICON = _lexicon()
_PHRASES = Phrases(_LEXICON)
# Longest first: a long phrase that is taken back takes the shorter ones inside it along.
_ALARMS = {
    emergency: [_PHRASES.compile(phrase) for phrase in sorted(phrases, key=lambda p: -len(p.split()))]
    for emergency, phrases in ALARMS.items()
}
_STOP = _LEXICON.read(".")
_FLOOD = re.compile(r"(.)\1{3,}", re.DOTALL)
# No phrase and no context reaches over forty words in a row that mean nothing here; short is fast.
_LONG_SILENCE = re.compile(f"[{UNKNOWN}{_LEXICON.read(',')}]{{40,}}")


def _either(phrases: Iterable[str]) -> str:
    return f"(?:{'|'.join(_PHRASES.source(phrase) for phrase in phrases)})"


def _run(*ends: str) -> str:
    """Up to sixty words, to the first that ends the context."""
    return f"{_PHRASES.none_of(*ends)}{{0,60}}"


_ENDS = contexts.ENDS_A_DENIAL
_COMMA = re.compile(_PHRASES.any_of("COMMA"))
_DENIED_NEXT = re.compile(_either(contexts.DENIED_NEXT))
_DENIED_LIST = re.compile(f"{_either(contexts.DENIAL_UNDONE)}|{_either(contexts.DENIES_A_LIST)}(?P<said>{_run(*_ENDS)})")
_DENIED = re.compile(
    f"{_either(contexts.DENIAL_UNDONE)}|{_either(contexts.DENIES)}(?P<said>"
    f"{_run(*_ENDS)}?(?:(?={_PHRASES.any_of('NOR')})|{_PHRASES.any_of('OR')}{_run(*_ENDS, 'COMMA')})"
    f"|{_run(*_ENDS, 'COMMA')})"
)
_DENIED_BRIEFLY = re.compile(f"{_either(contexts.DENIES_BRIEFLY)}(?P<said>{_PHRASES.none_of(*_ENDS, 'COMMA')}{{0,2}})")
_HISTORY = re.compile(
    f"{_either(['WITHOUT|NEGATOR|NO ~3 DISCLAIMER'])}"
    f"|{_either(contexts.OPENS_HISTORY)}(?P<said>{_run('STRONG', 'BUT', 'WITH', 'FINITE', 'NOW', 'CLITIC', 'CURRENT')})"
)
_ANOTHERS_PAST = re.compile(f"{_either(contexts.OPENS_ANOTHERS_PAST)}(?P<said>{_run('STRONG', 'BUT', 'RECENT', 'CLITIC', 'FINITE')})")
_PAST_DISEASE = re.compile(f"(?P<said>{_PHRASES.source(contexts.PAST_DISEASE)})")
_HYPOTHESIS = re.compile(
    f"{_either(contexts.OPENS_A_HYPOTHESIS)}(?P<said>{_run('STRONG', 'BUT', 'PERSONAL')})"
    f"|{_PHRASES.any_of(contexts.CONDITION)}"
    f"(?P<condition>{_run('STRONG', 'CLITIC', 'BUT')}?{_PHRASES.any_of(contexts.DIRECTIVE)})"
)
_IMPERSONAL = re.compile(
    f"{_PHRASES.any_of('STRONG')}(?P<said>{_PHRASES.none_of('STRONG', 'PERSONAL')}*+)(?={_PHRASES.any_of('STRONG')})"
)
_STUDIES = re.compile(_either(contexts.STUDIES))
_CURRENT_AFTER = re.compile(f"{_PHRASES.none_of('STRONG', 'COMMA', 'BUT')}{{0,8}}?{_PHRASES.any_of('CURRENT')}")
_RECENT_AFTER = re.compile(f"{_PHRASES.none_of('STRONG', 'BUT')}{{0,8}}?{_PHRASES.any_of('RECENT')}")
_RECENT_BEFORE = re.compile(f"{_PHRASES.any_of('RECENT')}{_PHRASES.none_of('STRONG')}*$")
_DENIED_AFTER = re.compile(_either(contexts.DENIED_AFTER))
_EVENT_IS_PAST = re.compile(_either(contexts.EVENT_IS_PAST))
_EVENT = re.compile(_PHRASES.any_of("EVENT"))


class _Retractions:
    """For each word of one message, what takes an alarm that starts there back."""

    def __init__(self, symbols: str) -> None:
        self._symbols = symbols

    def cover(self, match: re.Match[str]) -> bool:
        """Whether the alarm `match` is about nobody's present; its parts are taken back with it."""
        start, end = match.span()
        if self._never[start]:
            # "no es ideación suicida" holds no "suicida" either.
            self._never[start:end] = b"\x01" * (end - start)
            return True
        return (
            (self._unless_current[start] and not _CURRENT_AFTER.match(self._symbols, end))
            or (self._unless_recent[start] and not self._is_recent(start, end))
            or bool(_DENIED_AFTER.match(self._symbols, end))
            or bool(_EVENT.search(match[0]) and _EVENT_IS_PAST.match(self._symbols, end))
        )

    # Computed when the first alarm asks: most messages raise none.

    @cached_property
    def _never(self) -> bytearray:
        return self._marked(self._never_said())

    @cached_property
    def _unless_current(self) -> bytearray:
        return self._marked(self._spans(_DENIED_LIST, _HISTORY))

    @cached_property
    def _unless_recent(self) -> bytearray:
        return self._marked(self._spans(_ANOTHERS_PAST, _PAST_DISEASE))

    def _is_recent(self, start: int, end: int) -> bool:
        before = self._symbols[max(0, start - 12) : start]
        return bool(_RECENT_AFTER.match(self._symbols, end) or _RECENT_BEFORE.search(before))

    def _marked(self, spans: Iterable[tuple[int, int]]) -> bytearray:
        marks = bytearray(len(self._symbols) + 1)
        for start, end in spans:
            marks[start:end] = b"\x01" * (end - start)
        return marks

    def _spans(self, *patterns: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        for pattern in patterns:
            for match in pattern.finditer(self._symbols):
                yield match.span(match.lastgroup or 0) if match.lastgroup else (0, 0)

    def _never_said(self) -> Iterator[tuple[int, int]]:
        for match in _DENIED_NEXT.finditer(self._symbols):
            yield match.start() + 1, match.end() + 1
        yield from self._spans(_DENIED, _DENIED_BRIEFLY, _HYPOTHESIS)
        for start, end in self._spans(_DENIED_LIST):
            comma = _COMMA.search(self._symbols, start, end)
            yield start, comma.start() if comma else end
        for start, end in self._spans(_IMPERSONAL):
            if _STUDIES.search(self._symbols, start, end):
                yield start, end
