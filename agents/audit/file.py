"""A trail in a file: one chain, also when several processes write it.

An entry is written under an advisory lock (`flock`): read the last line, seal the next, append, fsync. The
`.head` beside it remembers the last entry; it is written after the entry is durable, so it is ahead only
where the end was cut off. Then the next entry follows it all the same: what is missing stays to be seen.
"""

import fcntl
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from agents.audit.chain import START, Link, Report, Sealer, parsed, verify

_TAIL = 65_536  # more than a hundred entries; one is below 1 KB


class UnderAnotherKey(Exception):
    """The file was begun with another PSEUDONYM_KEY; two keys in one chain could not be verified."""


class FileTrail:
    def __init__(self, path: Path, sealer: Sealer) -> None:
        self.path = path
        self._sealer = sealer

    def append(self, entry: Mapping[str, str]) -> None:
        with self._locked() as file:
            size = os.fstat(file).st_size
            last, whole = self._last(file, size)
            head = self._sealer.read_head(_head_text(self.path) or "")
            line, link = self._sealer.sealed(entry, head if head and head.number > last.number else last)
            self._write(file, size, (b"" if whole else b"\n") + line + b"\n")
            self._remember(link)

    def check(self) -> None:
        with self._locked() as file:
            self._last(file, os.fstat(file).st_size)

    @contextmanager
    def _locked(self) -> Iterator[int]:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        new = not self.path.exists()
        file = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            fcntl.flock(file, fcntl.LOCK_EX)  # given back when the file closes, also when the process dies
            if new:
                _sync_folder(self.path.parent)
            yield file
        finally:
            os.close(file)

    def _last(self, file: int, size: int) -> tuple[Link, bool]:
        """The last entry, and whether the file ends with a whole line. What a crash cut off is no entry."""
        tail = os.pread(file, _TAIL, max(0, size - _TAIL))
        for text in reversed(tail.split(b"\n")):
            if (line := parsed(text)) is not None:
                if line.key != self._sealer.key_id:
                    raise UnderAnotherKey
                return line.link, tail.endswith(b"\n")
        if size > _TAIL:
            raise ValueError("the trail's end holds no entry")
        return START, not tail or tail.endswith(b"\n")

    @staticmethod
    def _write(file: int, size: int, data: bytes) -> None:
        try:
            written = os.write(file, data)
            if written != len(data):
                raise OSError("the entry was written in part")
            os.fsync(file)
        except OSError:
            os.ftruncate(file, size)  # our own bytes, still under the lock: they never were an entry
            raise

    def _remember(self, link: Link) -> None:
        file = os.open(head_of(self.path), os.O_WRONLY | os.O_CREAT, 0o600)
        try:
            text = f"{self._sealer.head(link)}\n".encode()
            os.pwrite(file, text, 0)
            os.ftruncate(file, len(text))
        finally:
            os.close(file)


def head_of(path: Path) -> Path:
    return path.with_name(path.name + ".head")


def _head_text(path: Path) -> str | None:
    """What the head file says; None if there is none."""
    try:
        return head_of(path).read_text(encoding="utf-8", errors="replace")
    except FileNotFoundError:
        return None


def verify_file(path: Path, sealer: Sealer, *anchors: Link) -> Report:
    """Check the file, its head and the anchors. Raises OSError for a file that cannot be read."""
    text = _head_text(path)
    head = sealer.read_head(text) if text is not None else None
    with path.open("rb") as lines:
        report = verify(lines, sealer, *anchors, *([head] if head else ()))
    if report.problem is None and text is not None and head is None:
        report.problem = f"{head_of(path).name}: altered, so a cut-off end would not be seen"
    if text is None:
        report.notes.append("there is no head file: a cut-off end would not be seen")
    return report


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
