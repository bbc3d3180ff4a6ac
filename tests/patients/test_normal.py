"""The laws of the normal form and of aliases."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agents.patients import UNKNOWN, Identifier, normal_form
from agents.patients.normal import MAX_LENGTH
from agents.patients.spelling import fold

SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_]*\Z")
# What Windows keeps for itself, in any case, also with an extension (a form has no dot).
DEVICES = [
    "con",
    "prn",
    "aux",
    "nul",
    *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
]
LETTERS = st.text(alphabet="abcdefghijklmnopqrstuvwxyzABCDEFXYZ0123456789", min_size=1, max_size=30)


# Few letters, so that two of them are often nearly alike.
WRITTEN = (
    st.text(alphabet="aAáb1_ .-'", max_size=8) | st.text(alphabet="ab1", min_size=60, max_size=70) | st.text()
)


def alias(value: str, kind: str = "name", country: str | None = None) -> str:
    return Identifier(kind, country, value, 0, 0, 1.0).alias


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("MARÍA GARCÍA LÓPEZ", "Maria_Garcia_Lopez"),
        ("Ana de la Cruz Ñáñez", "Ana_de_la_Cruz_Nanez"),
        ("juan perez", "Juan_Perez"),
        ("Juan_Perez_123", "Juan_Perez_123"),
        ("juan perez 123", "Juan_Perez_123"),
        ("Luis McDonald", "Luis_McDonald"),
        ("D'Angelo Russo", "DAngelo_Russo"),
        ("García-López", "Garcia_Lopez"),
        ("V-12.345.678", "V12345678"),
        ("12.531.909-k", "12531909K"),
        ("2024-00123", "202400123"),
        ("exp-7781", "EXP7781"),
        ("boxw310820hnerxn09", "BOXW310820HNERXN09"),
        ("004512", "004512"),
        ("\uff14\uff15\uff16", "456"),
        ("4\u200b56", "456"),
        ("..\\..//Juan", "Juan"),
    ],
)
def test_the_form_of_what_was_written(written: str, form: str) -> None:
    assert normal_form(written) == form


@pytest.mark.parametrize(
    "written",
    ["", " ", "---", "Хуан", "12\u043045", "李", "\u3164", "a\ufffd1", "½", "ß"],
)
def test_what_has_no_safe_form_is_refused(written: str) -> None:
    assert normal_form(written) is None


@pytest.mark.parametrize(
    "written",
    [
        "unknown",
        "UNKNOWN",
        "Unknown",
        "u\u200bnknown",
        "únknown",
        "\uff55nknown",
        "_unknown_",
        "'unknown'",
        "unknown.",
    ],
)
def test_nobodys_folder_is_no_patients_in_any_spelling(written: str) -> None:
    assert normal_form(written) is None


@pytest.mark.parametrize("device", DEVICES)
@pytest.mark.parametrize("spelling", ["{}", "{}.", " {} ", "_{}_", "{}\u200b", "({})"])
def test_the_name_of_a_windows_device_is_refused(device: str, spelling: str) -> None:
    assert normal_form(spelling.format(device)) is None
    assert normal_form(spelling.format(device.upper())) is None


@given(st.text(max_size=300))
@example("_a")
@example("a_")
@example("_ 1")
@example("İ")
@example("a\u0301_b")
def test_the_form_is_safe_bounded_and_idempotent(written: str) -> None:
    form = normal_form(written)
    if form is not None:
        assert SAFE.match(form)
        assert len(form) <= MAX_LENGTH
        assert form.casefold() not in {UNKNOWN, *DEVICES}
        assert normal_form(form) == form


def read_aloud(written: str) -> str:
    """All that tells two patients apart: letters and digits, without accents and capitals."""
    return "".join(filter(str.isalnum, fold(written).low)).casefold()


@given(WRITTEN, WRITTEN)
@example("a" * 65, "a" * 66)
@example("Juan Perez 1", "Juan Perez 11")
def test_different_patients_never_share_a_key_on_any_file_system(one: str, other: str) -> None:
    forms = normal_form(one), normal_form(other)
    if None not in forms and read_aloud(one) != read_aloud(other):
        assert str(forms[0]).casefold() != str(forms[1]).casefold()
        assert alias(str(forms[0])) != alias(str(forms[1]))


@given(WRITTEN, WRITTEN)
def test_forms_that_a_file_system_takes_for_one_are_one_patients(one: str, other: str) -> None:
    forms = normal_form(one), normal_form(other)
    if None not in forms:
        same = str(forms[0]).casefold() == str(forms[1]).casefold()
        assert same == (alias(str(forms[0])) == alias(str(forms[1])))


@given(LETTERS, LETTERS)
def test_different_letters_and_digits_never_share_an_alias(one: str, other: str) -> None:
    if one.casefold() != other.casefold():
        assert alias(one) != alias(other)


@given(st.text(alphabet="ab1", min_size=60, max_size=200), st.text(alphabet="ab1", min_size=60, max_size=200))
def test_long_values_never_meet_when_cut(one: str, other: str) -> None:
    forms = normal_form(one), normal_form(other)
    if one.casefold() != other.casefold() and None not in forms:
        assert str(forms[0]).casefold() != str(forms[1]).casefold()


@given(st.lists(st.text(alphabet="abcñáéíóúü", min_size=2, max_size=8), min_size=2, max_size=4))
def test_spellings_of_a_name_share_an_alias(words: list[str]) -> None:
    name = " ".join(words)
    decomposed = unicodedata.normalize("NFD", name)
    for spelling in (
        name.upper(),
        name.title(),
        decomposed,
        name.replace(" ", "_"),
        name.replace(" ", "\u00a0 "),
    ):
        assert alias(normal_form(spelling) or "") == alias(normal_form(name) or "")


def test_the_kind_and_the_country_are_parts_of_the_alias() -> None:
    aliases = {
        alias("12345678", "cedula"),
        alias("12345678", "hc"),
        alias("12345678", "cedula", "CO"),
        alias("12345678", "cedula", "VE"),
    }
    assert len(aliases) == 4


@pytest.mark.parametrize("spelling", ["juan perez", "JUAN_PEREZ", "Juan Pérez", "JUAN PÉREZ", "Juan_Perez"])
def test_juan_perez_is_one_patient_however_he_is_typed(spelling: str) -> None:
    assert alias(normal_form(spelling) or "") == "name:-:juan_perez"
