"""Whose number or name it is: the patient's, whatever the patient is, or somebody's who is there too."""

import pytest

from agents.patients import Reading, find_patient
from benchmarks.mentions import found_in


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("DNI 12345678Z", "12345678Z"),
        ("dni: 12.345.678-z, varón", "12345678Z"),
        ("la paciente trae DNI 50.123.987 T", "50123987T"),
        ("DNI 12345678 Z y fiebre", "12345678"),
        ("NIE X-1234567-L", "X1234567L"),
        ("N.I.E. Z7788990K", "Z7788990K"),
        ("con NIE Y 2233445 Z acude a urgencias", "Y2233445Z"),
        ("paciente X1234567L", "X1234567L"),
        ("12345678Z es su DNI", "12345678Z"),
        ("DNI/NIE: 44556677H", "44556677H"),
    ],
)
def test_the_letters_of_a_spanish_number_are_part_of_it(text: str, value: str) -> None:
    (patient,) = find_patient(text).patients
    country = "ES" if value[-1].isalpha() else None
    assert (patient.kind, patient.country, patient.value) == ("dni", country, value)


@pytest.mark.parametrize(
    "text",
    ["paciente DNI 40123456 M, 34 años", "DNI 40123456 a nombre de la paciente", "DNI 40123456 y HC 889"],
)
def test_a_letter_that_only_follows_a_number_is_no_part_of_it(text: str) -> None:
    assert found_in(text)[0] == "40123456"


@pytest.mark.parametrize(
    "text", ["la muestra X1234567L", "lote X1234567L de vacunas", "NIF de la empresa B12345678"]
)
def test_a_thing_with_such_a_number_is_no_patient(text: str) -> None:
    assert found_in(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "el paciente es médico, su cédula es 11223344",
        "la paciente es enfermera de acá, DNI 11223344",
        "la paciente trabaja de enfermera, DNI 11223344",
        "La paciente trabaja en el hospital, DNI 11223344",
        "mi paciente es estudiante de medicina, DNI 11223344",
        "paciente policía, DNI 11223344, herida de bala",
        "paciente Ana Ruiz, docente, DNI 11223344",
        "Ocupación: enfermera. DNI 11223344",
        "Examen de ingreso, trabajador DNI 11223344, apto",
        "I'm the nurse, patient ID 11223344",
        "soy la doctora Ruiz, número de paciente 11223344",
        "soy enfermero, HC 11223344 sin cambios",
        "aqui é a enfermeira, prontuário 11223344",
        "mi mamá tiene cédula 11223344 y vomita",
        "mi hijo trae DNI 11223344",
        "mi papá está con dolor de pecho. Su cédula es 11223344",
        "la hija de la paciente trae exámenes, HC 11223344",
        "el hijo trae a la paciente con DNI 11223344",
        "la cipota con DNI 11223344 tiene calentura",
    ],
)
def test_the_number_is_the_patients_whatever_the_patient_or_the_caller_is(text: str) -> None:
    assert found_in(text)[0] == "11223344"


@pytest.mark.parametrize(
    "text",
    [
        "la esposa del paciente trae CC 41729306",
        "la hija de la paciente trae su DNI 41729306",
        "el yerno mandó su cédula: 41729306",
        "la señora que acompaña a la paciente trae CC 41729306",
        "el novio de la paciente se identifica con DNI 41729306",
        "su esposa es la paciente, él trae CI 41729306",
        "el paciente ingresa con su esposa; DNI de ella: 41729306",
        "el DNI de la esposa del paciente es 41729306",
        "la cédula del médico del paciente es 41729306",
        "her husband's ID is 41729306",
        "quien lo encontró tiene CC 41729306",
        "mi mamá dice que tengo fiebre, su DNI es 41729306",
        "mi esposo está conmigo, yo tengo fiebre, su DNI es 41729306",
        "la hermana de la paciente es enfermera, DNI 41729306",
        "quien atiende a la paciente es enfermera, DNI 41729306",
        "el paciente es atendido por el médico Luis Soto, DNI 41729306",
        "I'm the nurse, my ID is 41729306",
        "soy enfermera, legajo 41729306",
        "yo soy quien firma con CC 41729306",
        "Se encontró en su bolso una cédula, 41729306",
        "retira los exámenes: Juana Pérez, CI 41729306",
        "autorizo a Juana Pérez con cédula 41729306",
        "visita: Luis Soto, DNI 41729306",
        "vacunó: CI 41729306",
        "el repartidor dejó su DNI 41729306",
        "el usuario del sistema con cédula 41729306",
        "pon DNI 00000000 si no tiene",
        "¿hay algún paciente con DNI 41729306?",
        "error: patient_id 4172 not found",
    ],
)
def test_a_number_that_may_be_somebody_elses_names_nobody(text: str) -> None:
    assert find_patient(text).reading in (Reading.UNCLEAR, Reading.NOBODY)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("historia de la paciente Qwanxa Tzitz", "Qwanxa_Tzitz"),
        ("el paciente es Zubik Ortuzkin", "Zubik_Ortuzkin"),
        ("paciente Soledad Cama Huamán", "Soledad_Cama_Huaman"),
        ("la paciente se llama Jacinta Hueso", "Jacinta_Hueso"),
        ("la paciente que ingresó anoche es la 4512", "4512"),
        ("el paciente que está en la cama 3 es el 4512", "4512"),
        ("bajan a la 88710, paciente de la doctora Vélez", "88710"),
        ("Es para mi comadre Eva Cruz, que es la paciente", "Eva_Cruz"),
        ("mujer de 30 años, CC 40112233", "40112233"),
        ("RX de tórax de Yolanda Rojas", "Yolanda_Rojas"),
        ("El DNI 41223355 cámbialo por 41223344", "41223344"),
        ("ficha dental 9981, control de brackets", "9981"),
        ("Hola doctora: soy Ana Ruiz y soy paciente de ustedes", "Ana_Ruiz"),
        ("la orden está a nombre de Ana Ruiz y es urgente", "Ana_Ruiz"),
        ("HC 4500 y la cédula 41223344", "4500"),
    ],
)
def test_a_patient_is_named_in_more_ways(text: str, value: str) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    "text",
    [
        "paciente Zubik Ortuzkin",
        "el paciente es Fast Track",
        "el paciente es Ingeniero Civil",
        "paciente Dolores Cabeza",
        "la paciente se llama Rosa Cama 3",
        "paciente aurora boreal",
        "ficha 4512 de dengue",
        "la orden de la paciente 4500",
        "la doctora me dijo: soy Ana Ruiz y soy paciente",
        "el sistema dice: paciente 999. ¿Está bien?",
        "el informe está a nombre de Ana Ruiz pero es de Eva Ruiz",
        "¿el paciente es el 7788 o cuál?",
        "la cédula del paciente 41223344 y la cédula de la otra paciente 52334455",
        "la paciente que sigue es la 3",
        "hay que ser paciente, Ana Ruiz lo dijo",
        "se llama Luna Ruiz mi gata",
        "la calle se llama Ana Ruiz",
    ],
)
def test_a_doubt_names_nobody(text: str) -> None:
    assert find_patient(text).reading in (Reading.UNCLEAR, Reading.NOBODY)


@pytest.mark.parametrize(
    "text",
    [
        "cédula del esposo de la paciente 40112233",
        "DNI de la mamá del paciente 40112233",
        "resultados de la hermana de la paciente Ana Ruiz",
    ],
)
def test_papers_of_a_relative_of_the_patient_are_asked_about(text: str) -> None:
    assert find_patient(text).reading is Reading.UNCLEAR


def test_a_relative_of_the_patient_who_acts_leaves_the_patient_the_patient() -> None:
    assert found_in("la esposa del paciente 40112 pregunta por el alta")[0] == "40112"


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no es la paciente 31, es la 13", "13"),
        ("no es el paciente 45 sino el 54", "54"),
        ("no es la paciente 310, es la 13", None),
        ("no es el paciente 31, es el 12 de mayo", None),
        ("no es la paciente 7, es la cama 9", None),
    ],
)
def test_a_correction_is_as_short_as_the_number_that_it_corrects(text: str, value: str | None) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("MRN: 5540 2216", "55402216"),
        ("HC 5540 2216 con fiebre", "55402216"),
        ("HC 4512 2024", "4512"),
        ("HC 4512 1250 ml", "4512"),
        ("HC 4512 120/80", "4512"),
    ],
)
def test_a_record_s_number_that_is_typed_in_fours_is_read_whole(text: str, value: str) -> None:
    assert found_in(text)[0] == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("la cédula del médico es 79456123 y la del paciente 52345678", "52345678"),
        ("la cédula del médico es 79456123 y el paciente 52345678", "52345678"),
        ("el DNI de la madre es 30111222 y el de la niña 50111222", "50111222"),
    ],
)
def test_a_number_that_is_somebody_elses_is_not_read_again_as_the_patients(text: str, value: str) -> None:
    assert found_in(text)[0] == value
