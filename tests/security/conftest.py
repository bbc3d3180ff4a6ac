"""The security suites' patients and their canaries: what must never be seen elsewhere."""

import json

import pytest

from agents.sessions.memory import MemoryStore
from agents.sessions.store import Store
from tests.security.canaries import CANARY_DOCUMENT, CANARY_TEXT
from tests.talk import A


@pytest.fixture
def kept() -> Store:
    """A store with A's document; A's notes come with `told_about_a`."""
    store = MemoryStore()
    document = {"patient_id": A, "hallazgo": CANARY_DOCUMENT, "nota": CANARY_TEXT}
    store.write(f"processed/{A}_topacio/extracted_data.json", json.dumps(document).encode())
    return store
