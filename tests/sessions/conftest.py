"""The stores under contract, one after the other."""

from collections.abc import Iterator

import pytest

from agents.sessions.store import Store
from tests.sessions.backends import BACKENDS, Backend


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
