import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.redaction.pseudonym import Pseudonyms
from agents.redaction.scrub import is_marker, scrub

# text -> what nobody may read in it, ...
PLANTED = [
    # national and clinical identifiers
    ("mi cédula es V-12.345.678", ["12", "345", "678"]),
    ("cédula 8-123-456", ["123", "456"]),
    ("cedula: 001-010180-0000A", ["0101", "0000"]),
    ("DNI 30.123.456", ["30", "123", "456"]),
    ("el 30123456 llegó", ["30123456"]),
    ("RUT 12.345.678-K", ["345", "-K"]),
    ("CURP GAPJ800101HDFRRN09", ["GAPJ", "RRN09"]),
    ("CPF 123.456.789-09", ["123", "789", "09"]),
    ("NSS 12 34 56 7890 1", ["34", "7890"]),
    ("pasaporte AB123456", ["AB1", "456"]),
    ("pasaporte A1B2C3D4E5", ["A1B2", "D4E5"]),
    ("abierto el EXP-7781", ["7781"]),
    ("expediente 7781", ["7781"]),
    ("historia clínica N° 456", ["456"]),
    ("HC456 y HC 457", ["456", "457"]),
    ("póliza 99-12", ["99", "12"]),
    ("paciente 456", ["456"]),
    ("1234\u200b5678", ["1234", "5678"]),
    ("".join(chr(0xFF10 + n) for n in range(8)), ["01234567", "".join(chr(0xFF10 + n) for n in range(8))]),
    ("12345", ["12345"]),
    ("1-2-3-4-5-6-7", ["1-2", "6-7"]),
    # how to reach someone
    ("+57 (300) 123-4567", ["57", "300", "4567"]),
    ("cel 300 123 4567", ["300", "4567"]),
    ("escriba a juan.perez@correo.com.co", ["juan", "correo.com"]),
    ("vive en la calle 45 # 12-34, apto 301", ["45", "12", "301"]),
    ("Carrera 7 No. 71-21 torre B", ["71", "torre"]),
    ("Av. Libertador 1234", ["Libertador", "1234"]),
    ("desde 190.12.34.56 sin respuesta", ["190", "34.56"]),
    ("desde 2001:db8::8a2e:370:7334", ["2001", "db8", "370"]),
    ("[fe80::1] no responde", ["fe80"]),
    # dates
    ("nació el 15/03/1980", ["15", "1980"]),
    ("1980-03-15", ["1980", "15"]),
    ("15.03.80", ["15", "80"]),
    ("15 de marzo de 1980", ["15", "marzo", "1980"]),
    # names
    ("paciente juan perez refiere dolor", ["juan", "perez"]),
    ("la paciente María José de la Cruz ingresa", ["María", "José", "Cruz"]),
    ("paciente: Juan", ["Juan"]),
    ("Sr. Pérez", ["Pérez"]),
    ("la Dra. Ana Gómez", ["Ana", "Gómez"]),
    ("me llamo rosa quispe", ["rosa", "quispe"]),
    ("mi nombre es Luz", ["Luz"]),
    ("soy Juan Pérez", ["Juan", "Pérez"]),
    ("vino Juan Pérez", ["Juan", "Pérez"]),
    ("vino Juan Pe\u0301rez", ["Juan", "rez"]),
    ("JUAN PEREZ", ["JUAN", "PEREZ"]),
    ("Juan_Perez", ["Juan", "Perez"]),
    ("juan_perez_123", ["juan", "perez", "123"]),
    ("Juan_Perez_laboratorio", ["Juan", "laboratorio"]),
    # places in storage, addresses in the web
    ("s3://notas/processed/juan_medical_notes/session_ab/session.json", ["juan", "session_ab"]),
    ("clinica/juan_medical_notes/session_ab/", ["juan", "_ab", "clinica"]),
    ("processed/juan_laboratorio/extracted_data.json", ["juan", "laboratorio"]),
    ("medical-notes/patients/juan/x.json", ["juan", "x.json"]),
    ("registry/sessions/demo.json", ["demo"]),
    ("GET /v1/sessions/demo/notes HTTP/1.1", ["demo"]),
    ("https://ana:clave@host.com/a/juan?dni=1#x", ["ana", "clave", "juan", "dni"]),
    ("GET /x?paciente=juan&y=2 HTTP/1.1", ["juan", "y=2"]),
    ("GET /x?nombre=juan&y=2 HTTP/1.1", ["juan", "y=2"]),
    ("clave juan%20perez no existe", ["juan", "perez"]),
    ("agentcore_session_abcd", ["abcd"]),
    ("abre session_ab1", ["ab1"]),
    ("patient_id=juan session_id: demo, messageId='m1'", ["juan", "demo", "m1"]),
    ("session=<demo> patient=juan", ["demo", "juan"]),
    ("deadbeef-abcd-abcd-abcd-abcdefabcdef", ["dead", "cdef"]),
    ("6f1ed002-ab59-5d3c-8b1e-0c7e3a7a8f10", ["6f1e", "8f10"]),
    # what opens doors
    ("Authorization: Bearer abc.def-ghi", ["abc", "ghi"]),
    ("Basic dXNlcjpwYXNz", ["dXN"]),
    ("eyJhbGciOi.eyJzdWIiOi.c2ln", ["hbGci", "zdWIi", "c2ln"]),
    ("AKIAIOSFODNN7EXAMPLE", ["IOSFODNN"]),
    ("wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", ["wJal", "MDENG", "EXAMPLEKEY"]),
    ("X-Amz-Signature=fe5f80&x=1", ["fe5f80"]),
    ("password=hola", ["hola"]),
    # what people wrote
    ('{"prompt": "tengo vih", "x": 1}', ["vih"]),
    ("mensaje=tengo vih desde ayer", ["vih", "ayer"]),
    ("x" * 2000 + " juan_perez_123", ["juan", "xxx"]),
]


@pytest.mark.parametrize(("text", "planted"), PLANTED)
def test_what_was_planted_is_gone(text: str, planted: list[str]) -> None:
    shown = scrub(text)
    assert [each for each in planted if each in shown or each in unicodedata.normalize("NFC", shown)] == []


@pytest.mark.parametrize(("text", "planted"), PLANTED)
def test_what_was_planted_is_gone_in_the_middle_of_a_line_too(text: str, planted: list[str]) -> None:
    shown = scrub(f"store: {text}")
    assert [each for each in planted if each in shown] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "hello",
        "took 0.523s, 3 of 4 turns, status 200",
        "Turn failed: the patient changed",
        "notes written to s3 in 12.5 ms",
        "agents.sessions.file",
        "us-east-1, python 3.11.7, strands-agents 1.62.0",
        "http://localhost:8080",
        "paciente no encontrado",
        "Connection pool is full, size: 10",
        "std::string, tests/x.py::test_y",
        "unknown_medical_notes/session_[sesión]/agents/agent_healthcare/messages/message_12.json",
        "[paciente] [texto: 12 caracteres] [bytes: 123456]",
        "StoreUnavailable(notes_unavailable) <- ClientError(SlowDown)",
    ],
)
def test_what_says_nothing_of_anybody_stays(text: str) -> None:
    assert scrub(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (
            "processed/Juan_Perez_123_medical_notes/session_demo/...",
            "processed/[paciente]_medical_notes/session_[sesión]/...",
        ),
        (
            "s3://b/processed/J_P_medical_notes/session_x.2/agents/agent_healthcare/messages/message_3.json",
            "s3://b/processed/[paciente]_medical_notes/session_[sesión]/agents/agent_healthcare/messages/"
            "message_3.json",
        ),
        ("https://u:p@host.com/patients/Juan?x=1", "https://host.com/patients/[ruta]"),
        ("paciente Juan Pérez presenta fiebre", "paciente [nombre] presenta fiebre"),
        ("prompt=tengo fiebre", "prompt=[texto: 12 caracteres]"),
        ("a" * 1025, "[texto: 1025 caracteres]"),
    ],
)
def test_what_is_kept_around_it(text: str, shown: str) -> None:
    assert scrub(text) == shown


@pytest.mark.parametrize("sentence", ["{}", "paciente {} cambió", "patient={} session={}", "notas de {}."])
def test_pseudonyms_survive(sentence: str, pseudonyms: Pseudonyms) -> None:
    text = sentence.replace("{}", pseudonyms.of("patient", "Juan"))
    assert scrub(text) == text


@pytest.mark.parametrize("text", ["[Juan]", "[paciente Juan]", "[texto: juan caracteres]", "pac_juan"])
def test_what_only_looks_like_a_marker_is_none(text: str) -> None:
    assert not is_marker(text)


# fmt: off
FRAGMENTS = st.sampled_from([
    "paciente ", "Juan", "Pérez", "_", "123", "12.345.678", "-K", "/", "processed/", "session_", "[", "]",
    "_medical_notes", "Bearer ", "eyJabc.", "calle ", "[nombre]", "texto: ", "caracteres", "=", ":", " ",
    '"prompt": ', "message=", "https://", "?a=b", "@", "a.b", "%20", "me llamo ", "Dr. ", "de ", "V-",
    "EXP-", "HC ", "PEREZ ", "token", "\u0301", "\u200b", "1", "ene", "pac_0123456789abcdef0123", "\n",
]) | st.text(max_size=4)
# fmt: on


@given(st.lists(FRAGMENTS, max_size=12).map("".join))
def test_scrubbing_twice_is_scrubbing_once(text: str) -> None:
    assert scrub(scrub(text)) == scrub(text)


DIGITS = st.integers(10**6, 10**11).map(str)
NAMES = st.sampled_from(["Juan Pérez", "María de los Ángeles", "Íñigo", "Zoé Quispe-Mamani", "O'Higgins"])


@given(
    before=st.sampled_from(["", "error: ", "id ", "(", "a", "x=", "[", "número ", "de Juan "]),
    after=st.sampled_from(["", ".", " x", ")", "a", "]", "-1", ", 5"]),
    digits=DIGITS,
    gap=st.sampled_from(["", ".", "-", " ", " - ", "/", "\u200b", "_", "\u2011"]),
    every=st.integers(1, 4),
)
def test_no_number_of_seven_digits_survives_however_it_is_written(
    before: str, after: str, digits: str, gap: str, every: int
) -> None:
    written = gap.join(digits[start : start + every] for start in range(0, len(digits), every))
    left = "".join(each for each in scrub(f"{before}{written}{after}") if each.isdigit())
    assert len(left) < 3


@given(
    intro=st.sampled_from(["paciente", "La paciente", "me llamo", "Mi nombre es", "Sr.", "Dra.", "se llama"]),
    name=NAMES,
    case=st.sampled_from([str, str.lower, str.upper]),
    after=st.sampled_from(["", ".", ", 45 años", " presenta fiebre"]),
)
def test_no_introduced_name_survives(intro: str, name: str, case: type[str], after: str) -> None:
    shown = scrub(f"{intro} {case(name)}{after}").casefold()
    assert [part for part in name.casefold().split() if len(part) > 3 and part in shown] == []
