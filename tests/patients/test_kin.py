"""Whose document it is in the words of a relative, and whom `doctora` is said to."""

import pytest

from benchmarks.mentions import found_in


@pytest.mark.parametrize(
    "text",
    [
        "mi esposa Delia Quintana está en observación, cédula 17.903.358",
        "mi abuelo sigue en UCI, su cédula es 17903358",
        "mi suegra doña Carmen Rojas tiene mucho dolor, DNI 17903358",
        "mi mamá fue operada ayer, su dni es 17903358",
        "le hablo x mi hermano Luis Soto, su dni es 17903358, está vomitando",
        "escribo por mi mamá, su DNI es 17903358, tiene fiebre desde ayer",
        "mi tía Rosa anda con mareos, su DNI es 17903358",
        "es para mi papá, dni 17903358",
        "pregunto por mi mamá doña Rosa Quispe, su cédula es 17.903.358",
    ],
)
def test_a_callers_relative_who_is_ill_is_the_patient(text: str) -> None:
    assert found_in(text)[0] == "17903358"


@pytest.mark.parametrize(
    "text",
    [
        "mi esposo firma, cédula 17903358, está afuera",
        "mi mamá va a firmar, su cédula es 17903358, estoy mareada",
        "mi hermana me acompaña, DNI 17903358",
        "mi hija me cuida, su DNI es 17903358, ando mareado",
        "mi papá autoriza la cirugía, cédula 17903358",
        "mi esposo que me acompaña está en emergencia, cédula 17903358",
        "mi esposo está en urgencias conmigo, cédula 17903358",
        "mi esposo Luis Soto, DNI 17903358, está en urgencias con mi hija",
        "mi esposo está en observación, yo soy Ana Ruiz, cédula 17903358",
        "mi papá está enfermo y yo firmo, CC 17903358",
        "mi tía Rosa es enfermera, cédula 17903358, está en urgencias",
        "es para mi papá, mi dni es 17903358",
        "habla Luis Soto, DNI 17903358, por mi esposa",
        "le saluda Luis Soto, DNI 17903358, para preguntar por mi papá",
        "Luis Soto, DNI 17903358, en nombre de mi esposa",
        "aquí Luis Soto, DNI 17903358, llamo por mi hijo",
    ],
)
def test_who_acts_for_the_patient_is_not_the_patient(text: str) -> None:
    assert found_in(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "dra buenas tardes mi niña tiene tos, su historia es la 127735",
        "Doctor Ruiz buenos días mi hija tiene fiebre, su historia es la 127735",
        "hola doctora mi bebé está con diarrea, su HC es 127735",
        "doctor le escribo porque mi bebé no respira bien, su expediente es 127735",
        "doctor la paciente del cuarto no come, su HC es 127735",
    ],
)
def test_a_doctor_is_spoken_to_without_a_comma_too(text: str) -> None:
    assert found_in(text)[0] == "127735"


@pytest.mark.parametrize(
    "text",
    [
        "doctora de la paciente, dni 30998877",
        "doctor que la atendió, cédula 30998877",
        "doctora Ana Ruiz cédula 30998877",
        "el doctor dejó su cédula 30998877",
    ],
)
def test_a_doctor_who_is_told_of_is_nobody(text: str) -> None:
    assert found_in(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "el bombero que la rescató, CC 40112233",
        "el taxista que la trajo, DNI 40112233",
        "una vecina que lo encontró, DNI 40112233",
        "testigos: Ana Ruiz CC 30998877, Luis Soto CC 40112233",
        "acompañantes: Ana Ruiz CC 40112233",
    ],
)
def test_who_did_something_or_is_listed_beside_the_patient_is_not_the_patient(text: str) -> None:
    assert found_in(text)[0] is None


@pytest.mark.parametrize(
    "text",
    [
        "la señora que se cayó, CC 40112233",
        "el señor que lo mordió un perro, CC 40112233",
        "la señora que la doctora operó, CC 40112233",
        "el paciente que lo pidió, DNI 40112233",
        "paciente con el dolor que la aqueja, DNI 40112233",
    ],
)
def test_who_had_something_done_is_the_patient(text: str) -> None:
    assert found_in(text)[0] == "40112233"


@pytest.mark.parametrize(
    "text",
    [
        "RUT 217788990015 del laboratorio",
        "RUT 76.543.210-3 de la empresa",
        "RUT 214455660018 (farmacia)",
        "NIT 900123456 del proveedor",
        "CC 900123456 del proveedor",
        "pago al RUT 78.901.234-5 de la distribuidora de oxígeno",
    ],
)
def test_a_companys_number_names_nobody(text: str) -> None:
    assert found_in(text)[0] is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("CC 79456123 de la EPS Sura", "79456123"),
        ("RUT 12.531.909-2 de la isapre Colmena", "125319092"),
        ("rut 12.531.909-2 del hospital de Talca", "125319092"),
        ("rut 12.531.909-2, retira en la farmacia", "125319092"),
        ("paciente RUT 12.531.909-2 de la mutual", "125319092"),
        ("HC 4512 de la farmacia", "4512"),
    ],
)
def test_where_a_patient_belongs_is_no_owner(text: str, value: str) -> None:
    assert found_in(text)[0] == value
