"""Makes a log record safe, in place: message, arguments, extras, exception (see `agents.redaction.logs`)."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import Mapping
from itertools import chain, repeat
from pathlib import PurePath
from types import FrameType
from typing import Any, Final

from pythonjsonlogger.core import RESERVED_ATTRS

from agents.redaction.exceptions import stack_of
from agents.redaction.keys import HIDDEN, Treatment, safe_key, scrub_name, treatment_of
from agents.redaction.sanitize import OMITTED, sanitize_as
from agents.redaction.scrub import scrub

# Our packages, and the one that was started as a script.
_OURS: Final = frozenset({"agents", "__main__"})
_STANDARD: Final = frozenset(RESERVED_ATTRS) | {"taskName"}


class _Safe(str):
    """Marks a safe record: our own type, so that no `extra` holds it; text, so that handlers can print it."""


_MARK: Final = "_agents_safe"
_SAFE: Final = _Safe("yes")
_CONVERSION: Final = re.compile(
    r"%(?:\((?P<name>[^()]*)\))?(?P<form>[-#0+ ]*[\d*]*(?:\.[\d*]+)?)[hlL]?(?P<type>[a-zA-Z%])"
)
_WARNING: Final = re.compile(r"(?P<path>.{1,1000}?):(?P<line>\d+): (?P<category>\w+): ")


def make_safe(record: logging.LogRecord) -> None:
    """Rewrite `record` so that any handler may print all of it; once is enough. Never raises."""
    if record.__dict__.get(_MARK) is _SAFE:  # a copy of a record keeps it
        return
    try:
        _make_safe(record)
    except Exception:  # noqa: BLE001  better an empty line than an unsafe one, or an error in the code that logs
        _empty(record)
    record.__dict__[_MARK] = _SAFE


def _make_safe(record: logging.LogRecord) -> None:
    ours = record.name.partition(".")[0] in _OURS
    _replace_extras(record, Treatment.WORD if ours else Treatment.DROP)
    record.msg, record.args = _message(record, ours), ()
    record.name = scrub_name(record.name)
    record.threadName = scrub_name(record.threadName or "")
    record.processName = scrub_name(record.processName or "")
    error = record.exc_info[1] if isinstance(record.exc_info, tuple) else record.exc_info
    if isinstance(error, BaseException):
        record.__dict__["error"] = sanitize_as(error, Treatment.SCRUB)
        record.__dict__["stack"] = stack_of(error)
    # Their text repeats values; what may be said of them is in `error` and `stack`.
    record.exc_info = record.exc_text = record.stack_info = None


def _empty(record: logging.LogRecord) -> None:
    for name in [name for name in record.__dict__ if name not in _STANDARD]:
        del record.__dict__[name]
    record.name, record.msg, record.args = HIDDEN, HIDDEN, ()
    record.threadName = record.processName = HIDDEN
    record.exc_info = record.exc_text = record.stack_info = None


def _replace_extras(record: logging.LogRecord, treatment: Treatment) -> None:
    names = [name for name in record.__dict__ if name not in _STANDARD]
    extras = {name: record.__dict__.pop(name) for name in names}
    for name, value in extras.items():
        shown = str(safe_key(name))
        record.__dict__[shown] = sanitize_as(value, treatment_of(shown, treatment))


def _message(record: logging.LogRecord, ours: bool) -> str:
    if record.name == "py.warnings":
        return _warning(str(record.msg))
    if not isinstance(record.msg, str) or not _is_literal(record.msg, record):
        return str(sanitize_as(record.msg, Treatment.WORD if ours else Treatment.DROP))
    if not record.args:
        return scrub(record.msg)
    return scrub(_fill(record.msg, record.args, ours))


def _is_literal(message: str, record: logging.LogRecord) -> bool:
    """Whether the function that logs (or one that `stacklevel` skipped) has `message` among its constants.

    False for a record that is not being logged right now, such as one that came through a queue.
    """
    frame: FrameType | None = sys._getframe(1)
    while frame is not None:
        code = frame.f_code
        if any(type(constant) is str and constant == message for constant in code.co_consts):
            return True
        if code.co_filename == record.pathname and code.co_name == record.funcName:
            return False
        frame = frame.f_back
    return False


def _fill(template: str, args: Any, ours: bool) -> str:
    """`template % args` with every argument made safe; an argument that is missing shows as `[omitido]`."""
    named = args if isinstance(args, Mapping) else {}
    positional = chain((args,) if named else args, repeat(OMITTED))

    def show(match: re.Match[str]) -> str:
        if match["type"] == "%":
            return "%"
        value = named.get(match["name"]) if match["name"] else next(positional)
        shown = _argument(value, ours)
        is_number = isinstance(shown, int | float) and not isinstance(shown, bool)
        if is_number and match["type"] in "diouxXeEfFgG" and "*" not in match["form"]:
            return str(f"%{match['form']}{match['type']}" % shown)
        return str(shown)

    return _CONVERSION.sub(show, template)


def _argument(value: object, ours: bool) -> Any:
    if isinstance(value, type):
        return scrub(value.__name__)
    if ours or isinstance(value, int | float | BaseException):
        return sanitize_as(value, Treatment.WORD)
    return sanitize_as(value, Treatment.DROP) if isinstance(value, str | bytes) else HIDDEN


def _warning(text: str) -> str:
    """A captured warning, `<path>:<line>: <category>: <text> <source line>`, without its text."""
    match = _WARNING.match(text)
    if match is None:
        return HIDDEN
    return scrub(f"{match['category']} in {'/'.join(PurePath(match['path']).parts[-2:])}:{match['line']}")
