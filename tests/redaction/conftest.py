"""Logging is global: what a test configures is taken back after it."""

import io
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from agents.redaction.logs import configure_logging
from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.sanitize import use_pseudonyms


@pytest.fixture
def pseudonyms() -> Pseudonyms:
    return Pseudonyms(b"a key of thirty-two bytes, at le")


@pytest.fixture
def untouched_logging() -> Iterator[None]:
    """Leaves handlers, levels, hooks and the process's pseudonyms as they were."""
    root, loggers = logging.getLogger(), logging.Logger.manager.loggerDict
    handlers, level, call_handlers = root.handlers[:], root.level, logging.Logger.callHandlers
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning
    known = {
        name: (each.level, each.handlers[:])
        for name, each in loggers.items()
        if isinstance(each, logging.Logger)
    }
    yield
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook, sys.unraisablehook, warnings.showwarning = hooks
    logging.Logger.callHandlers = call_handlers  # type: ignore[method-assign]
    root.handlers[:] = handlers
    root.setLevel(level)
    for name, each in loggers.items():
        if isinstance(each, logging.Logger):
            before, its_handlers = known.get(name, (logging.NOTSET, []))
            each.setLevel(before)
            each.handlers[:] = its_handlers
    use_pseudonyms(None)


@pytest.fixture
def output(untouched_logging: None, pseudonyms: Pseudonyms) -> io.StringIO:
    """Where lines go, with everything logged that can be."""
    stream = io.StringIO()
    configure_logging("DEBUG", pseudonyms, stream)
    return stream


@pytest.fixture
def lines(output: io.StringIO) -> Callable[[], list[dict[str, Any]]]:
    """What was logged so far; fails on a line that is not one JSON object."""
    return lambda: [json.loads(line) for line in output.getvalue().splitlines()]
