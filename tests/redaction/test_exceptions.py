from collections.abc import Callable

import pytest
from botocore.exceptions import ClientError

from agents.errors import NotFound, StoreUnavailable
from agents.redaction.exceptions import describe_exception, stack_of


def _raised(error: BaseException, cause: BaseException | None = None) -> BaseException:
    try:
        raise error from cause
    except BaseException as caught:  # noqa: BLE001
        return caught


def _aws(code: object) -> ClientError:
    return ClientError({"Error": {"Code": code, "Message": "Juan"}}, "PutObject")  # type: ignore[typeddict-item]


class _Foreign(Exception):
    __module__ = "elsewhere"
    code = "juan_perez"


class _BrokenCode(StoreUnavailable):
    @property
    def code(self) -> str:  # type: ignore[override]
        raise RuntimeError("Juan")


@pytest.mark.parametrize(
    ("error", "shown"),
    [
        (ValueError("Juan"), "ValueError"),
        (NotFound("Juan"), "NotFound(not_found)"),
        (_aws("SlowDown"), "ClientError(SlowDown)"),
        (_aws("404"), "ClientError(404)"),
        (_aws("Juan Perez"), "ClientError"),
        (_aws(None), "ClientError"),
        (_Foreign("x"), "_Foreign"),
        (
            _raised(StoreUnavailable(), _aws("SlowDown")),
            "StoreUnavailable(notes_unavailable) <- ClientError(SlowDown)",
        ),
        (ExceptionGroup("Juan", [KeyError("Juan"), NotFound()]), "ExceptionGroup(KeyError, NotFound)"),
        (type("Juan_Perez", (Exception,), {})("x"), "[paciente]"),
    ],
)
def test_an_exception_shows_its_type_and_our_code_but_not_its_text(error: BaseException, shown: str) -> None:
    assert describe_exception(error) == shown


def _fail_while_failing() -> None:
    try:
        raise KeyError("Juan")
    except KeyError:
        raise ValueError("Juan")  # noqa: B904


def _fail_instead_of_failing() -> None:
    try:
        raise KeyError("Juan")
    except KeyError:
        raise ValueError("Juan") from None


@pytest.mark.parametrize(
    ("fail", "shown"),
    [(_fail_while_failing, "ValueError <- KeyError"), (_fail_instead_of_failing, "ValueError")],
)
def test_what_was_handled_is_shown_unless_it_was_hidden(fail: Callable[[], None], shown: str) -> None:
    with pytest.raises(ValueError, match="Juan") as caught:
        fail()
    assert describe_exception(caught.value) == shown


def test_a_chain_that_bites_its_tail_ends() -> None:
    first, second = ValueError("a"), KeyError("b")
    first.__cause__, second.__cause__ = second, first
    assert describe_exception(first) == "ValueError <- KeyError <- ValueError <- KeyError <- ValueError"


def test_a_code_that_raises_is_left_out() -> None:
    assert describe_exception(_BrokenCode.__new__(_BrokenCode)) == "_BrokenCode"


def test_the_stack_shows_lines_of_code_and_no_values() -> None:
    secret = "Juan"
    lines = stack_of(_raised(ValueError(secret), _raised(KeyError(secret))))
    assert [line.rpartition(":")[2] for line in lines] == ["ValueError", "_raised", "KeyError", "_raised"]
    assert lines[1].startswith("redaction/test_exceptions.py:")
    assert secret not in str(lines)


def test_a_recursion_s_stack_is_cut() -> None:
    def dive(depth: int) -> None:
        if depth == 0:
            raise ValueError("Juan")
        dive(depth - 1)

    with pytest.raises(ValueError, match="Juan") as caught:
        dive(200)
    assert len(stack_of(caught.value)) == 41
