from collections.abc import Callable
from pathlib import Path

import pytest

from agents.audit.chain import Sealer
from agents.audit.file import FileTrail

SECRET = b"a key of thirty-two bytes, at le"


@pytest.fixture
def sealer() -> Sealer:
    return Sealer(SECRET)


@pytest.fixture
def trail(tmp_path: Path, sealer: Sealer) -> Callable[[int], Path]:
    """`trail(8)`: a file with eight entries."""

    def write(entries: int) -> Path:
        path = tmp_path / "audit" / "trail.jsonl"
        for number in range(entries):
            FileTrail(path, sealer).append({"act": "turn", "session": f"ses_{number}"})
        return path

    return write
