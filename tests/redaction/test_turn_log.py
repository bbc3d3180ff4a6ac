import logging
from collections.abc import Callable
from typing import Any

import pytest

from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.turn_log import Outcome, log_turn

Lines = Callable[[], list[dict[str, Any]]]
LOGGER = logging.getLogger("agents.conversation")


def test_a_turn_is_one_line_of_pseudonyms_counts_and_durations(lines: Lines, pseudonyms: Pseudonyms) -> None:
    session, patient = pseudonyms.of("session", "demo"), pseudonyms.of("patient", "Juan_Perez_123")
    log_turn(
        LOGGER,
        outcome=Outcome.ANSWERED,
        session=session,
        patient=patient,
        notes_saved=True,
        message_count=4,
        output_tokens=123456,
        total_ms=45678.25,
    )
    (line,) = lines()
    assert line.pop("timestamp")
    assert line.pop("at").startswith("redaction/test_turn_log.py:")
    assert line == {
        "level": "INFO",
        "logger": "agents.conversation",
        "message": "turn",
        "outcome": "answered",
        "session": session,
        "patient": patient,
        "caller": None,
        "message_id": None,
        "patient_changed": False,
        "notes_saved": True,
        "message_count": 4,
        "input_tokens": 0,
        "output_tokens": 123456,
        "total_ms": 45678.25,
        "model_ms": 0.0,
    }


@pytest.mark.parametrize(
    "name",
    [
        "outcome",
        "session",
        "patient",
        "caller",
        "message_id",
        "notes_saved",
        "message_count",
        "input_tokens",
        "total_ms",
    ],
)
@pytest.mark.parametrize("value", ["juan", {"juan": 1}, b"juan"])
def test_nothing_free_gets_in(
    name: str,
    value: object,
    pseudonyms: Pseudonyms,
    untouched_logging: None,
    caplog: pytest.LogCaptureFixture,
) -> None:
    # Logging is not configured here: what is tested is the function, not what guards every line.
    caplog.set_level(logging.INFO)
    known: dict[str, Any] = {
        "outcome": Outcome.FAILED,
        "session": pseudonyms.of("session", "demo"),
        name: value,
    }
    log_turn(LOGGER, **known)
    (record,) = caplog.records
    assert vars(record)[name] == "[oculto]"
