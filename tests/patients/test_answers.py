"""Answers to `which patient?` and to `do we go on with X?`."""

import pytest

from agents.patients import Reading, affirms, find_answer

OFFERED = ("Ana_Ruiz", "12345678", "Luis_Soto")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("456", "456"),
        ("la 456", "456"),
        ("es la 456, gracias", "456"),
        ("12.345.678", "12345678"),
        ("V-12.345.678", "V12345678"),
        ("EXP-7781", "EXP7781"),
        ("Juan Pérez", "Juan_Perez"),
        ("juan perez", "Juan_Perez"),
        ("Juan_Perez_123", "Juan_Perez_123"),
        ("el de cédula 12345678", "12345678"),
        ("sí, Juan Pérez", "Juan_Perez"),
        ("me refiero a Ana Paz", "Ana_Paz"),
        ("es Maria_Garcia; le duele el pecho", "Maria_Garcia"),
        ("la 456, y sigue con fiebre", "456"),
        ("456 sigue con fiebre", "456"),
        ("la 456 con fiebre", "456"),
        ("Juan Pérez tiene fiebre", "Juan_Perez"),
        ("la 456. " + "Sigue con fiebre. " * 30, "456"),
    ],
)
def test_a_bare_value_answers(text: str, value: str) -> None:
    mention = find_answer(text)
    assert mention.reading is Reading.NAMED
    assert [patient.value for patient in mention.patients] == [value]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("la primera", "Ana_Ruiz"),
        ("el segundo", "12345678"),
        ("3", "Luis_Soto"),
        ("el último", "Luis_Soto"),
        ("Ana", "Ana_Ruiz"),
        ("la señora Ruiz, por favor", "Ana_Ruiz"),
        ("la paciente Ana", "Ana_Ruiz"),
        ("luis soto", "Luis_Soto"),
        ("la segunda, sigue con tos", "12345678"),
        ("Ana sigue con fiebre", "Ana_Ruiz"),
    ],
)
def test_one_of_the_offered_is_chosen_as_it_was_offered(text: str, value: str) -> None:
    mention = find_answer(text, OFFERED)
    assert mention.reading is Reading.NAMED
    assert [patient.value for patient in mention.patients] == [value]


@pytest.mark.parametrize("text", ["ninguno", "ninguna de las dos", "no es ninguno", "ninguno de esos"])
def test_none_of_them_is_a_denial(text: str) -> None:
    assert find_answer(text, OFFERED).reading is Reading.DENIED


@pytest.mark.parametrize(
    "text",
    [
        "¿Qué es la hipertensión?",
        "38.5",
        "120/80",
        "45 años",
        "sí",
        "no sé",
        "",
        "la paciente tiene fiebre",
        "Gómez",
        "140 y 90",
        "300 de glucosa",
        "3 veces al día",
        "primero que nada, ¿qué dosis?",
        "la 456 no",
        "María López es la enfermera",
    ],
)
def test_what_is_no_answer_names_nobody(text: str) -> None:
    assert find_answer(text, OFFERED).reading is Reading.NOBODY


@pytest.mark.parametrize("text", ["la 456 y la 789", "456, 789"])
def test_two_answers_are_none(text: str) -> None:
    mention = find_answer(text, OFFERED)
    assert mention.reading is Reading.UNCLEAR
    assert [patient.value for patient in mention.patients] == ["456", "789"]


@pytest.mark.parametrize("text", ["Ana y Luis", "la primera y la tercera"])
def test_two_of_the_offered_are_none(text: str) -> None:
    mention = find_answer(text, OFFERED)
    assert mention.reading is Reading.UNCLEAR
    assert [patient.value for patient in mention.patients] == ["Ana_Ruiz", "Luis_Soto"]


def test_all_of_the_offered_are_offered_again() -> None:
    mention = find_answer("ambas, por favor", OFFERED)
    assert mention.reading is Reading.UNCLEAR
    assert [patient.value for patient in mention.patients] == [*OFFERED]


def test_the_two_are_not_the_second() -> None:
    assert find_answer("los dos", OFFERED).reading is Reading.NOBODY


def test_a_part_that_two_offered_share_chooses_neither() -> None:
    assert find_answer("Ruiz", ("Ana_Ruiz", "Eva_Ruiz")).reading is Reading.NOBODY


def test_an_ordinal_beyond_the_offered_chooses_none() -> None:
    assert find_answer("el cuarto", OFFERED).reading is Reading.NOBODY


def test_a_correction_stays_a_correction() -> None:
    assert find_answer("no, la 789", OFFERED).reading is Reading.CORRECTED


@pytest.mark.parametrize(
    "text",
    ["sí", "si", "Sí, por favor", "dale", "correcto", "así es", "claro que sí", "de acuerdo", "por supuesto",
     "sim", "ok sigamos", "sí, ¿qué dosis le doy?", "exacto, con la misma"],
)  # fmt: skip
def test_yes_is_heard(text: str) -> None:
    assert affirms(text) is True


@pytest.mark.parametrize(
    "text",
    ["no", "no, gracias", "nop", "otro paciente", "no, otro", "cambia de paciente", "no es ella", "não"],
)
def test_no_is_heard(text: str) -> None:
    assert affirms(text) is False


@pytest.mark.parametrize(
    "text",
    [
        "",
        "no sé",
        "no tiene fiebre",
        "si fuera",
        "si tiene fiebre qué hago",
        "¿qué dosis?",
        "👍",
        "bueno, no",
        "sí, no, espera",
    ],
)
def test_neither_yes_nor_no_is_neither(text: str) -> None:
    assert affirms(text) is None
