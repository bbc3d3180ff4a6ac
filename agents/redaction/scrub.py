"""Scrubbing text: what identifies a person is replaced by a marker such as `[nombre]` or `[id]`.

`scrub` is for text that should hold no health data but may hold an identifier by accident: our own messages,
storage keys, URLs. It cannot recognise an illness: free text is not scrubbed but dropped, by `text_marker`.
When in doubt it takes too much: a log line that lost a word is cheaper than one that tells.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

from agents.redaction.pseudonym import PSEUDONYM_PATTERN
from agents.redaction.scrub_paths import scrub_path, scrub_url
from agents.redaction.scrub_rules import MARKER_PATTERN, RULES

# Longer text is free text, whatever it was meant to be; and the bound keeps the work on hostile input linear.
LONGEST: Final = 1024
_PASSES: Final = 8

_MARKER: Final = re.compile(f"(?:{MARKER_PATTERN}|{PSEUDONYM_PATTERN})")

# Characters that show nothing, and would hide "1234<zero-width space>5678" from every rule.
_INVISIBLE: Final = re.compile("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]")


@cache
def _any_rule() -> re.Pattern[str]:
    """All rules in one. Compiling takes as long as a server's start: the first text pays, not an import."""
    rules = "|".join(f"(?P<{name}>{pattern})" for name, (pattern, _) in RULES.items())
    return re.compile(rules, re.IGNORECASE)


def is_marker(text: str) -> bool:
    """Whether `text` is, as a whole, what a sanitizer put in a value's place."""
    return _MARKER.fullmatch(text) is not None


def text_marker(text: str) -> str:
    """What stands for text that people wrote: `[texto: 123 caracteres]`. A marker stands for itself."""
    return text if is_marker(text) else f"[texto: {len(text)} caracteres]"


def scrub(text: str) -> str:
    """`text` without identifiers; text over 1024 characters, or that will not settle, becomes its marker.

    Idempotent by construction: the answer is one that a further pass leaves alone, or a marker.
    """
    clean = text
    for _ in range(_PASSES):
        if len(clean) > LONGEST:
            break
        before, clean = clean, _one_pass(clean)
        if clean == before:
            return clean
    return text_marker(text)


def _one_pass(text: str) -> str:
    # NFKC: full-width digits become digits, and "é" one letter instead of a letter and an accent.
    plain = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text))
    return _any_rule().sub(_replacement, plain) if len(plain) <= LONGEST else plain


def _replacement(match: re.Match[str]) -> str:
    rule = match.lastgroup or ""  # the rule's own group: it closes after the groups inside it
    if rule == "free":
        return match["free_key"] + text_marker(match["free_text"])
    if rule == "url":
        return scrub_url(match["scheme"], match["target"])
    if rule == "path":
        return scrub_path(match[0])
    return match.expand(RULES[rule][1])
