"""The deterministic red-flag screen: an emergency in a message is answered before anything else runs."""

from agents.safety.emergencies import Emergency, RedFlag

__all__ = ["Emergency", "RedFlag", "screen"]


def screen(text: str) -> RedFlag | None:
    """What a message says of an emergency, or None. Linear in the text's length; asks nothing and nobody.

    The patterns are compiled at the first call, not at import: a server screens an empty text when it
    starts, so that no caller waits for them.
    """
    from agents.safety.screening import screen as compiled

    return compiled(text)
