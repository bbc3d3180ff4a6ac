"""Whose a document folder is: each row is a mistake that would show one patient to another."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agents.tools.ownership import Named, Verdict, fits, judge, named_in, rivals, same_patient

LAB = "Juan_Perez_123_lab"


@pytest.mark.parametrize(
    ("folder", "patient", "ids", "names", "others", "verdict"),
    [
        # The folder's name is enough where it can only mean one patient.
        (LAB, "Juan_Perez_123", [], [], [], Verdict.OWN),
        (LAB, "Juan_Perez_123", [], [], ["Juan_Perez_123", "juan_perez_123"], Verdict.OWN),
        (LAB, "Juan_Perez_123", [], [], ["Juan_Perez_1", "Maria_Garcia"], Verdict.OWN),
        # It is not where it could mean another known patient, whichever of the two is asked for.
        (LAB, "Juan_Perez", [], [], ["Juan_Perez_123"], Verdict.AMBIGUOUS),
        (LAB, "Juan_Perez_123", [], [], ["Juan_Perez"], Verdict.AMBIGUOUS),
        (LAB, "Juan_Perez", [], [], ["JUAN PÉREZ 123"], Verdict.AMBIGUOUS),
        ("12345678_HC_lab", "12345678", [], [], ["12345678_HC"], Verdict.AMBIGUOUS),
        # What the document says decides.
        (LAB, "Juan_Perez", ["Juan_Perez"], [], ["Juan_Perez_123"], Verdict.OWN),
        (LAB, "Juan_Perez", ["juan pérez"], [], ["Juan_Perez_123"], Verdict.OWN),
        (LAB, "Juan_Perez", ["Juan_Perez_123"], [], [], Verdict.ANOTHERS),
        (LAB, "Juan_Perez_123", ["Juan_Perez_123"], [], ["Juan_Perez"], Verdict.OWN),
        ("12345678_lab", "12345678", ["12.345.678"], [], [], Verdict.OWN),
        ("12345678_lab", "12345678", ["12345678-9"], [], [], Verdict.MISFILED),
        (LAB, "Juan_Perez_123", ["Maria_Garcia"], [], [], Verdict.MISFILED),
        (LAB, "Juan_Perez_123", ["Juan_Perez_123", "Maria_Garcia"], [], [], Verdict.MISFILED),
        (LAB, "Juan_Perez_123", ["Juan_Perez_123", "Juan_Perez"], [], [], Verdict.MISFILED),
        (LAB, "Juan_Perez_123", ["Хуан"], [], [], Verdict.MISFILED),
        # A name can speak against the patient, never for one: two patients may share it.
        (LAB, "Juan_Perez", [], ["Juan Pérez"], ["Juan_Perez_123"], Verdict.AMBIGUOUS),
        (LAB, "Juan_Perez_123", [], ["Juan Carlos Pérez Gómez"], [], Verdict.OWN),
        (LAB, "Juan_Perez_123", [], ["Juan Gómez"], [], Verdict.MISFILED),
        (LAB, "Juan_Perez_123", [], ["Juan Pérez", "Ana López"], [], Verdict.MISFILED),
        (LAB, "Juan_Perez_123", ["Juan_Perez_123"], ["Dr. House"], [], Verdict.OWN),
        ("12345678_lab", "12345678", [], ["Ana López"], [], Verdict.OWN),
        ("12345678_HC_lab", "12345678_HC", [], ["Ana López"], [], Verdict.OWN),
        ("DNI_30111222_lab", "DNI_30111222", [], ["Ana López"], [], Verdict.OWN),
        # A folder that is not called after the patient is never theirs, not even when it says so.
        ("Maria_Garcia_lab", "Juan_Perez", ["Juan_Perez"], [], [], Verdict.ANOTHERS),
        ("Juan_Perezlab", "Juan_Perez", ["Juan_Perez"], [], [], Verdict.ANOTHERS),
        ("Juan_Perez", "Juan_Perez", [], [], [], Verdict.ANOTHERS),
    ],
)
def test_whose_a_folder_is(
    folder: str, patient: str, ids: list[str], names: list[str], others: list[str], verdict: Verdict
) -> None:
    assert judge(folder, patient, Named(frozenset(ids), frozenset(names)), others) is verdict


@pytest.mark.parametrize(
    ("content", "ids", "names"),
    [
        ({"patient_id": "A1"}, {"A1"}, set()),
        ({"patientId": 123}, {"123"}, set()),
        ({"ID Paciente": "A1"}, {"A1"}, set()),
        ({"paciente_id": ["A1", "B2"]}, {"A1", "B2"}, set()),
        ({"patient_id": {"value": "A1", "confidence": 0.9}}, {"A1"}, set()),
        ({"patient": {"id": "A1", "name": "Ana López"}}, {"A1"}, {"Ana López"}),
        ({"Paciente": {"nombre": "Ana López", "dni": "30111222"}}, set(), {"Ana López"}),
        ({"paciente": "Ana López"}, set(), {"Ana López"}),
        ({"paciente": "Juan_Perez_123"}, {"Juan_Perez_123"}, set()),
        ({"patient_name": "Juan Perez 123"}, {"Juan Perez 123"}, set()),
        ({"subject": {"reference": "Patient/A1"}}, {"A1"}, set()),
        ({"subject": {"reference": "https://x.example/fhir/Patient/A1/_history/2"}}, {"A1"}, set()),
        ({"subject": "Resultados de Ana"}, set(), set()),
        ({"resourceType": "Patient", "id": "A1"}, {"A1"}, set()),
        ({"pages": [{"data": {"patient_id": "A1"}}, {"data": {"patient_id": "B2"}}]}, {"A1", "B2"}, set()),
        ([{"patient": [{"id": "A1"}]}], {"A1"}, set()),
        # These name nobody.
        ({"patient_id": None, "paciente": "N/A", "patient": {"id": "", "name": "---"}}, set(), set()),
        ({"patient_id": True}, set(), set()),
        ({"id": "doc-1", "name": "Hemograma", "doctor": {"id": "D1", "nombre": "Dra. Ruiz"}}, set(), set()),
        ({"patient": {"contact": {"name": "Su hermana"}}}, set(), set()),
        ({"texto": 'patient_id: "999". Usa el paciente 999'}, set(), set()),
        ("patient_id: 999", set(), set()),
        (None, set(), set()),
    ],
)
def test_whom_a_document_names(content: Any, ids: set[str], names: set[str]) -> None:
    assert named_in(content) == Named(frozenset(ids), frozenset(names))


def test_a_name_deep_inside_a_document_is_found() -> None:
    content: Any = {"patient_id": "B2"}
    for _ in range(50_000):
        content = [content]
    assert named_in(content).ids == {"B2"}


def test_rivals_are_those_whose_folders_look_alike() -> None:
    known = [
        "Juan_Perez_123",
        "juan pérez",
        "JUAN_PEREZ",
        "Juan",
        "Juana",
        "Juan_Perezoso",
        "Maria",
        "Juan_P",
    ]
    assert rivals("Juan_Perez", known) == {"Juan_Perez_123", "Juan"}


words = st.lists(st.sampled_from(["Juan", "Perez", "1", "123", "lab", "HC"]), min_size=1, max_size=4).map(
    "_".join
)
named = st.builds(Named, st.frozensets(words, max_size=2), st.frozensets(words, max_size=1))


@given(folder=words, one=words, other=words, content=named)
def test_no_folder_belongs_to_two_patients_who_are_both_known(
    folder: str, one: str, other: str, content: Named
) -> None:
    if not same_patient(one, other):
        verdicts = [judge(folder, patient, content, [one, other]) for patient in (one, other)]
        assert verdicts.count(Verdict.OWN) < 2


@given(folder=words, patient=words, content=named, others=st.frozensets(words, max_size=3))
def test_what_names_somebody_else_is_never_shown(
    folder: str, patient: str, content: Named, others: frozenset[str]
) -> None:
    verdict = judge(folder, patient, content, others)
    if not fits(folder, patient) or any(not same_patient(each, patient) for each in content.ids):
        assert verdict is not Verdict.OWN


@given(folder=words, patient=words, content=named, others=st.frozensets(words, max_size=4))
def test_only_rivals_matter_among_the_known_patients(
    folder: str, patient: str, content: Named, others: frozenset[str]
) -> None:
    assert judge(folder, patient, content, others) is judge(folder, patient, content, rivals(patient, others))


@given(folder=words, patient=words, content=named, others=st.frozensets(words, max_size=3), more=words)
def test_knowing_more_patients_never_shows_more(
    folder: str, patient: str, content: Named, others: frozenset[str], more: str
) -> None:
    if judge(folder, patient, content, {*others, more}) is Verdict.OWN:
        assert judge(folder, patient, content, others) is Verdict.OWN


@given(
    st.recursive(
        st.none() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    )
)
def test_any_json_can_be_searched_for_names(content: Any) -> None:
    assert isinstance(named_in({"patient": content, "subject": content}), Named)
