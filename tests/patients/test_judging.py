"""What stands around a number: another one beside it, a denial behind commas, an examination, a course."""

import pytest

from agents.patients import Reading, find_patient
from benchmarks.mentions import found_in


@pytest.mark.parametrize(
    "text",
    [
        "compara la eco de la cédula 8-812-1907 con la de 4-309-77",
        "compara el eco de la cédula 8-812-1907 frente al de la 4-309-77",
        "pon la placa de la HC 4512 con la de 4513",
        "la rx de Ana Ruiz con la de Eva Soto",
    ],
)
def test_whoever_is_set_beside_another_is_asked_about(text: str) -> None:
    mention = find_patient(text)
    assert (mention.reading, mention.reason) == (Reading.UNCLEAR, "two-patients")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pon la rx de la HC 4512 con la de 2022", "4512"),
        ("pon la rx de la HC 4512 con la de ayer", "4512"),
        ("HC 4512 con 120 de glucosa", "4512"),
        ("la rx de la paciente Ana Ruiz con la de marzo", "Ana_Ruiz"),
    ],
)
def test_a_year_or_a_day_is_nobody_else(text: str, value: str) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "esa cédula, la 45.330.780, no es de la paciente",
        "ese DNI (30998877) no es del paciente",
        "esa HC, 4512, no es",
        "ese RUT, 12.531.909-2, no es el suyo",
        "esa cédula - 45.330.780 - no es la del paciente",
        "esa cédula, 45.330.780, es de otro",
    ],
)
def test_a_number_between_commas_is_denied_too(text: str) -> None:
    assert find_patient(text).reading is Reading.DENIED


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("su cédula, 45.330.780, no está vencida", "45330780"),
        ("la paciente, HC 4512, no es alérgica", "4512"),
        ("esa cédula, 45.330.780, no es la del paciente, es la 45.330.781", "45330781"),
    ],
)
def test_what_else_is_said_of_it_denies_nobody(text: str, value: str) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "HC 4512, pendiente resultado de prueba de embarazo",
        "paciente 4512 con orden de prueba de ADN",
        "HC 4512: resultado de prueba rápida positivo",
        "HC 4512 pendiente de test de Denver",
        "plan de ejercicio para la HC 4512",
        "en la clínica usaron la HC 4512",
    ],
)
def test_an_examination_supposes_nothing(text: str) -> None:
    assert found_in(text)[0] == "4512"


@pytest.mark.parametrize(
    "text",
    [
        "datos de prueba de la paciente 4512",
        "HC 4512, es una prueba de conexión",
        "en la capacitación usamos el DNI 40112233",
        "en clase usaron la HC 4512",
    ],
)
def test_a_trial_or_a_course_does(text: str) -> None:
    mention = find_patient(text)
    assert (mention.reading, mention.reason) == (Reading.NOBODY, "hypothetical")
