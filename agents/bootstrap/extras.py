"""What is not installed unless asked for."""

from collections.abc import Iterator
from contextlib import contextmanager

from agents.errors import SettingsError


@contextmanager
def extra(name: str, setting: str) -> Iterator[None]:
    """Around its import. Raises SettingsError, which says how to install it."""
    try:
        yield
    except ImportError:
        problem = f"{setting}: this needs the extra {name!r}: uv sync --extra {name}"
        raise SettingsError([problem]) from None
