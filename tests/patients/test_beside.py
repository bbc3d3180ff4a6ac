"""Who is named only beside the patient: a wrong switch writes one patient's notes into another's."""

import pytest

from agents.patients import Reading, find_patient
from benchmarks.mentions import found_in


@pytest.mark.parametrize(
    "text",
    [
        "Hermana de la paciente 456, consulta por cefalea. Alérgica a penicilina.",
        "Este paciente es hermano del paciente 456 y tiene fiebre.",
        "RN de la paciente Ana Ruiz",
        "recién nacida de la paciente 456 pesa 2900",
        "feto de la paciente 456 con bradicardia",
        "La esposa del paciente 456 tiene fiebre",
        "cuidador del paciente 456 con lumbalgia",
        "Es la madre del paciente 456",
        "Su pareja es el paciente 456",
        "mãe da paciente 456 com febre",
        "mother of patient 456 has a fever",
    ],
)
def test_kin_of_a_patient_are_asked_about(text: str) -> None:
    assert find_patient(text).reading is Reading.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "la mamá de la paciente 456 pregunta por el alta",
        "la mamá de la paciente 456 ya no quiere que la operen",
        "la hija de la paciente 456 trae la receta",
        "avisé a la esposa del paciente 456",
        "según la mamá del paciente 456, no durmió",
        "soy la esposa del paciente 456, tiene fiebre",
        "soy Mateo, hijo de la paciente 456",
        "mi hermano es el paciente 456",
        "biopsia de mama de la paciente 456",
        "los resultados son de la paciente 456",
        "la niña es la paciente 456",
        "bebé de 2 meses, paciente 456",
        "recién nacido paciente 456",
    ],
)
def test_kin_who_act_or_speak_for_a_patient_leave_the_patient_the_patient(text: str) -> None:
    assert found_in(text)[0] == "456"


@pytest.mark.parametrize(
    "text",
    [
        "Vive con el paciente 456, que tiene tuberculosis. Pida baciloscopia.",
        "La cama de al lado es de la paciente 456",
        "Lo confundieron con el paciente 456",
        "Es homónima de la paciente 456",
        "Golpeado por el paciente 456",
        "La mordió el paciente 456. Ponga vacuna.",
        "La paciente 456 la empujó y se cayó, pida radiografía",
        "Recibió sangre de la paciente 456, vigilar reacción.",
        "Le dieron las pastillas del paciente 456, vigile la presión.",
        "tomó por equivocación el jarabe de la paciente 456",
        "Tiene puesta la pulsera de la paciente 456",
        "Trae la receta de la paciente 456",
        "Copia el plan del paciente 456",
        "compartió jeringa con el paciente 456",
        "se pinchó con la aguja del paciente 456",
        "La misma dosis que usamos con la paciente 456",
    ],
)
def test_contacts_and_others_things_are_asked_about(text: str) -> None:
    assert find_patient(text).reading is Reading.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "la paciente 456 vive con su hermana",
        "el paciente 456 mordió a la enfermera",
        "un perro mordió a la paciente 456",
        "a la paciente 456 la mordió un perro",
        "se golpeó la paciente 456",
        "al paciente 456 le dieron las pastillas",
        "le puse la vacuna a la paciente 456",
        "le paso los datos de la paciente 456",
        "trae los resultados de la paciente 456",
        "la paciente 456 trae la receta",
        "copia la dieta del paciente 456",
        "sigue con la misma dosis, paciente 456",
        "mantener la misma dosis a la paciente 456",
        "¿cómo tratamos a la paciente 456?",
        "el consentimiento firmado por el paciente 456",
    ],
)
def test_what_a_patient_does_and_has_is_the_patients(text: str) -> None:
    assert found_in(text)[0] == "456"


@pytest.mark.parametrize(
    "text",
    [
        "Antes de pasar a la paciente 456, anota que este tiene fiebre",
        "Primero terminemos este y luego vemos la paciente 456",
        "El siguiente es el paciente 456, pero aún no",
        "Ayer atendí al paciente 456 y hoy a este",
        "El paciente 456 ya está de alta, sigo con el mismo de antes: dele alta también.",
        "la paciente 456 se fue, vuelvo a la anterior",
        "La paciente 456 falleció, esta es otra",
        "a la paciente 456 le di aspirina, a este no",
        "perdón, esa era la paciente 456, no esta",
        "la HC 456 se anuló",
        "deja a la paciente 456 para después",
        "La paciente 456 falleció. Esta es otra.",
        "la paciente 456 puede esperar, este está grave",
    ],
)
def test_anothers_turn_is_asked_about(text: str) -> None:
    assert find_patient(text).reading is Reading.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "esta es la paciente 456",
        "no es este, es el paciente 456",
        "ya terminé con este, ahora la paciente 456",
        "después de este, la paciente 456 con tos",
        "deja a este y pasemos a la paciente 456",
        "este, la paciente 456 tiene fiebre",
        "luego la paciente 456 vomitó",
        "la paciente 456 aún no orina",
        "la paciente 456 canceló su cita",
        "listo este, sigo con la paciente 456",
        "la paciente 456 está con el mismo de siempre, dolor lumbar",
        "la paciente 456 es nueva",
    ],
)
def test_the_patient_whose_turn_it_is_is_named(text: str) -> None:
    assert found_in(text)[0] == "456"


@pytest.mark.parametrize(
    "text",
    [
        "Soy Pedro Soto, DNI 40112233, hijo de la señora",
        "me llamo Luis Soto, mi DNI es 40112233 y mi hijo tiene fiebre",
        "está a cargo de Rosa Quispe CC 40112233",
        "mi cc es 40112233 pero la consulta es para mi hija",
        "soy Pedro Soto, con CC 40112233, y escribo por mi mamá",
        "En caso de emergencia avisar a Juan Pérez, cédula 40112233",
        "se le informa a Pedro Soto CC 40112233",
        "refiere Pedro Soto CC 40112233",
        "llega con Pedro Soto CC 40112233",
        "residente Juan Pérez CC 40112233",
        "la trabajadora social Rosa Quispe cc 40112233",
        "nota escrita por Juan Perez cc 40112233",
        "recibe turno Juan Perez cc 40112233",
        "su roommate, CC 40112233",
        "quien cuida a la paciente es Ana Ruiz, CC 40112233",
        "beneficiario de Juan Perez cc 40112233",
    ],
)
def test_the_number_of_who_reports_or_comes_along_names_nobody(text: str) -> None:
    assert find_patient(text).reading in (Reading.UNCLEAR, Reading.NOBODY)


@pytest.mark.parametrize(
    "text",
    [
        "soy la mamá de Mateo Rojas, DNI del niño 40112233",
        "mi cédula es 40112233, la cita es para mí",
        "soy Pedro Soto, CC 40112233, tengo tos",
        "llamar a la paciente Ana Ruiz, DNI 40112233",
        "llega Pedro Soto CC 40112233 con fiebre",
        "refiere dolor, DNI 40112233",
        "beneficiaria Ana Ruiz CC 40112233",
        "paciente residente en Lima, DNI 40112233",
    ],
)
def test_the_number_of_who_comes_or_speaks_for_oneself_is_the_patients(text: str) -> None:
    assert found_in(text)[0] == "40112233"


@pytest.mark.parametrize(
    "text",
    [
        "producto único vivo de la paciente 4512",
        "el producto de la HC 4512 pesó 3200 g",
        "cuando termine paso a la paciente 4512",
        "apenas pueda paso a la paciente 4512",
        "al terminar veo a la paciente 4512",
        "paso a la paciente 4512 cuando acabe",
    ],
)
def test_her_newborn_and_a_turn_that_is_to_come_are_asked_about(text: str) -> None:
    assert find_patient(text).reading is Reading.UNCLEAR


@pytest.mark.parametrize(
    "text",
    [
        "paciente 4512 producto de embarazo gemelar",
        "cuando terminé pasé a la paciente 4512",
        "al terminar la infusión la paciente 4512 refiere mareo",
        "abre la paciente 4512, cuando termine te aviso",
    ],
)
def test_what_is_done_now_is_hers(text: str) -> None:
    assert found_in(text)[0] == "4512"
