"""Notes as files: the default without an account. Same keys as S3, one file a key, readable with any editor.

A write goes to a temporary file, is synced, and is renamed into place, so that a reader or a crash sees the
old value or the new one whole. Conditions are checked under an advisory lock (`flock`) that two processes
share; there are 64 of them, so that unrelated keys seldom wait for one another. Names that start with a dot
are the store's own: locks, and temporary files that a crash left, which the key's next write overwrites.

Not promised: on a file system that ignores case (macOS, Windows), keys that differ in case alone are one key;
`check` says so in the log. Between machines, conditions hold as far as the shared folder's `flock` does.
"""

import errno
import fcntl
import hashlib
import logging
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from agents.errors import SettingsError, StoreUnavailable
from agents.sessions.store import ABSENT, Item, Store, WriteConflict

logger = logging.getLogger(__name__)

_LOCKS = 64
_LONGEST_NAME = 240  # file systems allow 255 bytes a name; a session id alone may have 256
_CUT = "~"  # a folder of the longest name and this goes on in the next name
_TRIES = 50  # a folder may be dropped, empty, while a file is on its way into it
_REMEMBERED_FOLDERS = 10_000
_GONE = (FileNotFoundError, NotADirectoryError)


class FileStore(Store):
    def __init__(self, root: Path) -> None:
        self.root = root
        self._locks = root / ".locks"
        self._opened = False
        self._lasting: set[Path] = set()  # folders whose way up to the root this process has synced

    def read(self, key: str) -> Item | None:
        path = self._path(key)
        with _unavailable():
            try:
                body = path.read_bytes()
            except _GONE:
                self._demand_root()
                if path.is_symlink():
                    raise  # a link that leads nowhere is no absent key
                return None
        return Item(body, _version(body))

    def write(self, key: str, body: bytes, *, expect: str | None = None) -> str:
        with _unavailable(), self._locked(key):
            self._demand(key, expect)
            self._put(self._path(key), body)
        return _version(body)

    def delete(self, key: str, *, expect: str | None = None) -> None:
        path = self._path(key)
        with _unavailable(), self._locked(key):
            if self.read(key) is not None:
                self._demand(key, expect)
                path.unlink()
                with suppress(*_GONE):  # emptied and dropped meanwhile, by who deleted the file beside it
                    _sync_folder(path.parent)
            with suppress(*_GONE):
                _temporary(path).unlink()
            self._drop_empty(path.parent)

    def list(self, prefix: str) -> Iterator[str]:
        start = prefix.rpartition("/")[0]
        with _unavailable():
            self._demand_root()
            found = _keys(self._folder(start), f"{start}/" if start else "")
            return iter(sorted(key for key in found if key.startswith(prefix)))

    def folders(self, prefix: str) -> Iterator[str]:
        start = prefix.rpartition("/")[0]
        with _unavailable():
            self._demand_root()
            found = _folders(self._folder(start), f"{start}/" if start else "")
            return iter(sorted(name for name, path in found if name.startswith(prefix) and _any_key(path)))

    def check(self) -> None:
        probe = self.root / ".probe"
        try:
            with _unavailable(), self._locked("probe"):
                self._put(probe, b"ok")
                if (self.root / ".PROBE").exists():
                    logger.warning("the notes' file system ignores case: so do session ids here")
                probe.unlink()
        except StoreUnavailable as error:
            problem = f"cannot write in the folder {self.root} ({type(error.__cause__).__name__})"
            raise SettingsError([f"SESSION_STORE: {problem}; make it writable or set another"]) from None

    def _path(self, key: str) -> Path:
        parts = key.split("/")
        if "\\" in key or "\0" in key or any(not part or part.startswith(".") for part in parts):
            raise ValueError("not a key")  # a defect of ours: callers' ids are validated long before
        return self.root.joinpath(*(piece for part in parts for piece in _pieces(part)))

    def _folder(self, start: str) -> Path:
        return self._path(start) if start else self.root

    def _demand(self, key: str, expect: str | None) -> None:
        if expect is None:
            return
        standing = self.read(key)
        if expect != (standing.version if standing else ABSENT):
            raise WriteConflict

    def _demand_root(self) -> None:
        """Nothing is absent in a folder that is gone itself: unmounted, renamed, or a file in its place."""
        marked = self._locks if self._opened else self.root
        if not marked.is_dir() and (self._opened or os.path.lexists(marked)):
            raise OSError(errno.ENOTDIR, "the notes' folder is gone")

    def _put(self, path: Path, body: bytes) -> None:
        for left in reversed(range(_TRIES)):
            try:
                path.parent.mkdir(parents=True, exist_ok=True)
                os.replace(_written(_temporary(path), body), path)
                break
            except FileNotFoundError:
                self._demand_root()
                if not left:
                    raise
        self._sync(path.parent)

    def _sync(self, folder: Path) -> None:
        """Make the new name last, and once a process the way to it: somebody else's may be unsynced still."""
        _sync_folder(folder)
        if len(self._lasting) > _REMEMBERED_FOLDERS:
            self._lasting.clear()
        while folder != self.root and folder not in self._lasting:
            _sync_folder(folder.parent)
            self._lasting.add(folder)
            folder = folder.parent

    def _drop_empty(self, folder: Path) -> None:
        """Folders exist only for their files, as in S3. A file that appears meanwhile keeps its folder."""
        while folder != self.root:
            try:
                folder.rmdir()
            except FileNotFoundError:
                pass  # dropped by another
            except OSError:
                return
            self._lasting.discard(folder)
            folder = folder.parent

    @contextmanager
    def _locked(self, key: str) -> Iterator[None]:
        if not self._opened:
            self.root.mkdir(parents=True, exist_ok=True, mode=0o700)  # names of folders are names of patients
            self._locks.mkdir(exist_ok=True)
            _sync_folder(self.root.parent)
            self._opened = True  # from now on these folders are demanded, not made
        number = int.from_bytes(hashlib.sha256(key.encode()).digest()[:2], "big") % _LOCKS
        with open(self._locks / f"{number:02d}", "ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)  # given back when the file closes, also when the process dies
            yield


def _pieces(part: str) -> list[str]:
    pieces = [part[i : i + _LONGEST_NAME] for i in range(0, len(part), _LONGEST_NAME)]
    return [piece + _CUT for piece in pieces[:-1]] + pieces[-1:]


def _is_cut(name: str) -> bool:
    return len(name) > _LONGEST_NAME and name.endswith(_CUT)


def _keys(folder: Path, start: str) -> Iterator[str]:
    """The keys below a folder, in any order; `start` is the part of the key that leads there."""
    for entry in _entries(folder):
        if not entry.is_dir():
            yield start + entry.name
        else:
            lead = entry.name.removesuffix(_CUT) if _is_cut(entry.name) else f"{entry.name}/"
            yield from _keys(Path(entry), start + lead)


def _folders(folder: Path, start: str) -> Iterator[tuple[str, Path]]:
    """The folders right in a folder, a cut name joined, each with where it stands."""
    for entry in _entries(folder):
        if entry.is_dir() and _is_cut(entry.name):
            yield from _folders(Path(entry), start + entry.name.removesuffix(_CUT))
        elif entry.is_dir():
            yield f"{start}{entry.name}/", Path(entry)


def _any_key(folder: Path) -> bool:
    return next(_keys(folder, ""), None) is not None


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    """Without the store's own. Empty for a folder that is not there, or was dropped meanwhile."""
    try:
        with os.scandir(folder) as entries:
            return [entry for entry in entries if not entry.name.startswith(".")]
    except _GONE:
        return []


def _version(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _temporary(path: Path) -> Path:
    """In the same folder, so that the rename cannot cross file systems; one a key, whose lock guards it."""
    return path.with_name(f".{path.name}.tmp")


def _written(path: Path, body: bytes) -> Path:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return path


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise StoreUnavailable from error
