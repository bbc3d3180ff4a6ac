"""Promise 8: no health data and no identifiers in logs."""

import copy
import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable
from typing import Any

import pytest

from agents.errors import StoreUnavailable
from agents.redaction.logs import configure_logging
from agents.redaction.pseudonym import Pseudonyms

Lines = Callable[[], list[dict[str, Any]]]
OURS, FOREIGN = logging.getLogger("agents.test"), logging.getLogger("foreign.test")
CANARY = "Juan Pérez, cédula 12.345.678, tiene VIH"
PARTS = ("Juan", "rez", "345.678", "VIH", "dula")


def _told(text: str) -> list[str]:
    """What of the canary `text` tells, also where JSON escapes it."""
    plain = text.encode().decode("unicode_escape", "replace")
    return [part for part in PARTS if part in text or part in plain]


class _Object:
    def __str__(self) -> str:
        return CANARY

    __repr__ = __str__


def test_a_line_is_one_json_object_with_a_utc_time_and_a_place(lines: Lines) -> None:
    OURS.info("ready: %s", "s3", extra={"note_count": 3})
    (line,) = lines()
    assert line.pop("timestamp").endswith("+00:00")
    assert line.pop("at").startswith("redaction/test_logs.py:")
    assert line == {"level": "INFO", "logger": "agents.test", "message": "ready: s3", "note_count": 3}


@pytest.mark.parametrize("log", [OURS, FOREIGN], ids=["ours", "foreign"])
@pytest.mark.parametrize("level", [logging.DEBUG, logging.WARNING, logging.CRITICAL])
@pytest.mark.parametrize(
    "call",
    [
        lambda log, level: log.log(level, f"got {CANARY}"),  # noqa: G004
        lambda log, level: log.log(level, CANARY),
        lambda log, level: log.log(level, "vino Juan Pérez, 12.345.678"),
        lambda log, level: log.log(level, "got %s", CANARY),
        lambda log, level: log.log(level, "got %r and %s", CANARY, [CANARY]),
        lambda log, level: log.log(level, "got %(x)s", {"x": CANARY}),
        lambda log, level: log.log(level, "got %s", {"x": CANARY, CANARY: 1}),
        lambda log, level: log.log(level, "got %s", ValueError(CANARY)),
        lambda log, level: log.log(level, "got %s", _Object()),
        lambda log, level: log.log(level, "got %s", CANARY.encode()),
        lambda log, level: log.log(level, ValueError(CANARY)),
        lambda log, level: log.log(level, {"x": CANARY}),
        lambda log, level: log.log(level, _Object()),
        lambda log, level: log.log(level, "got %d", CANARY),
        lambda log, level: log.log(level, "got %s %s", CANARY),
        lambda log, level: log.log(level, "got", CANARY),
        lambda log, level: log.log(level, "got", extra={"x": CANARY, "prompt": CANARY, "y": {"z": [CANARY]}}),
        lambda log, level: log.log(level, "got", extra={CANARY: 1, "patient_id": CANARY}),
        lambda log, level: log.log(level, "got", exc_info=ValueError(CANARY)),
        lambda log, level: log.log(level, "got", stack_info=True, stacklevel=2),
    ],
)
def test_nothing_of_a_value_gets_into_a_line(
    log: logging.Logger,
    level: int,
    call: Callable[[logging.Logger, int], None],
    lines: Lines,
    output: io.StringIO,
) -> None:
    call(log, level)
    assert len(lines()) == 1
    assert _told(output.getvalue()) == []


def test_a_literal_is_kept_and_its_arguments_are_made_safe(lines: Lines) -> None:
    OURS.info("%d of %d in %.1f ms, %5.1f%%", 3, 4, 12.34, 50.0)
    OURS.info("%s: %s", StoreUnavailable, StoreUnavailable())
    OURS.info("status %(status)d", {"status": 503})
    OURS.info("got %d, %s, %s, %s", 12345678, "dos palabras", "Juan", "s3")
    OURS.info("failed: %s, %s", "ReadTimeoutError", "Juan Error")
    OURS.info("%s and %s", "a")
    OURS.info("100%")
    assert [line["message"] for line in lines()] == [
        "3 of 4 in 12.3 ms,  50.0%",
        "StoreUnavailable: StoreUnavailable(notes_unavailable)",
        "status 503",
        "got [número], [texto: 12 caracteres], [texto: 4 caracteres], s3",
        "failed: ReadTimeoutError, [texto: 10 caracteres]",
        "a and [omitido]",
        "100%",
    ]


def test_other_libraries_arguments_are_dropped_but_for_small_numbers_and_types(lines: Lines) -> None:
    FOREIGN.debug("%s %s: %d after %.2fs, %s %s", "PUT", "juan", 503, 1.5, ValueError("x"), {"juan": 1})
    assert lines()[0]["message"] == (
        "[texto: 3 caracteres] [texto: 4 caracteres]: 503 after 1.50s, ValueError [oculto]"
    )


def test_other_libraries_extras_are_dropped_also_where_ours_may_be_one_word(lines: Lines) -> None:
    for logger in (OURS, FOREIGN):
        logger.info("x", extra={"place": "gastritis"})
    assert [line["place"] for line in lines()] == ["gastritis", "[texto: 9 caracteres]"]


def test_identifiers_in_extras_are_pseudonyms(lines: Lines, pseudonyms: Pseudonyms) -> None:
    OURS.info("x", extra={"patient_id": "Juan", "session_id": "demo", "message_id": "m1", "caller": "ana"})
    (line,) = lines()
    assert line["patient_id"] == pseudonyms.of("patient", "Juan")
    assert line["session_id"] == pseudonyms.of("session", "demo")
    assert line["message_id"] == pseudonyms.of("message", "m1")
    assert line["caller"] == pseudonyms.of("caller", "ana")


def test_an_exception_leaves_its_types_codes_and_places(lines: Lines) -> None:
    try:
        try:
            raise ValueError(CANARY)
        except ValueError as error:
            raise StoreUnavailable(CANARY) from error
    except StoreUnavailable:
        OURS.exception("failed")
    (line,) = lines()
    assert line["error"] == "StoreUnavailable(notes_unavailable) <- ValueError"
    assert [each.split(":")[0] for each in line["stack"]] == [
        "StoreUnavailable(notes_unavailable)",
        "redaction/test_logs.py",
        "ValueError",
        "redaction/test_logs.py",
    ]


class _Raising:
    def __str__(self) -> str:
        raise RuntimeError(CANARY)


class _Collector(logging.Handler):
    """A handler as a library brings it: prints all a record has."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.seen.append(logging.Formatter("%(message)s").format(record) + str(vars(record)))


@pytest.mark.parametrize("name", ["foreign.test", "agents.test", "foreign"])
def test_a_handler_that_a_library_adds_to_its_logger_is_passed_over(name: str, output: io.StringIO) -> None:
    theirs = _Collector()
    logging.getLogger(name).addHandler(theirs)
    logging.getLogger(name).warning("got %s", CANARY)
    assert theirs.seen == []
    assert output.getvalue()


def test_a_logger_that_does_not_propagate_still_logs_here(
    lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(FOREIGN, "propagate", False)
    FOREIGN.warning("hello")
    assert lines()[0]["message"] == "hello"


def test_a_handler_that_is_added_to_the_root_gets_safe_records(output: io.StringIO) -> None:
    theirs = _Collector()
    logging.getLogger().handlers.insert(0, theirs)  # before ours, which would make the record safe for it
    OURS.error("got %s", CANARY, extra={"x": CANARY}, exc_info=ValueError(CANARY), stack_info=True)
    FOREIGN.error(CANARY)
    assert len(theirs.seen) == 2
    assert _told(str(theirs.seen)) == []


@pytest.mark.parametrize("formatted", ["exc_text", "stack_info"])
def test_what_somebody_has_formatted_before_is_gone(output: io.StringIO, formatted: str) -> None:
    theirs = _Collector()
    logging.getLogger().addHandler(theirs)
    record = FOREIGN.makeRecord("foreign", logging.ERROR, "x.py", 1, "hello", (), None)
    setattr(record, formatted, CANARY)
    FOREIGN.handle(record)
    assert len(theirs.seen) == 1
    assert _told(output.getvalue() + str(theirs.seen)) == []


def test_a_record_that_comes_past_the_loggers_is_safe_too(output: io.StringIO, lines: Lines) -> None:
    record = logging.makeLogRecord({"name": "foreign", "msg": "got %s", "args": (CANARY,), "x": CANARY})
    (ours,) = [
        each for each in logging.getLogger().handlers if type(each).__module__ == "agents.redaction.logs"
    ]
    ours.handle(record)
    assert len(lines()) == 1
    assert _told(output.getvalue()) == []


def test_a_safe_record_s_copy_is_not_sanitised_again(lines: Lines) -> None:
    class _CopyingOnce(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            logging.getLogger().removeHandler(self)
            logging.getLogger("elsewhere").handle(copy.copy(record))

    logging.getLogger().addHandler(_CopyingOnce())
    OURS.info("hello")
    assert [line["message"] for line in lines()] == ["hello", "hello"]


def test_an_extra_cannot_pass_itself_off_as_safe(output: io.StringIO) -> None:
    OURS.info(f"got {CANARY}", extra={"_agents_safe": "yes"})
    assert _told(output.getvalue()) == []


def test_a_record_that_cannot_be_read_is_emptied(output: io.StringIO, lines: Lines) -> None:
    for broken in ({"name": "py.warnings", "msg": _Raising()}, {"name": None, "msg": CANARY}):
        record = logging.makeLogRecord({"levelno": logging.INFO, "levelname": "INFO", "x": CANARY, **broken})
        logging.getLogger().handle(record)
    assert [line["message"] for line in lines()] == ["[oculto]", "[oculto]"]
    assert _told(output.getvalue()) == []


def test_names_of_loggers_and_threads_are_scrubbed(output: io.StringIO) -> None:
    theirs = _Collector()
    logging.getLogger().addHandler(theirs)
    log = logging.getLogger("agents.Juan_Perez_123")
    thread = threading.Thread(target=lambda: log.info("hello"), name="session Juan Pérez")
    thread.start()
    thread.join()
    assert "hello" in theirs.seen[0]
    assert _told(theirs.seen[0] + output.getvalue()) == []


def test_a_warning_leaves_its_category_and_place(untouched_logging: None, pseudonyms: Pseudonyms) -> None:
    stream = io.StringIO()
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        configure_logging("INFO", pseudonyms, stream)
        warnings.warn(CANARY, UserWarning, stacklevel=1)
    assert json.loads(stream.getvalue())["message"].startswith("UserWarning in redaction/test_logs.py:")
    assert _told(stream.getvalue()) == []


def test_an_uncaught_exception_is_logged_without_its_text(
    untouched_logging: None,
    pseudonyms: Pseudonyms,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.__excepthook__)
    monkeypatch.setattr(sys, "unraisablehook", sys.__unraisablehook__)
    monkeypatch.setattr(threading, "excepthook", threading.__excepthook__)
    configure_logging("INFO", pseudonyms)

    def fail() -> None:
        raise ValueError(CANARY)

    class _Falling:
        def __del__(self) -> None:
            fail()

    sys.excepthook(ValueError, ValueError(CANARY), None)
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    _Falling()
    told = capsys.readouterr().err
    assert [json.loads(line)["error"] for line in told.splitlines()] == ["ValueError"] * 3
    assert _told(told) == []


def test_somebody_else_s_hook_for_uncaught_exceptions_stays(
    untouched_logging: None, pseudonyms: Pseudonyms, monkeypatch: pytest.MonkeyPatch
) -> None:
    theirs = print
    monkeypatch.setattr(sys, "excepthook", theirs)
    configure_logging("INFO", pseudonyms)
    assert sys.excepthook is theirs


def test_configuring_again_replaces_the_first(untouched_logging: None, pseudonyms: Pseudonyms) -> None:
    first, second = io.StringIO(), io.StringIO()
    configure_logging("DEBUG", pseudonyms, first)
    configure_logging("warning", pseudonyms, second)
    OURS.info("quiet")
    OURS.warning("loud")
    assert first.getvalue() == ""
    assert [json.loads(line)["message"] for line in second.getvalue().splitlines()] == ["loud"]


def test_handlers_that_would_write_to_the_console_a_second_time_are_taken_off(
    untouched_logging: None, pseudonyms: Pseudonyms, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger().addHandler(logging.StreamHandler())
    logging.getLogger().addHandler(logging.StreamHandler(sys.stdout))
    configure_logging("INFO", pseudonyms)
    OURS.warning("hello")
    captured = capsys.readouterr()
    assert captured.out == ""
    assert len(captured.err.splitlines()) == 1


def test_an_unknown_level_is_refused(untouched_logging: None, pseudonyms: Pseudonyms) -> None:
    with pytest.raises(ValueError, match="LOUD"):
        configure_logging("loud", pseudonyms)
