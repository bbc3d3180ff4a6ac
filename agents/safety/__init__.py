"""The deterministic red-flag screen: an emergency in a message is answered before anything else runs."""

from agents.safety.emergencies import Emergency, RedFlag
from agents.safety.screening import screen

__all__ = ["Emergency", "RedFlag", "screen"]
