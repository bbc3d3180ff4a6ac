"""What a caller may see: claims in, rights out. An absent claim grants nothing (issue 5, "Callers")."""

from collections.abc import Callable
from typing import Any

import pytest

from agents.config import Settings, load_settings
from agents.errors import SettingsError, Unauthenticated
from agents.identity import (
    ALL_PATIENTS,
    Caller,
    ClaimNames,
    Role,
    caller_from_claims,
    caller_from_setting,
    loopback_caller,
)

NAMES = ClaimNames()


def caller(**claims: Any) -> Caller:
    named = {"role": "custom:role", "patients": "custom:patients", "teams": "custom:teams"}
    return caller_from_claims({"sub": "x", **{named[name]: value for name, value in claims.items()}}, NAMES)


@pytest.mark.parametrize("written", ["12.345.678", "12345678", " 12-345-678 "])
def test_a_granted_patient_is_granted_in_every_spelling(written: str) -> None:
    assert caller(role="clinician", patients=[written]).may_see("12345678")


def test_letter_case_makes_no_other_patient() -> None:
    assert caller(role="clinician", patients="JUAN_PEREZ_123").may_see("Juan_Perez_123")
    assert caller(role="patient", patients="rosa_quispe").may_see("Rosa_Quispe")


def test_an_identifier_that_starts_alike_is_another_patient() -> None:
    limited = caller(role="clinician", patients="Juan_Perez")
    assert not limited.may_see("Juan_Perez_123")
    assert not limited.may_see("Juan")


@pytest.mark.parametrize(
    "patients", [None, "", [], " , ", ["unknown"], ["CON"], ["Jиan"]], ids=lambda value: repr(value)
)
def test_what_names_nobody_grants_nothing(patients: Any) -> None:
    claims = {} if patients is None else {"patients": patients}
    seen = caller(role="clinician", **claims)
    assert seen.patients == frozenset()
    assert not any(seen.may_see(each) for each in ("unknown", "CON", "Juan", "*", ""))


@pytest.mark.parametrize("claim", ["patients", "teams"])
@pytest.mark.parametrize("value", [{"a": 1}, 7, ["A", 7], [["A"]], True])
def test_a_claim_of_another_shape_is_no_claim_of_ours(claim: str, value: Any) -> None:
    with pytest.raises(Unauthenticated):
        caller(role="clinician", **{claim: value})


@pytest.mark.parametrize("teams", ["cardiologia,", " , cardiologia", ["", "cardiologia", " "]])
def test_a_team_without_a_name_is_none(teams: Any) -> None:
    """A rule of the site's, or a team of the file's, that is called nothing is nobody's."""
    assert caller(role="clinician", teams=teams).teams == frozenset({"cardiologia"})


@pytest.mark.parametrize(
    ("role", "found"),
    [
        ("clinician", Role.CLINICIAN),
        (["clinician"], Role.CLINICIAN),
        (["us-east-1_Google", "patient", "everyone"], Role.PATIENT),
        ("everyone, operator", Role.OPERATOR),
    ],
)
def test_the_role_may_stand_in_a_list_of_groups(role: Any, found: Role) -> None:
    assert caller(role=role).role is found


@pytest.mark.parametrize(
    "role", [None, "", [], "Clinician", "admin", ["clinician", "patient"], 1, {"clinician": 1}]
)
def test_no_role_or_two_of_them_is_nobody(role: Any) -> None:
    with pytest.raises(Unauthenticated):
        caller(**({} if role is None else {"role": role}))


@pytest.mark.parametrize("subject", [None, "", 7, ["x"]])
def test_the_subject_names_the_caller_and_nothing_stands_in_for_it(subject: Any) -> None:
    with pytest.raises(Unauthenticated):
        caller_from_claims({"sub": subject, "custom:role": "clinician", "username": "x"}, NAMES)


def test_claims_are_called_as_the_issuer_calls_them() -> None:
    names = ClaimNames("cognito:groups", "https://clinica.example/pacientes", "equipos")
    claims = {
        "sub": "x",
        "cognito:groups": ["clinician"],
        "https://clinica.example/pacientes": ["A"],
        "equipos": "cardiologia",
        "custom:patients": "B",
    }
    found = caller_from_claims(claims, names, {"cardiologia": ["C"], "cirugia": ["D"]})
    assert found == Caller("x", Role.CLINICIAN, frozenset({"A", "C"}), frozenset({"cardiologia"}))


def test_teams_are_clinicians_and_never_grant_everybody() -> None:
    teams = {"all": [ALL_PATIENTS], "one": ["A"]}
    claims = {"sub": "x", "custom:role": "clinician", "custom:teams": ["all", "one", "absent"]}
    assert caller_from_claims(claims, NAMES, teams).patients == frozenset({"A"})
    assert caller_from_claims({**claims, "custom:role": "patient"}, NAMES, teams).patients == frozenset()


@pytest.mark.parametrize("patients", ["", "A,B", ALL_PATIENTS, f"A,{ALL_PATIENTS}", "unknown"])
def test_a_patient_without_exactly_one_own_record_gets_nothing(patients: str) -> None:
    seen = caller(role="patient", patients=patients)
    assert (seen.may_converse, seen.own_record) == (False, None)
    assert not seen.may_see("A")


def test_one_record_in_two_spellings_is_one_record() -> None:
    assert caller(role="patient", patients=["12.345.678", "12345678"]).own_record == "12345678"


def test_who_is_no_patient_has_no_record_of_their_own() -> None:
    """A session of theirs is bound to nobody from the start, also where one patient is all they may see."""
    assert [caller(role=role, patients="A").own_record for role in ("clinician", "operator")] == [None, None]


def test_operators_see_no_conversation_whatever_they_are_granted() -> None:
    for patients in (ALL_PATIENTS, "A"):
        operator = caller(role="operator", patients=patients)
        assert not operator.may_converse
        assert not operator.may_see("A")


def test_the_developer_at_this_machine_sees_their_own_files() -> None:
    assert loopback_caller().may_see("A")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "lopez",
        "admin:lopez:*",
        "clinician::*",
        "patient:rosa:A,B",
        "patient:rosa:",
        "clinician:x:unknown",
    ],
)
def test_a_local_caller_that_makes_no_sense_says_what_is_wrong(text: str) -> None:
    with pytest.raises(ValueError, match=r"must be role:id:patients|exactly one record|no identifier"):
        caller_from_setting(text)


def test_a_local_caller_may_be_an_operator_who_has_no_patients() -> None:
    assert caller_from_setting("operator:ana") == Caller("ana", Role.OPERATOR)


def test_a_local_caller_is_told_with_all_other_problems(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOCAL_CALLER", "admin:canario:*")
    monkeypatch.setenv("AUDIT_TRAIL", "ftp://canario")
    monkeypatch.setenv("PORT", "0")
    with pytest.raises(SettingsError) as raised:
        load_settings()
    assert {problem.partition(":")[0] for problem in raised.value.problems} == {
        "LOCAL_CALLER",
        "AUDIT_TRAIL",
        "PORT",
    }
    assert "canario" not in str(raised.value)


def test_a_local_caller_s_patients_are_in_normal_form(settings: Callable[..., Settings]) -> None:
    chosen = settings(local_caller="clinician:lopez:12.345.678,Juan Pérez")
    assert caller_from_setting(chosen.local_caller or "").patients == {"12345678", "Juan_Perez"}
