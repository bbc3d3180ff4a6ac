"""What every test stands on: no settings from outside, no network but loopback, real parts in a sandbox."""

import os
import socket
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

os.environ.update(
    AWS_EC2_METADATA_DISABLED="true",
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",
    AWS_DEFAULT_REGION="us-east-1",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
)
for name in [
    n for n in os.environ if n.startswith("AWS_ENDPOINT_URL") or n in ("AWS_PROFILE", "AWS_SESSION_TOKEN")
]:
    del os.environ[name]

import boto3
import hypothesis
import pytest

from agents.config import Settings
from agents.sessions.file import FileStore
from agents.sessions.memory import MemoryStore
from agents.sessions.s3 import S3Store
from agents.sessions.store import Store
from tests.moto_server import moto_server
from tests.servers import PostgresServer, RedisServer, postgres_server, redis_server

pytest_plugins = ["tests.processes"]

hypothesis.settings.register_profile("suite", deadline=None)  # a busy machine is no failure
hypothesis.settings.load_profile("suite")

for field in Settings.model_fields:
    os.environ.pop(field.upper(), None)

_connect = socket.socket.connect


def _connect_to_loopback(self: socket.socket, address: Any) -> None:
    if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in (
        "127.0.0.1",
        "::1",
        "localhost",
    ):
        raise AssertionError(f"a test reached for the network: {address[0]}")
    _connect(self, address)


socket.socket.connect = _connect_to_loopback  # type: ignore[method-assign, assignment]


@pytest.fixture(scope="session")
def moto() -> Iterator[str]:
    """A real HTTP server that speaks S3 and AgentCore Memory: its endpoint."""
    with moto_server() as endpoint:
        yield endpoint


@pytest.fixture
def s3(moto: str, request: pytest.FixtureRequest) -> Iterator[S3Store]:
    """A new bucket on moto, through the real boto3."""
    client = boto3.client("s3", endpoint_url=moto)
    bucket = f"notes-{abs(hash(request.node.nodeid)):x}-{os.getpid()}"
    client.create_bucket(Bucket=bucket)
    yield S3Store(client, bucket)
    client.close()


@pytest.fixture(scope="session")
def redis_at() -> Iterator[RedisServer]:
    with redis_server() as server:
        yield server


@pytest.fixture(scope="session")
def postgres_at() -> Iterator[PostgresServer]:
    with postgres_server() as server:
        yield server


STORES = ("memory", "file", "s3")


@pytest.fixture(params=STORES)
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    """Every store, one after the other."""
    match request.param:
        case "memory":
            return MemoryStore()
        case "file":
            return FileStore(tmp_path / "data")
        case _:
            s3: S3Store = request.getfixturevalue("s3")
            return s3


@pytest.fixture
def settings(tmp_path: Path) -> Callable[..., Settings]:
    """Settings with files in a folder of the test's own, unless it says otherwise."""

    def make(**values: Any) -> Settings:
        given = {"session_store": (tmp_path / "data").as_uri(), "assistant_model": "offline"} | values
        return Settings(**given)

    return make
