"""One line a turn. Typed parameters and nothing else, so that nothing free can get into it."""

from __future__ import annotations

import logging
from enum import StrEnum

from agents.redaction.keys import HIDDEN
from agents.redaction.pseudonym import Pseudonym, is_pseudonym


class Outcome(StrEnum):
    """How a turn ended, as operators count it."""

    ANSWERED = "answered"
    REPEATED = "repeated"  # the stored reply to a message id that came again
    ASKED = "asked"  # which patient?
    REFUSED = "refused"
    CONFLICT = "conflict"
    FAILED = "failed"


def log_turn(
    logger: logging.Logger,
    *,
    outcome: Outcome,
    session: Pseudonym,
    patient: Pseudonym | None = None,
    caller: Pseudonym | None = None,
    message_id: Pseudonym | None = None,
    patient_changed: bool = False,
    notes_saved: bool = False,
    message_count: int = 0,
    input_tokens: int = 0,
    output_tokens: int = 0,
    total_ms: float = 0.0,
    model_ms: float = 0.0,
) -> None:
    """Log the event `turn`: who (as `Pseudonyms.of` says), how it ended, how much and how long.

    What is not of its declared type at run time shows as `[oculto]`: a type checker does not see data, and a
    turn must not fail because its log line would.
    """
    who = {"session": session, "patient": patient, "caller": caller, "message_id": message_id}
    flags = {"patient_changed": patient_changed, "notes_saved": notes_saved}
    amounts = {
        "message_count": message_count,
        "input_tokens": input_tokens,
        "output_tokens": output_tokens,
        "total_ms": total_ms,
        "model_ms": model_ms,
    }
    fields: dict[str, object] = {"outcome": outcome if isinstance(outcome, Outcome) else HIDDEN}
    for key, pseudonym in who.items():
        fields[key] = pseudonym if pseudonym is None or is_pseudonym(pseudonym) else HIDDEN
    for key, value in (flags | amounts).items():
        fields[key] = value if isinstance(value, int | float) else HIDDEN
    logger.info("turn", extra=fields, stacklevel=2)
