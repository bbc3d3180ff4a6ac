"""The embedded clinic and the tool that reads one patient of it."""

import json
from typing import Any

import pytest

from agents.tools.clinic import Clinic, Record, Section, describe, patient_info_tool
from agents.tools.ownership import same_patient

CLINIC = Clinic()


def info(patient: str, section: Section | None = None, clinic: Clinic = CLINIC) -> dict[str, Any]:
    tool: Any = patient_info_tool(patient, clinic)
    result: dict[str, Any] = tool(section) if section else tool()
    return {"status": result["status"], **json.loads(result["content"][0]["text"])}


def test_the_clinic_has_patients_of_several_countries_and_none_of_them_is_real() -> None:
    records = [CLINIC.record(each) or {} for each in CLINIC.patient_ids()]
    assert len(records) == 8
    assert len({record["patient"]["address"][0]["country"] for record in records}) > 5
    assert {"Juan_Perez_123", "Maria_Garcia", "12345678"} <= set(CLINIC.patient_ids())
    for record in records:
        assert record["patient"]["meta"]["tag"] == [{"code": "synthetic"}]
        assert "sintétic" in record["patient"]["name"][0]["family"]


def test_every_record_can_be_described_in_every_section() -> None:
    for patient in CLINIC.patient_ids():
        record = CLINIC.record(patient)
        assert record
        whole = describe(record, "summary")
        sections: tuple[Section, ...] = ("allergies", "medications", "conditions", "vitals")
        for section in sections:
            assert describe(record, section).items() <= whole.items()


@pytest.mark.parametrize("asked", ["Juan_Perez_123", "juan_perez_123", "JUAN_PEREZ_123"])
def test_a_record_is_found_by_its_exact_identifier_whatever_the_capitals(asked: str) -> None:
    record = CLINIC.record(asked)
    assert record
    assert record["patient_id"] == "Juan_Perez_123"


@pytest.mark.parametrize("asked", ["Juan_Perez", "Juan_Perez_12", "Juan_Perez_1234", "", "123", "Garcia"])
def test_a_similar_identifier_finds_nobody(asked: str) -> None:
    assert CLINIC.record(asked) is None


@pytest.mark.parametrize(
    ("section", "key", "part"),
    [
        ("allergies", "alergias", "Penicilina (urticaria generalizada; criticidad alta)"),
        ("medications", "medicacion", "Metformina 850 mg, 1 tableta cada 12 horas"),
        ("conditions", "diagnosticos", "Hipertensión arterial (activa, desde 2015)"),
        ("vitals", "signos_vitales", "Presión arterial: 138/86 mmHg (2026-01-15)"),
    ],
)
def test_a_section_holds_its_own_lines_and_nothing_else(section: Section, key: str, part: str) -> None:
    found = info("Juan_Perez_123", section)
    assert list(found["ficha"]) == [key]
    assert part in found["ficha"][key]


def test_the_summary_holds_the_identity_and_all_sections() -> None:
    found = info("Juan_Perez_123")["ficha"]
    assert found["nombre"].startswith("Juan Pérez")
    assert {"alergias", "medicacion", "diagnosticos", "signos_vitales", "fecha_de_nacimiento"} <= set(found)


def test_an_unknown_patient_has_no_record_and_the_tool_says_so() -> None:
    found = info("Nadie_1")
    assert found["status"] == "success"
    assert "no tiene ficha" in found["aviso"]


def test_a_clinic_that_fails_is_an_error_without_the_errors_text() -> None:
    class Broken(Clinic):
        def record(self, patient_id: str) -> Record | None:
            raise OSError("Juan_Perez_123: secreto")

    found = info("Juan_Perez_123", clinic=Broken())
    assert found["status"] == "error"
    assert "No se pudo leer la ficha" in found["error"]
    assert "secreto" not in str(found)


def test_nothing_is_read_before_the_first_question() -> None:
    assert "_records" not in vars(Clinic())


def test_no_two_patients_of_the_clinic_are_spellings_of_one() -> None:
    ids = CLINIC.patient_ids()
    assert not [(a, b) for a in ids for b in ids if a < b and same_patient(a, b)]
