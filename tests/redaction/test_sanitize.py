import dataclasses
import json
import re
from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, NamedTuple
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel, SecretStr

from agents.errors import StoreUnavailable
from agents.redaction import scrub as scrub_module
from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.sanitize import sanitize_for_logging, use_pseudonyms

PSEUDONYMS = Pseudonyms(b"a key of thirty-two bytes, at le")
TEXT_KEYS = [
    "prompt",
    "message",
    "content",
    "text",
    "body",
    "payload",
    "user_message",
    "chiefComplaint",
    "Notas",
]
SECRET_KEYS = [
    "password",
    "access_token",
    "Authorization",
    "api-key",
    "aws_secret",
    "nombre",
    "Cédula",
    "e_mail",
]
ID_KEYS = [
    ("patient_id", "pac"),
    ("patientId", "pac"),
    ("PATIENT-ID", "pac"),
    ("session_id", "ses"),
    ("X-Amzn-Bedrock-AgentCore-Runtime-Session-Id", "ses"),
    ("messageId", "men"),
    ("owner", "usu"),
    ("sub", "usu"),
]


@pytest.fixture(autouse=True)
def _no_pseudonyms(untouched_logging: None) -> None:
    """Each test begins, and leaves the process, without a key."""


@pytest.mark.parametrize(
    "value",
    [None, True, False, 0, 200, -5, 9999, 3.25, "", "hello", [], {}, (), set(), {"status": 200}, [1, "s3"]],
)
def test_what_says_nothing_stays_as_it_is(value: object) -> None:
    assert sanitize_for_logging(value) == value
    assert type(sanitize_for_logging(value)) is type(value)


@pytest.mark.parametrize("key", TEXT_KEYS)
def test_free_text_leaves_its_length(key: str) -> None:
    assert sanitize_for_logging({key: "tengo vih"}) == {key: "[texto: 9 caracteres]"}


@pytest.mark.parametrize("key", SECRET_KEYS)
@pytest.mark.parametrize("value", ["hola", 12, b"hola", ["hola"], {"a": "hola"}])
def test_secrets_and_personal_data_leave_nothing(key: str, value: object) -> None:
    assert sanitize_for_logging({key: value}) == {key: "[oculto]"}


@pytest.mark.parametrize(("key", "prefix"), ID_KEYS)
def test_identifiers_become_pseudonyms(key: str, prefix: str) -> None:
    use_pseudonyms(PSEUDONYMS)
    shown = sanitize_for_logging({key: "Juan_Perez_123"})[key]
    assert shown.startswith(f"{prefix}_")
    assert shown in {
        PSEUDONYMS.of(kind, "Juan_Perez_123") for kind in ("patient", "session", "message", "caller")
    }


@pytest.mark.parametrize(("key", "prefix"), ID_KEYS)
def test_identifiers_are_hidden_without_a_key(key: str, prefix: str) -> None:
    assert sanitize_for_logging({key: "Juan_Perez_123"}) == {key: "[oculto]"}


def test_a_number_and_its_text_are_one_identifier() -> None:
    use_pseudonyms(PSEUDONYMS)
    assert sanitize_for_logging({"patient_id": 456}) == sanitize_for_logging({"patient_id": "456"})


def test_what_stands_under_free_text_is_free_text_too() -> None:
    block = {
        "content": [{"text": "tengo vih"}, {"kind": "vih"}],
        "patient_data": {"edad": 45, "fuma": True, "n": 7, "total": 7},
    }
    assert sanitize_for_logging(block) == {
        "content": [{"text": "[texto: 9 caracteres]"}, {"kind": "[texto: 3 caracteres]"}],
        "patient_data": {"edad": "[oculto]", "fuma": "[oculto]", "n": "[número]", "total": "[número]"},
    }


def test_long_numbers_are_hidden_but_for_measures() -> None:
    value = {
        "x": 12345678,
        "y": 12345.5,
        "total_ms": 12345.5,
        "size_bytes": 99999,
        "z": float("nan"),
        "w": 10**5000,
    }
    assert sanitize_for_logging(value) == {
        "x": "[número]",
        "y": "[número]",
        "total_ms": 12345.5,
        "size_bytes": 99999,
        "z": "[número]",
        "w": "[número]",
    }


def test_a_measure_s_name_lets_no_text_through() -> None:
    assert sanitize_for_logging({"total_ms": "Juan", "status": "tengo vih", "size": "juan_perez_123"}) == {
        "size": "[texto: 14 caracteres]",
        "total_ms": "[texto: 4 caracteres]",
        "status": "[texto: 9 caracteres]",
    }


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("Juan_Perez", "[paciente]"),
        ("12345678", "[número]"),
        (12345678, "[oculto]"),
        ("tengo vih", "[oculto]"),
        ("k" * 65, "[oculto]"),
        (("Juan", "Perez"), "[oculto]"),
        (7, 7),
        (None, None),
    ],
)
def test_keys_are_sanitised_and_what_is_filed_under_a_person_is_dropped(key: object, shown: object) -> None:
    value = "hola" if shown in (7, None) else "[texto: 4 caracteres]"
    assert sanitize_for_logging({key: "hola"}) == {shown: value}


def test_keys_that_look_alike_once_scrubbed_keep_their_values_apart() -> None:
    shown = sanitize_for_logging({"Juan_Perez": 1, "Ana_Gomez": 2, "Luz_Diaz": 3})
    assert list(shown) == ["[paciente]", "[oculto]#1", "[oculto]#2"]


class _Colour(StrEnum):
    RED = "red"


class _Model(BaseModel):
    patient_id: str
    prompt: str
    kind: str
    secret_thing: SecretStr


@dataclasses.dataclass(slots=True)
class _Data:
    prompt: str
    kind: str


@dataclasses.dataclass(frozen=True)
class _Frozen:
    kind: str


class _Pair(NamedTuple):
    session_id: str
    kind: str


class _Object:
    def __repr__(self) -> str:
        return "Juan Perez"

    __str__ = __repr__


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (b"Juan", "[bytes: 4]"),
        (bytearray(b"Juan"), "[bytes: 4]"),
        (memoryview(b"Juan"), "[bytes: 4]"),
        (_Object(), "[objeto: _Object]"),
        (_Object, "[objeto: type]"),
        (_Colour.RED, "red"),
        (UUID(int=5), "[objeto: UUID]"),
        (
            _Model(patient_id="J", prompt="vih", kind="a", secret_thing=SecretStr("x")),
            {"patient_id": "[oculto]", "prompt": "[texto: 3 caracteres]", "kind": "a"}
            | {"secret_thing": "[objeto: SecretStr]"},
        ),
        (_Data("vih", "a"), {"prompt": "[texto: 3 caracteres]", "kind": "a"}),
        (_Pair("demo", "a"), {"session_id": "[oculto]", "kind": "a"}),
        ({"Juan Pérez", "a"}, {"[nombre]", "a"}),
        ({_Frozen("a")}, {"[omitido]"}),
        (frozenset({"Juan Pérez"}), frozenset({"[nombre]"})),
        (("Juan Pérez", 1), ("[nombre]", 1)),
        (OrderedDict(prompt="vih"), {"prompt": "[texto: 3 caracteres]"}),
        (ValueError("Juan"), "ValueError"),
        (StoreUnavailable("Juan"), "StoreUnavailable(notes_unavailable)"),
    ],
)
def test_every_kind_of_value_has_a_safe_form(value: object, shown: object) -> None:
    assert sanitize_for_logging(value) == shown


def test_a_cycle_is_cut() -> None:
    ring: dict[str, Any] = {"a": 1}
    ring["self"] = [ring]
    assert sanitize_for_logging(ring) == {"a": 1, "self": ["[ciclo]"]}


def test_what_stands_twice_but_in_no_cycle_is_shown_twice() -> None:
    part = {"a": 1}
    assert sanitize_for_logging([part, part]) == [part, part]


def test_depth_width_and_size_are_bounded() -> None:
    deep: list[Any] = []
    for _ in range(100_000):
        deep = [deep]
    assert json.dumps(sanitize_for_logging(deep)) == "[" * 8 + '"[omitido]"' + "]" * 8
    assert len(sanitize_for_logging(list(range(1000)))) == 200
    assert len(sanitize_for_logging({f"k{n}": n for n in range(1000)})) == 200
    doubled: list[Any] = ["x"]
    for _ in range(7):
        doubled = [doubled] * 100
    assert len(json.dumps(sanitize_for_logging(doubled))) < 50_000


class _Broken(Mapping[str, str]):
    def __getitem__(self, key: str) -> str:
        raise RuntimeError("Juan")

    def __iter__(self) -> Iterator[str]:
        raise RuntimeError("Juan")

    def __len__(self) -> int:
        return 1


class _Liar:
    @property
    def __class__(self) -> type:
        raise RuntimeError("Juan")

    @__class__.setter
    def __class__(self, value: type) -> None: ...


@pytest.mark.parametrize("make", [_Broken, _Liar])
def test_a_value_that_raises_is_hidden(make: type) -> None:
    assert sanitize_for_logging(make()) == "[oculto]"
    assert sanitize_for_logging({"x": [make()]}) == "[oculto]"


# fmt: off
CANARIES = st.sampled_from([
    "12.345.678", "V-12345678", "12345678-K", "GAPJ800101HDFRRN09", "EXP-7781", "300 123 4567",
    "juan_perez_123", "Juan Pérez", "ana@correo.com", "AKIAIOSFODNN7EXAMPLE",
    "processed/juan_medical_notes/session_ab/x",
])
# fmt: on
KEYS = st.sampled_from(
    ["prompt", "patient_id", "session_id", "name", "token", "x", "otel_trace_id", "content", ""]
) | st.text(max_size=6)


def _nested(leaf: st.SearchStrategy[Any], keys: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    def containers(child: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
        return (
            st.lists(child, max_size=4)
            | st.dictionaries(keys, child, max_size=4)
            | st.tuples(child, child)
            | st.builds(_Data, child, child)
        )

    return st.recursive(leaf, containers, max_leaves=10)


PLANTED = _nested(
    CANARIES
    | st.builds(
        "{}{}{}".format,
        st.sampled_from(["", "x ", "error: ", "("]),
        CANARIES,
        st.sampled_from(["", " y", "."]),
    )
    | st.builds(ValueError, CANARIES)
    | st.sampled_from([12345678, 3001234567.0])
    | st.frozensets(CANARIES, max_size=3)
    | st.builds(str.encode, CANARIES),
    KEYS | CANARIES | st.just(12345678),
)
ANYTHING = _nested(
    CANARIES | st.text() | st.integers() | st.floats() | st.booleans() | st.none() | st.binary(max_size=5)
    | st.builds(KeyError, st.text(max_size=3)) | st.frozensets(st.text(max_size=3), max_size=3),
    KEYS | st.sampled_from(["total_ms", "status"]) | st.integers() | st.booleans() | st.none(),
)  # fmt: skip


@given(PLANTED, st.sampled_from([None, PSEUDONYMS]))
def test_no_planted_identifier_survives(value: object, pseudonyms: Pseudonyms | None) -> None:
    use_pseudonyms(pseudonyms)
    # Long enough not to stand in a pseudonym's digits by chance.
    parts = [
        "345.6",
        "12345678",
        "gapj",
        "exp-7",
        "300 1",
        "3001234567",
        "juan",
        "correo.com",
        "akia",
        "session_ab",
    ]
    shown = repr(sanitize_for_logging(value)).casefold()
    assert [part for part in parts if part in shown] == []


@given(ANYTHING, st.sampled_from([None, PSEUDONYMS]))
def test_sanitising_twice_is_sanitising_once(value: object, pseudonyms: Pseudonyms | None) -> None:
    use_pseudonyms(pseudonyms)
    once = sanitize_for_logging(value)
    assert sanitize_for_logging(once) == once


def test_of_much_text_the_rest_leaves_its_length_and_twice_is_once() -> None:
    lines = [f"{number} a@b.co {'ok ' * 300}" for number in range(40)]
    once = sanitize_for_logging(lines)
    assert once[0].startswith("0 [correo] ok")
    assert once[-1] == f"[texto: {len(lines[-1])} caracteres]"
    assert sanitize_for_logging(once) == once


@pytest.mark.parametrize(
    "value",
    [
        "a" * 10**6,
        "paciente " * 100_000,
        ["V1.2 " * 200] * 1000,
        [["x" * 1000] * 1000],
        [["http://" * 146] * 100] * 100,
        {f"{n} ": "a@" * 500 for n in range(1000)},
        "\ufdfa" * 1024,  # one letter that normalises to eighteen
        [f"a{number}, 1.2 cc a@b " * 50 for number in range(1000)],
    ],
    ids=["letters", "names", "ids", "lists", "shared", "mails", "ligatures", "texts"],
)
def test_a_hostile_megabyte_costs_bounded_work(value: object, monkeypatch: pytest.MonkeyPatch) -> None:
    work, rules = [], scrub_module._any_rule()

    class Counted:
        @staticmethod
        def sub(replacement: Callable[[re.Match[str]], str], text: str) -> str:
            work.append(len(text))
            return rules.sub(replacement, text)

    monkeypatch.setattr(scrub_module, "_any_rule", Counted)
    shown = sanitize_for_logging(value)
    assert max(work, default=0) <= 1024
    assert sum(work) <= 8 * 20 * 1024  # at most eight passes over as much text as one line may have
    assert len(json.dumps(shown)) <= 2 * 1024 * 1024
