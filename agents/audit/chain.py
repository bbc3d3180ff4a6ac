"""How entries are chained and sealed, and how a trail is verified. Pure.

A line is `{"n": 7, "key": "<id>", "prev": "<seal of entry 6>", ..., "seal": "<HMAC-SHA256>"}`; the seal
covers every byte before it. With PSEUDONYM_KEY set the seals are keyed by a key derived from it: without that
key nobody can alter, drop, insert or reorder an entry unseen. What is not covered:

- An unkeyed chain (`"key": "unkeyed"`) proves that the file was not damaged and that nobody changed it by
  hand; whoever can write it can also make the whole chain anew.
- A cut-off end is a valid chain. A file's `.head` remembers the last entry under a seal of its own, so a cut
  is seen, unless an older copy of the head was put back with it, or the head was removed or altered (which is
  said until the next entry makes it anew). Against that, keep an anchor (the head that `audit verify` prints)
  somewhere else: an anchored entry must still be there.
- Whoever has the key can do everything. Keep the trail where this program may only append.
"""

import hashlib
import hmac
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

UNKEYED: Final = "unkeyed"
_SEAL: Final = ',"seal":"'
_HEX: Final = 64
_NUMBER: Final = re.compile(r"[0-9]{1,18}")
_SEAL_FORM: Final = re.compile(rf"[0-9a-f]{{{_HEX}}}")


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as the next one refers to it."""

    number: int
    seal: str

    def __str__(self) -> str:
        return f"{self.number}:{self.seal}"


START: Final = Link(0, "0" * _HEX)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that has the form of an entry; `body` is what its seal covers."""

    link: Link
    previous: str
    key: str
    body: bytes


class Sealer:
    """Seals entries under one key, which it never shows. `secret` None: unkeyed."""

    __slots__ = ("__key", "key_id")

    def __init__(self, secret: bytes | None) -> None:
        self.__key = hmac.digest(secret, b"audit trail", "sha256") if secret else b"unkeyed"
        self.key_id = hmac.digest(self.__key, b"key id", "sha256").hex()[:12] if secret else UNKEYED

    def sealed(self, entry: Mapping[str, str], after: Link) -> tuple[bytes, Link]:
        """The line of an entry that follows `after`, without its line end, and the entry's own link."""
        fields = {"n": after.number + 1, "key": self.key_id, "prev": after.seal, **entry}
        body = json.dumps(fields, separators=(",", ":"))[:-1].encode()
        seal = self._seal(body)
        return body + f'{_SEAL}{seal}"}}'.encode(), Link(after.number + 1, seal)

    def fits(self, line: Line) -> bool:
        return hmac.compare_digest(self._seal(line.body), line.link.seal)

    def head(self, link: Link) -> str:
        """What the head file says; only the key makes it."""
        return f"{link} {self._seal(f'head {link}'.encode())}"

    def read_head(self, text: str) -> Link | None:
        """The link of a head that this key made; None for any other text."""
        said, _, _ = text.strip().partition(" ")
        link = link_of(said)
        return link if link and hmac.compare_digest(self.head(link).encode(), text.strip().encode()) else None

    def _seal(self, body: bytes) -> str:
        return hmac.new(self.__key, body, hashlib.sha256).hexdigest()


def link_of(text: str) -> Link | None:
    """`12:<seal>` as an anchor is written."""
    number, _, seal = text.partition(":")
    return Link(int(number), seal) if _NUMBER.fullmatch(number) and _SEAL_FORM.fullmatch(seal) else None


def parsed(line: bytes) -> Line | None:
    """The line of an entry, its seal unchecked; None for anything else."""
    body, _, seal = line.rstrip(b"\n").rpartition(_SEAL.encode())
    try:
        fields = json.loads(body + b"}") if seal.endswith(b'"}') else None
        link = link_of(f"{fields['n']}:{seal[:-2].decode('ascii')}") if isinstance(fields, dict) else None
        return Line(link, str(fields["prev"]), str(fields["key"]), body) if link and fields else None
    except (ValueError, KeyError, RecursionError):
        return None


@dataclass(slots=True)
class Report:
    """What a verification found: `problem` names the first line that is wrong, None if none is."""

    entries: int = 0
    last: Link = START
    problem: str | None = None
    notes: list[str] = field(default_factory=list)


def verify(lines: Iterable[bytes], sealer: Sealer, *remembered: Link) -> Report:
    """Check a trail from its start. `remembered` are links (head, anchors) that must still be in it."""
    report, awaited = Report(), set(remembered)
    fragment, at, rest = 0, 0, iter(enumerate(lines, 1))
    for at, text in rest:
        line = parsed(text)
        if line is None:
            fragment = fragment or at
            report.notes.append(f"line {at} is not an entry (an interrupted write leaves such a line)")
            continue
        report.problem = _wrong(at, line, report.last, sealer, fragment, rest)
        if report.problem is not None:
            return report
        awaited.discard(line.link)
        if any(link.number == line.link.number for link in awaited):
            report.problem = f"line {at}: not the entry {line.link.number} that is remembered"
            return report
        report.entries, report.last, fragment = report.entries + 1, line.link, 0
    if awaited:
        place = f"line {fragment}: altered, or" if fragment else f"after line {at}:"
        first, last = report.last.number + 1, max(link.number for link in awaited)
        report.problem = f"{place} the end is missing, entries {first} to {last}"
    return report


def _wrong(
    at: int, line: Line, last: Link, sealer: Sealer, fragment: int, rest: Iterable[tuple[int, bytes]]
) -> str | None:
    """What is wrong with a line that should follow `last`. `rest` is read to tell missing from misplaced."""
    number, expected = line.link.number, last.number + 1
    if line.key != sealer.key_id:
        return f"line {at}: sealed with another key ({line.key}); this is {sealer.key_id}"
    if not sealer.fits(line):
        return f"line {at}: altered"
    if fragment and number > expected:
        return f"line {fragment}: altered (entry {expected} should stand there)"
    if number < expected:
        return f"line {at}: out of order or repeated (entry {number} after entry {last.number})"
    if number == expected:
        return None if line.previous == last.seal else f"line {at}: does not follow the line before it"
    later = any(found.link.number == expected for _, text in rest if (found := parsed(text)))
    if later:
        return f"line {at}: out of order (entry {number} where entry {expected} belongs)"
    missing = f"entry {expected} is" if number == expected + 1 else f"entries {expected} to {number - 1} are"
    return f"line {at}: {missing} missing before it"
