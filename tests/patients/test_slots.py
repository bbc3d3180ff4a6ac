"""Who has an hour or a bed, and who the right patient is: `la de las 5 es ...`, `o paciente certo é ...`."""

import pytest

from benchmarks.mentions import found_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("la paciente de las 7 es Delia Quintana", "Delia_Quintana"),
        ("el paciente de las 3 de la tarde es Luis Soto", "Luis_Soto"),
        ("la de las 11:15 es Delia Quintana", "Delia_Quintana"),
        ("el paciente de la cama 9 es don Luis Soto", "Luis_Soto"),
        ("el de la cama 9 es Luis Soto", "Luis_Soto"),
        ("la paciente de ayer es Delia Quintana", "Delia_Quintana"),
        ("o paciente do leito 4 é Luis Soto", "Luis_Soto"),
        ("a paciente das 10 é Delia Quintana", "Delia_Quintana"),
        ("el paciente del cuarto 12 se llama Luis Soto", "Luis_Soto"),
        ("la paciente de la cama 9 es la 70412", "70412"),
    ],
)
def test_who_has_an_hour_or_a_bed_is_named(text: str, value: str) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "la paciente de la cama 9 es alérgica",
        "la paciente de la cama 9 es moreno delgado",
        "la paciente de las 7 es 240",
        "la paciente de las 7 es hija de Delia Quintana",
        "la paciente de las 7 no es Delia Quintana",
        "la muestra de las 7 es la 70411 y la de las 8 es la 70412",
        "la guardia es de Luis; la de las 8 es Delia Quintana",
        "la de las 7 es Delia Quintana, la enfermera",
        "la de las 7 era Delia Quintana",
        "creo que la de las 7 es Delia Quintana",
        "si la de las 7 es Delia Quintana, avísame",
        "la enfermera de la cama 9 es Delia Quintana",
        "el de la cama 9 es el doctor Luis Soto",
    ],
)
def test_what_is_only_said_of_an_hour_or_a_bed_names_nobody(text: str) -> None:
    assert found_in(text)[0] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("o paciente certo é o 70412", "70412"),
        ("desculpe, a paciente correta é a 70412", "70412"),
        ("el paciente verdadero es el 70412", "70412"),
        ("la paciente buena es la 70412, no la 70421", "70412"),
        ("el paciente correcto no es el 70412 sino el 70421", "70421"),
        ("no es la del paciente, es la 70412", "70412"),
        ("el paciente correcto no es el 70412", None),
        ("la dosis correcta es la 70412", None),
        ("la paciente correcta es alérgica", None),
    ],
)
def test_the_right_patient_is_told(text: str, value: str | None) -> None:
    assert found_in(text)[0] == value
