"""Where a message takes its own alarms back: denied, long past, another's past, supposed or taught."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property

from agents.safety import contexts
from agents.safety.language import LANGUAGE
from agents.safety.patterns import Phrase


class Retractions:
    """For each word of one message (a string of symbols), what takes back an alarm that starts there."""

    def __init__(self, symbols: str) -> None:
        self._symbols = symbols
        self._taught_from: dict[int, int] = {}  # by sentence

    def cover(self, match: re.Match[str]) -> bool:
        """Whether the alarm `match` tells of nobody's present; its parts are taken back with it."""
        start, end = match.span()
        if self._never[start] or self._is_taught(start):
            self._take_back_parts(start, end)
            return True
        return (
            bool(self._unless_current[start] and not _CURRENT_AFTER.match(self._symbols, end))
            or bool(self._unless_recent[start] and not self._is_recent(start, end))
            or bool(_DENIED_AFTER.match(self._symbols, end))
            or bool(_EVENT.search(match[0]) and _EVENT_IS_PAST.match(self._symbols, end))
        )

    def _take_back_parts(self, start: int, end: int) -> None:
        # "no es ideación suicida" holds no "suicida" either; after a comma a new item may well stand.
        comma = _COMMA.search(self._symbols, start, end)
        end = comma.start() if comma else end
        self._never[start:end] = b"\x01" * (end - start)

    def _is_taught(self, at: int) -> bool:
        """Whether the sentence speaks of no one in particular, and teaches or asks from before `at` on:
        "hematemesis, ¿cuál es el manejo del shock?" still tells of one."""
        number = bisect_right(self._sentences, at)
        if number not in self._taught_from:
            start, end = self._sentences[number - 1] + 1, self._sentences[number]
            impersonal = _PERSONAL.search(self._symbols, start, end) is None
            studies = _STUDIES.search(self._symbols, start, end) if impersonal else None
            self._taught_from[number] = studies.start() if studies else end
        return at >= self._taught_from[number]

    def _is_recent(self, start: int, end: int) -> bool:
        before = self._symbols[max(0, start - 12) : start]
        return bool(_RECENT_AFTER.match(self._symbols, end) or _RECENT_BEFORE.search(before))

    # Computed when the first alarm asks: most messages raise none.

    @cached_property
    def _sentences(self) -> list[int]:
        """Where sentences and lines end; the whole begins and ends with such an end."""
        return [match.start() for match in _SENTENCE_END.finditer(self._symbols)]

    @cached_property
    def _present(self) -> set[str]:
        return set(self._symbols)

    @cached_property
    def _denied_lists(self) -> list[tuple[int, int]]:
        return [*self._spans(_DENIED_LIST)]

    @cached_property
    def _never(self) -> bytearray:
        return self._marked(self._never_said())

    @cached_property
    def _unless_current(self) -> bytearray:
        return self._marked((*self._denied_lists, *self._spans(_HISTORY)))

    @cached_property
    def _unless_recent(self) -> bytearray:
        return self._marked(self._spans(_ANOTHERS_PAST, _PAST_DISEASE))

    def _marked(self, spans: Iterable[tuple[int, int]]) -> bytearray:
        marks = bytearray(len(self._symbols) + 1)
        for start, end in spans:
            marks[start:end] = b"\x01" * (end - start)
        return marks

    def _spans(self, *frames: Phrase) -> Iterator[tuple[int, int]]:
        for frame in filter(lambda frame: frame.may_be_in(self._present), frames):
            for match in frame.find(self._symbols):
                said = match.span("said")
                if said != _NOT_SAID:
                    yield said

    def _never_said(self) -> Iterator[tuple[int, int]]:
        for match in _DENIED_NEXT.find(self._symbols):
            yield match.start() + 1, match.end() + 1
        yield from self._spans(_DENIED, _DENIED_BRIEFLY, _HYPOTHESIS, _CONDITION)
        for start, end in self._denied_lists:
            # Only the first item is denied for good: after a comma, what is current stands.
            comma = _COMMA.search(self._symbols, start, end)
            yield start, comma.start() if comma else end


def _run(*ends: str) -> str:
    """Up to sixty words, to the first that ends the frame."""
    return f"{LANGUAGE.none_of(*ends)}{{0,60}}"


def _frame(opens: Iterable[str], said: str, *, undone: Iterable[str] = ()) -> Phrase:
    """A frame in which what follows an opening phrase is `said`; an `undone` opening opens nothing."""
    return LANGUAGE.frame([*opens], f"(?P<said>{said})", before=[*undone])


_NOT_SAID = (-1, -1)
_ENDS = contexts.ENDS_A_DENIAL
_ITEM = _run(*_ENDS, "COMMA")
_LIST = _run(*_ENDS)
_CLOSED_LIST = f"{_LIST}?(?:(?={LANGUAGE.any_of('NOR')})|{LANGUAGE.any_of('OR')}{_ITEM})"

_DENIED_NEXT = LANGUAGE.frame([*contexts.DENIED_NEXT], "")
_DENIED = _frame(contexts.DENIES, f"{_CLOSED_LIST}|{_ITEM}", undone=contexts.DENIAL_UNDONE)
_DENIED_LIST = _frame(
    contexts.DENIES_A_LIST, _LIST, undone=[*contexts.DENIAL_UNDONE, contexts.NO_HISTORY]
)  # fmt: skip
_DENIED_BRIEFLY = _frame(contexts.DENIES_BRIEFLY, f"{LANGUAGE.none_of(*_ENDS, 'COMMA')}{{0,2}}")
_HISTORY = _frame(contexts.OPENS_HISTORY, _run(*contexts.ENDS_A_HISTORY), undone=[contexts.NO_HISTORY])
_ANOTHERS_PAST = _frame(contexts.OPENS_ANOTHERS_PAST, _run(*contexts.ENDS_ANOTHERS_PAST))
_PAST_DISEASE = _frame(("HAD",), LANGUAGE.source(contexts.PAST_DISEASE))
_HYPOTHESIS = _frame(contexts.OPENS_A_HYPOTHESIS, _run("STRONG", "BUT", "PERSONAL"))
_CONDITION = _frame(
    (contexts.CONDITION,), f"{_run('STRONG', 'CLITIC', 'BUT')}?{LANGUAGE.any_of(contexts.DIRECTIVE)}"
)
_SENTENCE_END = re.compile(LANGUAGE.any_of("STRONG", "NEWLINE"))
_PERSONAL = re.compile(LANGUAGE.any_of("PERSONAL"))
_STUDIES = re.compile(LANGUAGE.either(contexts.STUDIES))

_COMMA = re.compile(LANGUAGE.any_of("COMMA"))
_CURRENT_AFTER = re.compile(
    f"{LANGUAGE.none_of('STRONG', 'COMMA', 'BUT')}{{0,8}}?{LANGUAGE.any_of('CURRENT')}"
)
_RECENT_AFTER = re.compile(f"{LANGUAGE.none_of('STRONG', 'BUT')}{{0,8}}?{LANGUAGE.any_of('RECENT')}")
_RECENT_BEFORE = re.compile(f"{LANGUAGE.any_of('RECENT')}{LANGUAGE.none_of('STRONG')}*$")
_DENIED_AFTER = re.compile(LANGUAGE.either(contexts.DENIED_AFTER))
_EVENT = re.compile(LANGUAGE.any_of("EVENT"))
_EVENT_IS_PAST = re.compile(LANGUAGE.either(contexts.EVENT_IS_PAST))
