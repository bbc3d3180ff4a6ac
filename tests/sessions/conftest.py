"""The stores under contract, one after the other; and S3 behind a network that fails."""

import uuid
from collections.abc import Callable, Iterator
from typing import Any

import boto3
import pytest
from botocore.retries.standard import ExponentialBackoff

from agents.bootstrap import s3_client
from agents.config import Settings
from agents.sessions.s3 import S3Store
from agents.sessions.store import Store
from tests.sessions.backends import BACKENDS, Backend
from tests.sessions.fault_proxy import Proxy, proxy_before


@pytest.fixture(params=BACKENDS)
def backend(request: pytest.FixtureRequest) -> Backend:
    return BACKENDS[request.param](request)


@pytest.fixture
def kept(backend: Backend) -> Iterator[Store]:
    """A store of this backend, ready for use and empty."""
    store = backend.open()
    store.check()
    yield store
    store.close()


@pytest.fixture(scope="session")
def new_memory(moto: str) -> Iterator[Callable[[], str]]:
    """Called, it makes a new memory on moto, and answers its id."""
    control = boto3.client("bedrock-agentcore-control", endpoint_url=moto)

    def make() -> str:
        made: Any = control.create_memory(name=f"notes_{uuid.uuid4().hex}", eventExpiryDuration=90)
        return str(made["memory"]["id"])

    yield make
    control.close()


@pytest.fixture
def memory_id(new_memory: Callable[[], str]) -> str:
    return new_memory()


@pytest.fixture
def s3_proxy(moto: str) -> Iterator[Proxy]:
    with proxy_before(moto) as proxy:
        yield proxy


@pytest.fixture
def far_s3(s3: S3Store, s3_proxy: Proxy, monkeypatch: pytest.MonkeyPatch) -> Iterator[S3Store]:
    """The bucket seen through the proxy, by a client as the assistant's but that never waits."""
    monkeypatch.setattr(ExponentialBackoff, "delay_amount", lambda *_: 0)
    monkeypatch.setenv("AWS_ENDPOINT_URL_S3", s3_proxy.endpoint)
    store = S3Store(s3_client(Settings()), s3.bucket)
    yield store
    store.close()
