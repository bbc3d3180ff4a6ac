"""How numbers are written, country by country: in groups, with letters, as a `récord`."""

import pytest

from benchmarks.mentions import found_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("paciente cédula 4 567 891-2", "45678912"),
        ("RUT 12 531 909-K", "12531909K"),
        ("Cédula PE-7-114", "PE7114"),
        ("cédula PE 7-114", "PE7114"),
        ("cédula N-21-1308", "N211308"),
        ("cédula E-8-123", "E8123"),
        ("cédula 1AV-12-345", "1AV12345"),
        ("cédula 10-PI-2-345", "10PI2345"),
        ("la pte record 70412 ya comió", "70412"),
        ("sigue con la pte del récord 70412", "70412"),
        ("récord médico 70412", "70412"),
        ("número de récord 70412", "70412"),
        ("abre el récord de la paciente 70412", "70412"),
        ("HC 4512 3398", "45123398"),
        ("paciente 4512 1500 cc de diuresis", "4512"),
        ("paciente 4512 38.5 de fiebre", "4512"),
    ],
)
def test_a_number_is_read_as_its_country_writes_it(text: str, value: str) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "tel 4 567 891-2",
        "modelo PE-7-114",
        "la cédula profesional PE-7-114",
        "cédula N-1-2",
        "récord 5 de asistencia",
        "la paciente batió el récord 4500",
        "un récord de 1200 pacientes",
        "paciente 4512 3398",
        "el paciente 45123 33981 tiene fiebre",
    ],
)
def test_a_number_of_something_else_or_of_two_names_nobody(text: str) -> None:
    assert found_in(text)[0] is None
