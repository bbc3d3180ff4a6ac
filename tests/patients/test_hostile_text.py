"""Hostile text: nothing raises, nothing is misplaced, and work grows no faster than the text."""

import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.patients import Reading, affirms, find_answer, find_patient, normal_form
from agents.patients.tokens import WHOLE
from benchmarks.mentions import hostile_texts

_WORDS = """
paciente Paciente cédula DNI HC no es la el de sí, Juan Pérez 123 456 12.345.678 V-12.345.678 EXP-7781
años cc madre Dr. soy mi y o si fuera : . , ? \u200b Juan_Perez me equivoqué notas pacientes se llama
38.5 120/80 ( ) ñ
"""
WORDS = [*_WORDS.split(), "\n", ""]


def steps(text: str) -> int:
    """How many functions a reading calls: the same on every machine."""
    count = 0

    def profile(_frame: FrameType, event: str, _argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(profile)
    try:
        find_patient(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("name", sorted(hostile_texts()))
def test_twice_the_text_takes_at_most_about_twice_the_steps(name: str) -> None:
    text = hostile_texts()[name]
    once, twice = steps(text[: WHOLE // 4]), steps(text[: WHOLE // 2])
    assert twice <= 2.3 * once + 500


@pytest.mark.parametrize("name", sorted(hostile_texts()))
def test_a_megabyte_takes_a_bounded_number_of_steps(name: str) -> None:
    assert steps(hostile_texts()[name]) < 2_000_000


@given(st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join))
def test_any_words_in_any_order_are_read_without_error_and_in_place(text: str) -> None:
    mention = find_patient(text)
    for patient in mention.patients:
        assert normal_form(text[patient.start : patient.end]) == patient.value
    assert len(mention.patients) == 1 or mention.reading in (Reading.NOBODY, Reading.UNCLEAR, Reading.DENIED)
    find_answer(text, ("123", "Juan_Perez"))
    affirms(text)


@given(st.text(max_size=200))
def test_any_text_is_read_without_error(text: str) -> None:
    for mention in (find_patient(text), find_answer(text, ("1",)), find_patient(f"paciente id {text}")):
        for patient in mention.patients:
            assert 0.0 <= patient.confidence <= 1.0
    affirms(text)


def test_a_very_long_number_is_no_identifier() -> None:
    assert find_patient("paciente id " + "1" * 1_000).reading is Reading.NOBODY


@pytest.mark.parametrize("value", ["fe3a9c1b2d4e5f60718293a4b5c6d7e8", "aa" + "1" * 60, "a-" * 30 + "a1"])
def test_a_long_code_is_read_in_a_moment(value: str) -> None:
    """A hash, or the id of another system; tried in every way of cutting it, it would take days."""
    assert steps(f"el paciente {value} refiere fiebre") < 2_000
