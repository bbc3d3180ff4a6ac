"""Where entries go: the contract of a trail, and the trail that keeps nothing."""

from collections.abc import Mapping
from typing import Protocol


class Trail(Protocol):
    """Blocking calls, safe from several threads. Either raises any error when an entry could not be kept."""

    def append(self, entry: Mapping[str, str]) -> None:
        """Keep the entry behind all earlier ones; durable on return."""
        ...

    def check(self) -> None:
        """Prove at start that entries can be kept."""
        ...


class NoTrail:
    """`AUDIT_TRAIL=none`, and stores that keep nothing themselves."""

    def append(self, entry: Mapping[str, str]) -> None:
        """Kept nowhere."""

    def check(self) -> None:
        """Nothing to prove."""
