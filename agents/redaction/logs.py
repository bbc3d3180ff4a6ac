"""Logging that cannot tell: one JSON line a record, with no health data and no identifiers in it.

Where the guard stands. `configure_logging` replaces `logging.Logger.callHandlers`, the one method that every
record of every logger goes through last before handlers see it. The alternatives all leave a way round:

- a formatter or a handler's filter guards that handler only, and libraries bring handlers of their own
  (`bedrock_agentcore.app` prints session ids and `str(error)`; uvicorn and `boto3.set_stream_logger` too);
- a logger's filter is not inherited by the loggers below it;
- a record factory runs before `extra` is put into the record, and not at all for records made elsewhere.

The replacement makes the record safe and hands it to the root logger's handlers only. So a library's own
handlers fall silent, whenever they are added; a handler put on the root on purpose (OpenTelemetry's) works,
and gets the safe record. A record that reaches our handler by any other way is made safe by its formatter.

What is let through. A message that stands as a literal in the code that logs it is code, and is kept after
scrubbing; one that was put together first may hold anything, and only its length is kept. Arguments and
extras of our own loggers are sanitised, and their text dropped unless it is one code-like word. Of other
libraries' loggers, which log requests and keys at DEBUG, only small numbers and types are kept.
"""

from __future__ import annotations

import logging
import sys
import threading
from types import TracebackType
from typing import Any, Final, TextIO

from pythonjsonlogger.json import JsonFormatter

from agents.redaction.exceptions import place
from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.records import make_safe
from agents.redaction.sanitize import use_pseudonyms

_call_handlers: Final = logging.Logger.callHandlers
_uncaught: Final = logging.getLogger("agents.uncaught")


def configure_logging(level: str, pseudonyms: Pseudonyms, stream: TextIO | None = None) -> None:
    """Log safely from now on, to `stream` (default: whatever `sys.stderr` is then). May be called again.

    Call it before anything else can log: records made earlier were not guarded.
    Warnings and uncaught exceptions are logged too; Python would print their text.
    ValueError for a level that logging does not know.
    """
    root = logging.getLogger()
    root.setLevel(level.upper())
    use_pseudonyms(pseudonyms)
    logging.Logger.callHandlers = _deliver  # type: ignore[method-assign]
    for handler in [each for each in root.handlers if _writes_to_console(each)]:
        root.removeHandler(handler)
    root.addHandler(_JsonHandler(stream))
    logging.captureWarnings(True)
    _log_uncaught_exceptions()


def _deliver(self: logging.Logger, record: logging.LogRecord) -> None:
    make_safe(record)
    _call_handlers(logging.getLogger(), record)


def _writes_to_console(handler: logging.Handler) -> bool:
    """Whether it is ours from an earlier call, or would write every line a second time and not as JSON."""
    if isinstance(handler, _JsonHandler) or type(handler).__module__.startswith("awslambdaric"):
        return True
    consoles = (sys.stdout, sys.stderr, sys.__stdout__, sys.__stderr__)
    return isinstance(handler, logging.StreamHandler) and handler.stream in consoles


class _JsonHandler(logging.StreamHandler[TextIO]):
    def __init__(self, stream: TextIO | None) -> None:
        self._own_stream = stream
        super().__init__(stream)
        self.setFormatter(_SafeJsonFormatter())

    @property
    def stream(self) -> TextIO:
        # Looked up late: who replaces sys.stderr (a test, a supervisor) gets the lines.
        return self._own_stream or sys.stderr

    @stream.setter
    def stream(self, value: TextIO) -> None:
        """The base class sets it; `_own_stream` decides."""


class _SafeJsonFormatter(JsonFormatter):
    """`level`, `logger`, `message`, extras, `timestamp` (UTC), `at` (file:line:function): ASCII, one line."""

    def __init__(self) -> None:
        renamed = {"levelname": "level", "name": "logger"}
        super().__init__(["levelname", "name", "message"], rename_fields=renamed, timestamp=True)

    def format(self, record: logging.LogRecord) -> str:
        make_safe(record)
        return super().format(record)

    def add_fields(
        self, log_data: dict[str, Any], record: logging.LogRecord, message_dict: dict[str, Any]
    ) -> None:
        super().add_fields(log_data, record, message_dict)
        log_data["at"] = place(record.pathname, record.lineno, record.funcName)


def _log_uncaught_exceptions() -> None:
    """Replace Python's own printers of uncaught exceptions, but nobody else's (a debugger's, pytest's)."""
    if sys.excepthook is sys.__excepthook__:
        sys.excepthook = _log_uncaught
    if threading.excepthook is threading.__excepthook__:
        threading.excepthook = lambda args: _log(args.exc_value)
    if sys.unraisablehook is sys.__unraisablehook__:
        sys.unraisablehook = lambda args: _log(args.exc_value)


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
    else:
        _log(error)


def _log(error: BaseException | None) -> None:
    if error is not None and not isinstance(error, SystemExit):
        _uncaught.critical("uncaught exception", exc_info=error)
