"""The screen itself: read, find what raises an alarm, and keep what nothing takes back."""

import re

from agents.safety.alarms import ALARMS
from agents.safety.emergencies import RedFlag
from agents.safety.language import LANGUAGE, LEXICON
from agents.safety.reading import UNKNOWN
from agents.safety.retractions import Retractions


def screen(text: str) -> RedFlag | None:
    """The emergencies that `text` tells of as present, or None.

    Pure, total over any str, and linear in its length. In doubt it raises the alarm: a spare warning costs a
    glance. Said-not-so ("niega dolor torácico"), long past, another's past and teaching raise none.
    """
    symbols = _condensed(LEXICON.read(text))
    present = set(symbols)
    retractions = Retractions(symbols, present)
    found = [
        emergency
        for emergency, phrases in _ALARMS.items()
        if any(not retractions.cover(match) for phrase in phrases for match in phrase.find(symbols, present))
    ]
    return RedFlag.of(found) if found else None


def _condensed(symbols: str) -> str:
    """The same sentences, each once: nothing here reaches over the end of one, so no meaning is lost.

    Floods shrink with it: three times the same in a row, or forty unknown words, say all that more would.
    """
    symbols = _LONG_SILENCE.sub(_STOP, _FLOOD.sub(r"\1\1\1", symbols))
    return f"{_STOP}{_STOP.join(dict.fromkeys(symbols.split(_STOP)))}{_STOP}"


# Longest first: a long phrase that is taken back takes the shorter ones inside it along.
_ALARMS = {
    emergency: [LANGUAGE.compile(phrase) for phrase in sorted(phrases, key=lambda p: -len(p.split()))]
    for emergency, phrases in ALARMS.items()
}
_STOP = LEXICON.read(".")
_FLOOD = re.compile(r"(.{1,6}?)\1{3,}", re.DOTALL)
# No phrase and no frame reaches over forty words in a row that mean nothing here; short is fast.
_LONG_SILENCE = re.compile(f"[{UNKNOWN}{LEXICON.read(',')}]{{40,}}")
