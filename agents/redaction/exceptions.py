"""What may be said of an exception: its types, our own codes, the lines of code. Never its text.

`str(error)` repeats what failed: a value that would not validate, a key that was not found.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import PurePath
from traceback import walk_tb
from typing import Final

from agents.redaction.scrub import scrub

_CHAIN: Final = 5
_FRAMES: Final = 40  # a chain; the innermost are kept, recursion errors have thousands
_OUR_CODE: Final = re.compile(r"[a-z][a-z_]{0,63}")
_AWS_CODE: Final = re.compile(r"[A-Za-z]{1,64}|\d{3}")


def type_name(value: object) -> str:
    return type(value).__name__


def describe_exception(error: BaseException) -> str:
    """`StoreUnavailable(notes_unavailable) <- ClientError(SlowDown)`: newest first, at most five."""
    return scrub(" <- ".join(map(_describe_one, _chain(error))))


def stack_of(error: BaseException) -> list[str]:
    """The chain's frames as `folder/file.py:line:function`, each part begun by its exception's own line."""
    lines: list[str] = []
    for one in _chain(error):
        codes = ((frame.f_code, line) for frame, line in walk_tb(one.__traceback__))
        frames = [place(code.co_filename, line, code.co_name) for code, line in codes]
        lines += [scrub(_describe_one(one)), *frames[-_FRAMES:]]
    return lines


def place(path: object, line: int | None, function: str | None) -> str:
    # Two parts tell our files apart; what stands above them may be somebody's home.
    return f"{'/'.join(PurePath(str(path)).parts[-2:])}:{line}:{function}"


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    for _ in range(_CHAIN):
        if link is None:
            return
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _describe_one(error: BaseException) -> str:
    if isinstance(error, BaseExceptionGroup):
        said = ", ".join(map(type_name, error.exceptions[:_CHAIN]))
    else:
        said = _code_of(error)
    return f"{type_name(error)}({said})" if said else type_name(error)


def _code_of(error: BaseException) -> str:
    """The code of an error of ours or of AWS; empty for others, whose `code` may be anything."""
    try:
        modules = {base.__module__.partition(".")[0] for base in type(error).__mro__}
        if "agents" in modules:
            code, form = getattr(error, "code", ""), _OUR_CODE
        elif "botocore" in modules:
            code, form = getattr(error, "response", {}).get("Error", {}).get("Code", ""), _AWS_CODE
        else:
            return ""
        return code if isinstance(code, str) and form.fullmatch(code) else ""
    except Exception:  # noqa: BLE001  a broken error class must not break the line about it
        return ""
