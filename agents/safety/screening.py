"""The screen itself: read, find what raises an alarm, and keep what nothing takes back."""

import re
from collections.abc import Iterable, Iterator

from agents.safety.alarms import ALARMS
from agents.safety.emergencies import Emergency, RedFlag
from agents.safety.language import LANGUAGE, LEXICON
from agents.safety.patterns import Phrase
from agents.safety.reading import UNKNOWN, fold
from agents.safety.retractions import Retractions


def screen(text: str) -> RedFlag | None:
    """The emergencies that `text` tells of as present, or None.

    Pure, total over any str, and linear in its length. In doubt it raises the alarm: a spare warning costs a
    glance. Said-not-so ("niega dolor torácico"), long past, another's past and teaching raise none.
    """
    found: set[Emergency] = set()
    for block in _blocks(LEXICON.symbols(_each_once(fold(text)))):
        present = set(block)
        possible = {
            emergency: [phrase for phrase in phrases if phrase.may_be_in(present)]
            for emergency, phrases in _ALARMS.items()
            if emergency not in found
        }
        if any(phrase.may_fit(block) for phrases in possible.values() for phrase in phrases):
            found |= _found(_condensed(block), possible)
    return RedFlag.of(found) if found else None


def _found(symbols: str, possible: dict[Emergency, list[Phrase]]) -> set[Emergency]:
    retractions = Retractions(symbols)
    return {
        emergency
        for emergency, phrases in possible.items()
        if any(not retractions.cover(match) for phrase in phrases for match in phrase.find(symbols))
    }


def _each_once(text: str) -> str:
    """The sentences of a folded text without their repetitions: a flood of short ones is none."""
    return ".".join(dict.fromkeys(text.split(".")))


def _blocks(symbols: str) -> Iterator[str]:
    """The sentences in which an alarm may be, each once, some thousand words at a time.

    Nothing here reaches over the end of a sentence. One of more words than anybody writes comes in
    pieces, and what stands where two meet is in both.
    """
    sentences = filter(_LEADS.search, dict.fromkeys(symbols.split(_STOP)))
    block: list[str] = []
    words = 0
    for piece in dict.fromkeys(piece for sentence in sentences for piece in _pieces(sentence)):
        block.append(piece)
        words += len(piece)
        if words > _BLOCK:
            yield _sentences(block)
            block, words = [], 0
    if block:
        yield _sentences(block)


def _pieces(sentence: str) -> Iterator[str]:
    for start in range(0, max(1, len(sentence) - _OVERLAP), _BLOCK):
        yield sentence[start : start + _BLOCK + _OVERLAP]


def _condensed(symbols: str) -> str:
    """The same, shorter: three times the same in a row, or forty unknown words, say all that more would."""
    symbols = _LONG_SILENCE.sub(_STOP, _FLOOD.sub(r"\1\1\1", symbols))
    return _sentences(dict.fromkeys(symbols.split(_STOP)))


def _sentences(each: Iterable[str]) -> str:
    """Also the first begins, and the last ends, with a stop: phrases ask for it."""
    return f"{_STOP}{_STOP.join(each)}{_STOP}"


# Longest first: a long phrase that is taken back takes the shorter ones inside it along.
_ALARMS = {
    emergency: [LANGUAGE.compile(phrase) for phrase in sorted(phrases, key=lambda p: -len(p.split()))]
    for emergency, phrases in ALARMS.items()
}
# A symbol of each alarm, the one that fewest texts have.
_LEADS = LANGUAGE.any_symbol(LANGUAGE.rarest(phrase) for phrases in _ALARMS.values() for phrase in phrases)
_STOP = LEXICON.read(".")
_BLOCK, _OVERLAP = 5_000, 150  # words
_FLOOD = re.compile(r"(.{1,6}?)\1{3,}", re.DOTALL)
# No phrase and no frame reaches over forty words in a row that mean nothing here; short is fast.
_LONG_SILENCE = re.compile(f"[{UNKNOWN}{LEXICON.read(',')}]{{40,}}")
