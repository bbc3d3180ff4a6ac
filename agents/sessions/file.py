"""Notes as files: the default without an account. Same keys as S3, one file a key, readable with any editor.

A write goes to a temporary file, is synced, and is renamed into place, so that a reader or a crash sees the
old value or the new one whole. Conditions are checked under an advisory lock (`flock`) that two processes
share; there are 64 of them, so that unrelated keys seldom wait for one another.
"""

import fcntl
import hashlib
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.store import Item, Store, WriteConflict

_LOCKS = 64
_LONGEST_NAME = 240  # file systems allow 255 bytes a name; a session id alone may have 256
_CUT = "~"  # no key has it: a folder that ends so goes on in the next name


class FileStore(Store):
    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, key: str) -> Item | None:
        with _unavailable():
            try:
                body = self._path(key).read_bytes()
            except (FileNotFoundError, NotADirectoryError):
                return None
        return Item(body, _version(body))

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        path = self._path(key)
        with _unavailable(), self._locked(key):
            self._demand(key, expect)
            created = _make_folder(path.parent)
            temporary = _written(path.parent, body)
            os.replace(temporary, path)
            for folder in {path.parent, *created}:
                _sync_folder(folder)
        return _version(body)

    def delete(self, key: str, *, expect: str | None = None) -> None:
        path = self._path(key)
        with _unavailable(), self._locked(key):
            if self.read(key) is None:
                return
            self._demand(key, expect)
            path.unlink()
            _sync_folder(path.parent)
            self._drop_empty(path.parent)

    def list(self, prefix: str) -> Iterator[str]:
        start = self._path(prefix.rpartition("/")[0] or ".")
        with _unavailable():
            found = [
                (Path(folder) / name).relative_to(self.root).as_posix().replace(_CUT + "/", "")
                for folder, _, names in os.walk(start, onerror=_raise_unless_absent)
                for name in names
                if not name.startswith(".")
            ]
        return iter(sorted(key for key in found if key.startswith(prefix)))

    def folders(self, prefix: str) -> Iterator[str]:
        parent, _, start = prefix.rpartition("/")
        with _unavailable():
            try:
                entries = sorted(e.name for e in os.scandir(self._path(parent or ".")) if e.is_dir())
            except (FileNotFoundError, NotADirectoryError):
                return iter(())
        names = (name for name in entries if name.startswith(start) and not name.startswith("."))
        return iter([f"{parent}/{name}/" if parent else f"{name}/" for name in names])

    def check(self) -> None:
        try:
            self.write("registry/.probe", b"ok")
            self.delete("registry/.probe")
        except StoreUnavailable as error:
            problem = f"cannot write in the folder {self.root} ({type(error.__cause__).__name__})"
            raise SettingsError([f"SESSION_STORE: {problem}; make it writable or set another"]) from None

    def _path(self, key: str) -> Path:
        parts = key.split("/")
        if key.startswith("/") or "\\" in key or "\0" in key or ".." in parts:
            raise ValueError("not a key")  # a defect of ours: callers' ids are validated long before
        return self.root.joinpath(*(piece for part in parts for piece in _pieces(part)))

    def _demand(self, key: str, expect: str | None) -> None:
        if expect is None:
            return
        standing = self.read(key)
        if expect != (standing.version if standing else ""):
            raise WriteConflict

    def _drop_empty(self, folder: Path) -> None:
        """Folders exist only for their files, as in S3. A file that appears meanwhile keeps its folder."""
        while folder != self.root:
            try:
                folder.rmdir()
            except OSError:
                return
            folder = folder.parent

    @contextmanager
    def _locked(self, key: str) -> Iterator[None]:
        locks = self.root / ".locks"
        locks.mkdir(parents=True, exist_ok=True)
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:2], "big") % _LOCKS
        with open(locks / f"{number:02d}", "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file closes, also when the process dies
            yield


def _pieces(part: str) -> list[str]:
    pieces = [part[i : i + _LONGEST_NAME] for i in range(0, len(part), _LONGEST_NAME)] or [part]
    return [piece + _CUT for piece in pieces[:-1]] + pieces[-1:]


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _written(folder: Path, body: bytes) -> str:
    """A synced temporary file in the same folder, so that the rename cannot cross file systems."""
    handle, name = tempfile.mkstemp(dir=folder, prefix=".")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        os.unlink(name)
        raise
    return name


def _make_folder(folder: Path) -> list[Path]:
    """Create it; answers the parents of what was new, whose entries must be synced for the file to last."""
    missing: list[Path] = []
    while not folder.exists():
        missing.append(folder)
        folder = folder.parent
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
    return [path.parent for path in missing]


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _raise_unless_absent(error: OSError) -> None:
    if not isinstance(error, (FileNotFoundError, NotADirectoryError)):
        raise error


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable from error
