"""Every store as the contract suite sees it. A new store's tests are one factory and its line in BACKENDS."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import boto3
import pytest

from agents.sessions.file import FileStore
from agents.sessions.memory import MemoryStore
from agents.sessions.postgres_store import PostgresStore
from agents.sessions.redis_store import redis_store
from agents.sessions.store import Store
from tests.servers import PostgresServer, RedisServer
from tests.sessions.openers import memory_store, s3_store, sealed

NOBODY = "127.0.0.1:9"  # nothing listens on the discard port


@dataclass(frozen=True)
class Backend:
    """`open` answers one more store over the same data; it can be pickled, to be called in another process.

    `broken` answers a store over data that cannot be reached; None where nothing can break.
    """

    open: Callable[[], Store]
    broken: Callable[[], Store] | None


def memory(request: pytest.FixtureRequest) -> Backend:
    return Backend(MemoryStore, broken=None)


def file(request: pytest.FixtureRequest) -> Backend:
    folder: Path = request.getfixturevalue("tmp_path")
    in_its_place = folder / "file"
    in_its_place.write_text("no folder")
    return Backend(partial(FileStore, folder / "data"), broken=partial(FileStore, in_its_place))


def s3(request: pytest.FixtureRequest) -> Backend:
    request.getfixturevalue("monkeypatch").setenv("MOTO_S3_DEFAULT_MAX_KEYS", "100")
    endpoint, bucket = request.getfixturevalue("moto"), f"notes-{uuid.uuid4().hex}"
    client = boto3.client("s3", endpoint_url=endpoint)
    client.create_bucket(Bucket=bucket)
    client.close()
    return Backend(partial(s3_store, endpoint, bucket), broken=partial(s3_store, f"http://{NOBODY}", bucket))


def redis(request: pytest.FixtureRequest) -> Backend:
    server: RedisServer = request.getfixturevalue("redis_at")
    here, nowhere = f"{server.url}/{uuid.uuid4().hex}", f"redis://{NOBODY}/0"
    return Backend(partial(redis_store, here, page=100), broken=partial(redis_store, nowhere))


def postgres(request: pytest.FixtureRequest) -> Backend:
    server: PostgresServer = request.getfixturevalue("postgres_at")
    here, nowhere = server.url(server.new_schema()), f"postgresql://{NOBODY}/postgres"
    return Backend(partial(PostgresStore, here, page=100), broken=partial(PostgresStore, nowhere))


def agentcore(request: pytest.FixtureRequest) -> Backend:
    """Both as whoever has no owner and, in `test_agentcore_memory.py`, as an owner sees them."""
    endpoint, memory_id = request.getfixturevalue("moto"), request.getfixturevalue("memory_id")
    return Backend(
        partial(memory_store, endpoint, memory_id),
        broken=partial(memory_store, f"http://{NOBODY}", memory_id),
    )


def encrypted(request: pytest.FixtureRequest) -> Backend:
    plain = file(request)
    return Backend(
        partial(sealed, plain.open), broken=partial(sealed, plain.broken) if plain.broken else None
    )


BACKENDS: dict[str, Callable[[pytest.FixtureRequest], Backend]] = {
    "memory": memory,
    "file": file,
    "s3": s3,
    "redis": redis,
    "postgres": postgres,
    "agentcore": agentcore,
    "encrypted": encrypted,
}
PASSING = ("memory",)  # ends with its process
UNSHARED = ("memory", "agentcore")
LASTING = [name for name in BACKENDS if name not in PASSING]
SHARED = [name for name in BACKENDS if name not in UNSHARED]
