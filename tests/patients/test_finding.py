"""What a message out of the blue says about who the patient is."""

import pytest

from agents.patients import Mention, Reading, find_patient

REASONS = {
    "named", "corrected", "denied", "two-patients", "hypothetical", "comparison", "other-person", "no-value",
    "one-name", "unsure-name", "self-unsure", "relative", "weak-label", "short-number", "place-in-list",
    "question", "named-and-denied", "too-much-to-read", "likely-name", "context",
}  # fmt: skip


def values(mention: Mention) -> tuple[str, ...]:
    return tuple(patient.value for patient in mention.patients)


@pytest.mark.parametrize(
    ("text", "kind", "country", "value"),
    [
        ("paciente 456", "id", None, "456"),
        ("cédula 12.345.678", "cedula", None, "12345678"),
        ("cédula de ciudadanía 1.020.304.050", "cedula", "CO", "1020304050"),
        ("CC 79456123", "cedula", "CO", "79456123"),
        ("C.I. V-12.345.678", "cedula", "VE", "V12345678"),
        ("paciente V-12.345.678", "cedula", "VE", "V12345678"),
        ("cédula 001-1394185-4", "cedula", None, "00113941854"),
        ("V-18.234.567", "cedula", "VE", "V18234567"),
        ("390.533.447-05", "cpf", "BR", "39053344705"),
        ("0801-1990-12345", "dni", "HN", "0801199012345"),
        ("EXP-7781", "hc", None, "EXP7781"),
        ("cédula 001-150385-0004X", "cedula", "NI", "0011503850004X"),
        ("cédula 031 0456789 1", "cedula", None, "03104567891"),
        ("C.I. E 84.123.456", "cedula", "VE", "E84123456"),
        ("o CPF dela é 390.533.447-05", "cpf", "BR", "39053344705"),
        ("su CURP es ZAGA230511HDFMRLA1", "curp", "MX", "ZAGA230511HDFMRLA1"),
        ("la pasiente se yama juana quiroga", "name", None, "Juana_Quiroga"),
        ("la paciente es mi mamá, se llama Olga Paz", "name", None, "Olga_Paz"),
        ("el paciente es mi abuelo, Segundo Paz", "name", None, "Segundo_Paz"),
        ("mi abuelo, Segundo Paz, es el paciente", "name", None, "Segundo_Paz"),
        ("la hermana de la paciente Ana Ruiz, HC 4512, llamó", "hc", None, "4512"),
        ("Dra., la HC 4512 no orina", "hc", None, "4512"),
        ("cédula ecuatoriana 1710034065", "cedula", "EC", "1710034065"),
        ("DNI 10117410", "dni", None, "10117410"),
        ("DNI peruano 45678912", "dni", "PE", "45678912"),
        ("identidad 0801-1990-12345", "id", None, "0801199012345"),
        ("RUT 12.531.909-2", "rut", "CL", "125319092"),
        ("CURP boxw310820hnerxn09", "curp", "MX", "BOXW310820HNERXN09"),
        ("CURP ZAGA 230511 HDFMRL A1", "curp", "MX", "ZAGA230511HDFMRLA1"),
        ("CPF 390.533.447-05", "cpf", "BR", "39053344705"),
        ("NSS 92 95 76 1234 1", "nss", "MX", "92957612341"),
        ("pasaporte AB123456", "passport", None, "AB123456"),
        ("TI 1098765432", "ti", "CO", "1098765432"),
        ("CE 345678", "ce", None, "345678"),
        ("registro civil 1098765433", "rc", "CO", "1098765433"),
        ("DPI 2345 67890 0101", "cui", "GT", "2345678900101"),
        ("DUI 01234567-8", "dui", "SV", "012345678"),
        ("HC 004512", "hc", None, "004512"),
        ("expediente EXP-7781", "hc", None, "EXP7781"),
        ("prontuário 88123", "hc", None, "88123"),
        ("MRN 88123", "hc", None, "88123"),
        ("paciente Juan Pérez", "name", None, "Juan_Perez"),
        ("paciente Juan_Perez_123", "name", None, "Juan_Perez_123"),
        ("notas de la paciente Rosa Quispe porfa", "name", None, "Rosa_Quispe"),
        ("notas de la paciente rosa quispe plis", "name", None, "Rosa_Quispe"),
        ("cedula d ciudadania 80123456", "cedula", "CO", "80123456"),
        ("la hc dl pte es 4512", "hc", None, "4512"),
        ("me llamo Ana Ruiz y soy paciente de ustedes", "name", None, "Ana_Ruiz"),
        ("la orden es la 4500 y la HC de la paciente 4512", "hc", None, "4512"),
        ("la paciente vive con su tía. Su DNI es 31222333", "dni", None, "31222333"),
        ("cambia el DNI 41223355 a 41223344", "id", None, "41223344"),
        ("Habla Luis Soto, paciente de ustedes", "name", None, "Luis_Soto"),
    ],
)
def test_a_patient_is_named_with_kind_and_country(
    text: str, kind: str, country: str | None, value: str
) -> None:
    mention = find_patient(text)
    (patient,) = mention.patients
    assert mention.reading is Reading.NAMED
    assert (patient.kind, patient.country, patient.value) == (kind, country, value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no, es la paciente 456", "456"),
        ("no es 123, es 456", "456"),
        ("no es el paciente 123 sino el 456", "456"),
        ("me equivoqué, es la 456", "456"),
        ("paciente 123, digo, 456", "456"),
        ("cédula 12345678, perdón, 12345679", "12345679"),
        ("no es Juan Pérez, es Juan Paz", "Juan_Paz"),
        ("não é o paciente 123, é o 456", "456"),
        ("wrong patient, it's 456", "456"),
        ("not Kevin Hill, it's Karen Hill", "Karen_Hill"),
        ("no me refería a la 3004, me refiero a la paciente 3005", "3005"),
        ("la HC 5509 no es, es la 5590", "5590"),
        ("No era el paciente 465, me confundí. Es el 456. Dejo TA 110/70.", "456"),
        ("no es la 7721, es la 7712, la de la cama 3", "7712"),
        ("No es HC 64801 ni HC 64180. Es HC 64108.", "64108"),
        ("quita a la paciente 123, es la 456", "456"),
        ("cédula 1712300045... no, 1712300054", "1712300054"),
        ("El DNI malo era 41223355, el bueno es 41223344", "41223344"),
    ],
)
def test_a_correction_names_the_right_patient_only(text: str, value: str) -> None:
    mention = find_patient(text)
    assert (mention.reading, values(mention)) == (Reading.CORRECTED, (value,))


def test_a_corrected_number_is_of_the_kind_of_the_wrong_one() -> None:
    (patient,) = find_patient("CC 12345678, perdón, 12345679").patients
    assert (patient.kind, patient.country) == ("cedula", "CO")


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("no es el paciente 123", ("123",)),
        ("Juan Pérez no es el paciente", ("Juan_Perez",)),
        ("la cédula no es 12345678", ("12345678",)),
        ("no quiero ver a la paciente Ana Ruiz", ("Ana_Ruiz",)),
        ("no estoy hablando del paciente 7712", ("7712",)),
        ("no me refería a la paciente 3004", ("3004",)),
        ("no quise decir Ana Ruiz", ("Ana_Ruiz",)),
        ("no, la HC 40021 no es", ("40021",)),
        ("la HC 40021 está equivocada", ("40021",)),
        ("puse HC 40021 por error", ("40021",)),
        ("nada que ver con la paciente 456", ("456",)),
        ("olvídate de la HC 40021", ("40021",)),
        ("wrong patient, it isn't MRN 4411029", ("4411029",)),
        ("don't open MRN 4411029", ("4411029",)),
        ("não estou falando do paciente 771", ("771",)),
        ("esse prontuário 5541 não é dela", ("5541",)),
        ("no es el paciente 12 ni el 15", ("12", "15")),
        ("no creo que sea el paciente 123", ("123",)),
        ("no estoy segura de que sea el paciente 123", ("123",)),
        ("dudo que sea el paciente 123", ("123",)),
        ("nadie habló de la paciente 123", ("123",)),
        ("en ningún momento hablé de la paciente 123", ("123",)),
        ("no lo anotes en el expediente 4512", ("4512",)),
        ("no conozco al paciente 123", ("123",)),
        ("quita a la paciente 123 de la pantalla", ("123",)),
        ("borra lo del paciente 123", ("123",)),
        ("dejó de ser el paciente 123", ("123",)),
        ("por error abrí la HC 4512", ("4512",)),
        ("puse mal la HC 4512", ("4512",)),
        ("creí que era el paciente 123", ("123",)),
        ("antes era el paciente 123", ("123",)),
        ("confundí con el paciente 123", ("123",)),
        ("la HC 4512 es de otra persona", ("4512",)),
        ("la HC 4512 está mal", ("4512",)),
        ("ese DNI 46019283 no le pertenece", ("46019283",)),
        ("dice HC 4512 pero él asegura que no es suya", ("4512",)),
        ("el DNI 46019283 que presenta es falso", ("46019283",)),
        ("la cédula 46019283 parece prestada", ("46019283",)),
        ("el DNI 46019283 que me dio no existe", ("46019283",)),
        ("no hablo d la paciente 123", ("123",)),
        ("puse HC 40021 x error", ("40021",)),
        ("ese no es el paciente", ()),
        ("paciente equivocado", ()),
        ("me equivoqué de paciente", ()),
    ],
)
def test_a_denial_says_who_the_patient_is_not(text: str, denied: tuple[str, ...]) -> None:
    mention = find_patient(text)
    assert (mention.reading, values(mention)) == (Reading.DENIED, denied)


@pytest.mark.parametrize(
    ("text", "candidates", "reason"),
    [
        ("el paciente 123 y la paciente 456", ("123", "456"), "two-patients"),
        ("¿es el 123 o el paciente 456?", ("123", "456"), "two-patients"),
        ("pacientes Juan Pérez y Ana Ruiz", ("Juan_Perez", "Ana_Ruiz"), "two-patients"),
        ("Paciente 4455: alta. Paciente 5566: sigue.", ("4455", "5566"), "two-patients"),
        ("la paciente Ana tiene fiebre", ("Ana",), "one-name"),
        ("¿es la paciente 456?", ("456",), "question"),
        ("folio 88123", ("88123",), "weak-label"),
        ("soy Ana Ruiz", ("Ana_Ruiz",), "self-unsure"),
        ("cédula de mi mamá 41234567", ("41234567",), "relative"),
        ("Mi suegra me cuida. Su DNI es 41234567.", ("41234567",), "relative"),
        ("Mi hija me cuida. Su DNI es 41234567.", ("41234567",), "relative"),
        ("Vino la tía del niño. El DNI de ella es 41234567.", ("41234567",), "relative"),
        ("El paciente no trae nada. Su tía sí, DNI 41234567.", ("41234567",), "relative"),
        ("entrega resultados a Ana Ruiz, DNI 41234567", ("41234567",), "relative"),
        ("me llamo Ana Ruiz y no soy paciente de ustedes", ("Ana_Ruiz",), "self-unsure"),
        ("la nota dice: paciente 999", ("999",), "context"),
        ("paciente 999. ¿Será cierto?", ("999",), "context"),
        ("paciente Ana d la Torre", ("Ana_D_la_Torre",), "unsure-name"),
        ("paciente 45 con fiebre", ("45",), "short-number"),
        ("paciente número 3 de hoy", ("3",), "place-in-list"),
        ("no es el paciente 456, es el paciente 456", ("456",), "named-and-denied"),
        ("a los pacientes 2001 y 2002 les toca", ("2001", "2002"), "two-patients"),
        ("dudo entre la paciente 12 y la 15", ("12", "15"), "two-patients"),
        ("alta al paciente 12, 13 y 14", ("12", "13", "14"), "two-patients"),
        ("tanto la HC 400 como la 401", ("400", "401"), "two-patients"),
        ("paciente Juan Soto 40567124 y Ana Vera", ("40567124", "Ana_Vera"), "two-patients"),
        ("¿la paciente se llama Ana Ruiz?", ("Ana_Ruiz",), "question"),
        ("¿quién es la paciente 456?", ("456",), "question"),
        ("¿seguimos con Ana Ruiz?", ("Ana_Ruiz",), "question"),
        ("¿por qué abriste la historia 4512?", ("4512",), "question"),
        ("¿hay algún paciente llamado Ana Ruiz?", ("Ana_Ruiz",), "question"),
        ("no sé si se llama Ana Ruiz", ("Ana_Ruiz",), "question"),
        ("la cédula es 12345678, no estoy segura", ("12345678",), "context"),
        ('el papel dice "paciente 999"', ("999",), "context"),
        ("contacto estrecho con el paciente 456", ("456",), "context"),
        ("primero la paciente 4512, luego la 4513", ("4512", "4513"), "two-patients"),
        ("¿HC 4512? ¿o 4513?", ("4512", "4513"), "two-patients"),
        ("une 4512 con paciente 4513", ("4512", "4513"), "two-patients"),
        ("paciente Ana Ruiz, y Luis Soto", ("Ana_Ruiz", "Luis_Soto"), "two-patients"),
        ("el paciente 741 comparte cuarto con el paciente 852", ("741", "852"), "two-patients"),
    ],
)
def test_an_unclear_message_offers_its_candidates(
    text: str, candidates: tuple[str, ...], reason: str
) -> None:
    mention = find_patient(text)
    assert (mention.reading, values(mention), mention.reason) == (Reading.UNCLEAR, candidates, reason)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("si fuera el paciente 123, ¿qué harías?", "hypothetical"),
        ("por ejemplo, cédula 12345678", "hypothetical"),
        ("suponha que o paciente 100 tenha dengue", "hypothetical"),
        ("en caso de que el paciente 100 empeore", "hypothetical"),
        ("caso o paciente 100 piore", "hypothetical"),
        ("what if patient 100 falls?", "hypothetical"),
        ("si el paciente 100 empeorara, ¿intubo?", "hypothetical"),
        ("Caso hipotético. El paciente 100 tiene sepsis.", "hypothetical"),
        ("compara a los pacientes 2001 y 2002", "comparison"),
        ("compara al paciente 2001 con la paciente 2002", "comparison"),
        ("CC 41234567 (madre)", "other-person"),
        ("DNI 41234567, madre del paciente", "other-person"),
        ("cédula 79456123 del Dr. Ruiz", "other-person"),
        ("A mãe da criança, Luciana Prado, relata febre", "other-person"),
        ("responsable económico: CC 41234567", "other-person"),
        ("igual que el paciente 123", "comparison"),
        ("la misma dosis que la paciente 123", "comparison"),
        ("compara la dosis del paciente 101 con la del paciente 202", "comparison"),
        ("escribe: paciente id 123", "hypothetical"),
        ('¿basta con decir "paciente 123"?', "hypothetical"),
        ("viñeta clínica: paciente 123", "hypothetical"),
        ("en la película el paciente 123", "hypothetical"),
        ("test paciente 123", "hypothetical"),
        ("en el estudio, paciente 103 tuvo tos", "hypothetical"),
        ("en el examen venía un paciente Juan Pérez", "hypothetical"),
        ("If patient 1234 came in septic, what then?", "hypothetical"),
        ("El responsable es Iván Castro, cédula 1712348765", "other-person"),
        ("atendido por Rosa Paz DNI 40111222", "other-person"),
        ("mi esposa es la paciente y mi cédula es 79456123", "other-person"),
        ("ese DNI 40111222 es mío, soy el enfermero", "other-person"),
        ("el medicamento se llama Dolo Neurobion", "no-value"),
        ("archivo informe_final_2 adjunto", "no-value"),
        ("documento 20240512.pdf cargado", "no-value"),
        ("la cédula del médico es 79456123", "other-person"),
        ("soy la doctora Pérez, mi cédula es 79456123", "other-person"),
        ("la madre, María García, DNI 45678912", "other-person"),
        ("paciente con diabetes", "no-value"),
        ("cédula profesional 1234567", "no-value"),
        ("no tengo la cédula", "no-value"),
        ("", "no-value"),
    ],
)
def test_a_message_about_nobody_says_why(text: str, reason: str) -> None:
    assert find_patient(text) == Mention(Reading.NOBODY, (), reason)


@pytest.mark.parametrize(
    "text",
    [
        "paciente Juan Pérez, CC 79456123",
        "CC 79456123, paciente Juan Pérez",
        "paciente Juan Pérez (CC 79456123), HC 4512",
        "paciente Juan Pérez. Juan refiere tos. CC 79456123",
        "Él se llama Juan Pérez, su CC es 79456123",
        "paciente Juan Pérez, 79.456.123, 45 años",
        "paciente Juan Pérez (79456123)",
    ],
)
def test_a_name_with_its_own_number_is_one_patient_and_the_number_wins(text: str) -> None:
    mention = find_patient(text)
    assert (mention.reading, values(mention)) == (Reading.NAMED, ("79456123",))


@pytest.mark.parametrize(
    "text",
    [
        "por supuesto, el paciente 4512 puede comer",
        "si la paciente 4512 sigue vomitando, ¿le pongo vía?",
        "llena el formato de alta del paciente 4512",
        "no encuentro la historia del paciente 4512",
        "la paciente 4512 no es alérgica",
        "no tengo el peso del paciente 4512",
        "no olvides al paciente 4512",
        "el caso de la paciente 4512",
        "no le des AINE a la paciente 4512",
        "no habló la paciente 4512",
        "dudo que la paciente 4512 tolere la vía oral",
        "quita la sonda a la paciente 4512",
        "saca al paciente 4512 del ventilador",
        "cancela la cita de la paciente 4512",
        "la paciente 4512 está mal, no responde",
        "pensé que la paciente 4512 mejoraría",
        "es mejor que la paciente 4512 repose",
        "compara la creatinina de la paciente 4512 con la de ayer",
        "cambia a la paciente 4512 por favor",
        "Oruro, 3700 m. HC 4512",
        "¿La paciente es la 4512? Sí, la paciente es la 4512.",
        "en el estudio de la paciente 4512 hay una masa",
        "la paciente 4512 que ingresó ayer está mal",
        "paciente 4512. ¿Será dengue?",
        "La mamá refiere tos. Su HC es 4512.",
        "el turno es el 12 y la paciente 4512 espera",
    ],
)
def test_what_only_sounds_like_a_denial_or_a_supposition_names_its_patient(text: str) -> None:
    mention = find_patient(text)
    assert (mention.reading, values(mention)) == (Reading.NAMED, ("4512",))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("paciente Rosa Quispe", "Rosa_Quispe"),
        ("paciente Yulexis Ortiz", "Yulexis_Ortiz"),
        ("PACIENTE ORTIZ PAZ ROSA MARIA", "Ortiz_Paz_Rosa_Maria"),
        ("paciente Dolores Fuentes", "Dolores_Fuentes"),
        ("paciente Wilson Castro", "Wilson_Castro"),
        ("la paciente Ortiz Rivas", "Ortiz_Rivas"),
        ("paciente Ortiz Rivas, 45 años", "Ortiz_Rivas"),
        ("paciente Ortiz Rivas refiere tos", "Ortiz_Rivas"),
        ("paciente: Ortiz Rivas", "Ortiz_Rivas"),
        ("paciente Sra. Ortiz Rivas", "Ortiz_Rivas"),
        ("paciente Pablo Tobón Uribe Salas", "Pablo_Tobon_Uribe_Salas"),
        ("la paciente se llama Javiera Pino", "Javiera_Pino"),
        ("doña Carmen Rojas, 80 años, se cayó", "Carmen_Rojas"),
    ],
)
def test_a_name_that_starts_as_names_do_or_has_more_evidence_counts(text: str, value: str) -> None:
    mention = find_patient(text)
    assert (mention.reading, values(mention)) == (Reading.NAMED, (value,))


@pytest.mark.parametrize(
    "text",
    [
        "paciente Ortiz Rivas",
        "paciente Simón Bolívar piso 4",
        "paciente Félix Bulnes cama 3",
        "paciente Giordano Murphy positivo",
        "paciente Dolores Intensos",
        "paciente Marina de guerra",
        "paciente Smith Magenis",
        "paciente Babinski Ortega",
        "paciente Bravo Agresivo",
        "doña Carmen Rojas es la madre",
    ],
)
def test_a_name_that_may_be_something_else_names_nobody(text: str) -> None:
    assert find_patient(text).reading in (Reading.UNCLEAR, Reading.NOBODY)


def test_a_name_alone_is_carried_as_a_candidate() -> None:
    (patient,) = find_patient("la paciente Ana").patients
    assert (patient.kind, patient.value) == ("name", "Ana")


def test_a_number_with_dots_is_never_read_in_part() -> None:
    for text in ("paciente 12.345.678", "cédula 12.345.678", "paciente id 12.345.678, fiebre"):
        assert values(find_patient(text)) == ("12345678",)


@pytest.mark.parametrize("text", ["paciente 38.5", "paciente 120/80", "paciente 15/03/1980"])
def test_an_amount_is_not_read_as_a_patient(text: str) -> None:
    assert find_patient(text).reading is Reading.NOBODY


def test_where_the_identifier_stands_is_told_in_the_callers_text() -> None:
    text = "la\u200b paciente\u00a0con c\u00e9dula: V-\u200b12.345.678\u200b, fiebre"
    (patient,) = find_patient(text).patients
    assert text[patient.start : patient.end] == "V-\u200b12.345.678"


def test_a_checksum_raises_confidence_and_decides_nothing() -> None:
    (right,) = find_patient("CPF 390.533.447-05").patients
    (wrong,) = find_patient("CPF 390.533.447-06").patients
    assert 0 < wrong.confidence < right.confidence <= 1


def test_a_second_patient_far_behind_the_first_is_seen() -> None:
    filler = "Sin cambios. " * 20_000
    mention = find_patient(f"Paciente 4455. {filler} Paciente 5566. {filler}")
    assert values(mention) == ("4455", "5566")


def test_a_text_with_too_many_mentions_is_unclear_and_never_half_read() -> None:
    mention = find_patient("paciente 123 tiene fiebre. " * 20_000 + "paciente 456")
    assert mention == Mention(Reading.UNCLEAR, (), "too-much-to-read")


def test_a_value_cut_by_a_reading_window_is_not_read_in_part() -> None:
    for gap in range(280, 320):
        text = "x " * 20_000 + "cédula" + " " * gap + "12345678 " + "x " * 20_000
        assert values(find_patient(text)) in ((), ("12345678",))


@pytest.mark.parametrize(
    "text", ["paciente 12\u043045", "c\u00e9dula 1234567\u0430", "paciente \u0408uan P\u00e9rez"]
)
def test_letters_of_another_script_hide_no_patient(text: str) -> None:
    assert find_patient(text).reading is not Reading.NAMED


@pytest.mark.parametrize(
    "digits",
    ["\uff14\uff15\uff16", "٤٥٦", "\U0001d7d2\U0001d7d3\U0001d7d4", "4\u200b5\u200d6", "\u202e456\u202c"],
)
def test_digits_in_disguise_are_read_as_digits(digits: str) -> None:
    assert values(find_patient(f"paciente id {digits}")) == ("456",)


def test_reasons_are_codes_from_a_closed_list() -> None:
    texts = ["paciente 1", "folio 9", "soy Ana Ruiz", "no es 123", "paciente Xq Zw", "a" * 50]
    assert {find_patient(text).reason for text in texts} <= REASONS
