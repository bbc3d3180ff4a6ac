"""Making any value fit for a log line, a metric or a trace: the same shape, nobody recognisable in it.

What a value is called decides what becomes of it (`agents.redaction.keys`): free text is dropped to its
length, identifiers become pseudonyms, secrets are hidden, and the rest is scrubbed
(`agents.redaction.scrub`).
"""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from itertools import islice
from typing import Any, Final, TypeVar

from agents.redaction.exceptions import describe_exception, type_name
from agents.redaction.keys import HIDDEN, Treatment, safe_key, treatment_of
from agents.redaction.pseudonym import Kind, Pseudonyms
from agents.redaction.scrub import LONGEST, is_marker, scrub, text_marker

OMITTED: Final = "[omitido]"
_CYCLE: Final = "[ciclo]"
_NUMBER: Final = "[número]"

_DEEPEST: Final = 8
_WIDEST: Final = 200  # members of one container
_MOST: Final = 1000  # members of the whole: shared parts would otherwise multiply
_MOST_TEXT: Final = 16_384  # characters scrubbed in the whole; more text leaves its length
_ROUNDS: Final = 4
_HUGE: Final = 10**18
_SMALL: Final = 10_000  # five digits are the fewest that may be somebody's number
# Code-like: a name of a thing in lower case, or of an exception, which nobody is called.
_WORD: Final = re.compile(r"[a-z][a-z0-9_.:/-]{0,63}|[A-Z][A-Za-z]{0,40}(?:Error|Exception|Warning|Timeout)")
_TRACE_ID: Final = re.compile(r"[0-9a-f]{16}|[0-9a-f]{32}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}")

_KINDS: Final[dict[Treatment, Kind]] = {
    Treatment.PATIENT: "patient",
    Treatment.SESSION: "session",
    Treatment.MESSAGE: "message",
    Treatment.CALLER: "caller",
}
_T = TypeVar("_T")
_Leaf = bool | int | float | str | bytes | bytearray | memoryview

_process_pseudonyms: Pseudonyms | None = None
_recognize: Callable[[str], str] | None = None


def use_pseudonyms(pseudonyms: Pseudonyms | None) -> None:
    """Make these the pseudonyms of every `sanitize_for_logging` in this process; None hides identifiers."""
    global _process_pseudonyms
    _process_pseudonyms = pseudonyms


def use_recognizer(recognize: Callable[[str], str] | None) -> None:
    """Let text that our rules have scrubbed pass through this, too; None is the default."""
    global _recognize
    _recognize = recognize


def sanitize_for_logging(value: object) -> Any:
    """`value` without health data and identifiers, in the same shape; never raises.

    Mappings, lists, tuples and sets stay what they are; models, dataclasses and named tuples become dicts;
    bytes, exceptions and other objects short strings. Beyond 8 levels, 200 members of one container or 1000
    members in all stands `[omitido]`; beyond 16,384 characters of text in all, text leaves its length only.
    Identifiers are hidden until `use_pseudonyms` was called.
    """
    return sanitize_as(value, Treatment.SCRUB)


def sanitize_as(value: object, treatment: Treatment) -> Any:
    """`sanitize_for_logging` for a value of which more is known than it says itself."""
    try:
        return _Walk(_process_pseudonyms).safe(value, treatment)
    except Exception:  # noqa: BLE001  an object whose own methods raise must not break the line about it
        return HIDDEN


class _Walk:
    """One walk through one value: what it stands in, and how much it has seen."""

    def __init__(self, pseudonyms: Pseudonyms | None) -> None:
        self._pseudonyms = pseudonyms
        self._above: set[int] = set()
        self._members = 0
        self._characters = 0

    def safe(self, value: object, treatment: Treatment) -> Any:
        value = value.value if isinstance(value, Enum) else value
        self._members += 1
        if value is None:
            return None
        if treatment is Treatment.HIDE:
            return HIDDEN
        if self._members > _MOST:
            return OMITTED
        if isinstance(value, _Leaf):
            return self._leaf(value, treatment)
        pairs = None if isinstance(value, BaseException) else _pairs_of(value)
        if pairs is None and not isinstance(value, list | tuple | set | frozenset):
            return _named(value, treatment)
        if id(value) in self._above:
            return _CYCLE
        if len(self._above) >= _DEEPEST:
            return OMITTED
        self._above.add(id(value))
        safe = self._sequence(value, treatment) if pairs is None else self._mapping(pairs, treatment)
        self._above.remove(id(value))
        return safe

    def _mapping(self, pairs: Iterable[tuple[object, object]], treatment: Treatment) -> dict[Any, Any]:
        safe: dict[Any, Any] = {}
        for key, value in _first(pairs, (OMITTED, OMITTED)):
            shown = safe_key(key)
            if shown in safe:  # two keys look alike once scrubbed; both values stay
                shown = f"{HIDDEN}#{len(safe)}"
            safe[shown] = self.safe(value, treatment_of(shown, treatment))
        return safe

    def _sequence(self, value: Any, treatment: Treatment) -> Any:
        members = [self.safe(member, treatment) for member in _first(value, OMITTED)]
        if isinstance(value, set | frozenset):
            hashable = (member if _is_hashable(member) else OMITTED for member in members)
            return frozenset(hashable) if isinstance(value, frozenset) else set(hashable)
        return tuple(members) if isinstance(value, tuple) else members

    def _leaf(self, value: _Leaf, treatment: Treatment) -> bool | int | float | str:
        if isinstance(value, bytes | bytearray | memoryview):
            return f"[bytes: {memoryview(value).nbytes}]"
        if isinstance(value, str):
            return self._text(str.__str__(value), treatment)
        if isinstance(value, bool):
            return HIDDEN if treatment is Treatment.DROP else value
        if not -_HUGE < value < _HUGE:  # also what is not a number: JSON has no word for it
            return _NUMBER
        if treatment in _KINDS:
            return self._text(str(value), treatment)
        small = abs(value) < _SMALL and treatment is not Treatment.DROP
        return value if small or treatment is Treatment.MEASURE else _NUMBER

    def _text(self, text: str, treatment: Treatment) -> str:
        kind = _KINDS.get(treatment)
        if kind is not None:
            if is_marker(text):
                return text
            return HIDDEN if self._pseudonyms is None else self._pseudonyms.of(kind, text)
        if treatment is Treatment.DROP:
            return text_marker(text)
        if treatment is Treatment.TRACE and _TRACE_ID.fullmatch(text):
            return text
        if treatment is Treatment.SCRUB:
            return self._scrubbed(text)
        return text if _WORD.fullmatch(text) and scrub(text) == text else text_marker(text)

    def _scrubbed(self, text: str) -> str:
        if self._characters > _MOST_TEXT:
            return text_marker(text)
        clean = scrub(text) if _recognize is None else _scrubbed_twice(text, _recognize)
        # The longer of both: what a second walk scrubs is `clean`, and it must get as far as this one.
        self._characters += max(len(clean), min(len(text), LONGEST))
        return clean


def _scrubbed_twice(text: str, recognize: Callable[[str], str]) -> str:
    """By both, until both leave it alone; what will not settle becomes its marker."""
    clean = scrub(text)
    for _ in range(_ROUNDS):
        before, clean = clean, scrub(recognize(clean))
        if clean == before:
            return clean
    return text_marker(text)


def _named(value: object, treatment: Treatment) -> str:
    if treatment not in (
        Treatment.SCRUB,
        Treatment.WORD,
    ):  # a number, an id or people's text was to stand here
        return HIDDEN
    if isinstance(value, BaseException):
        return describe_exception(value)
    return scrub(f"[objeto: {type_name(value)}]")


def _pairs_of(value: Any) -> Iterable[tuple[object, object]] | None:
    """The keys and values of a mapping, model, dataclass or named tuple; None for anything else.

    Fields only: a property is code, and might fetch or raise.
    """
    if isinstance(value, Mapping):
        return value.items()
    if isinstance(value, type):
        return None
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return zip(value._fields, value, strict=False)
    if dataclasses.is_dataclass(value):
        return [(field.name, getattr(value, field.name, None)) for field in dataclasses.fields(value)]
    if hasattr(type(value), "__pydantic_fields__"):
        return [*vars(value).items(), *(value.__pydantic_extra__ or {}).items()]
    return None


def _first(members: Iterable[_T], rest: _T) -> list[_T]:
    """At most 200 members, the last of them `rest` when there are more."""
    some = list(islice(members, _WIDEST + 1))
    return some if len(some) <= _WIDEST else [*some[: _WIDEST - 1], rest]


def _is_hashable(member: object) -> bool:
    try:
        hash(member)
    except TypeError:
        return False
    return True
