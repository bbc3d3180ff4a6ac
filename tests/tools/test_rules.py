"""A site's own rules in real Cedar: what they are told, and that they deny whenever in doubt."""

import re
from pathlib import Path

import pytest

from agents.identity import Caller, ClaimNames, Role, caller_from_claims
from agents.tools import CAPABILITIES
from agents.tools.rules import Rules

PAGE = (Path(__file__).parents[2] / "docs" / "rules.md").read_text()
EXAMPLE = re.findall(r"^```cedar\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[0]
ALL = "permit(principal, action, resource);"

CLINICIAN = Caller("dra-lopez", Role.CLINICIAN, frozenset({"*"}))
SPECIALIST = Caller("dr-mora", Role.CLINICIAN, frozenset({"*"}), frozenset({"infectologia"}))
ROSA = Caller("rosa", Role.PATIENT, frozenset({"Rosa_Quispe"}))


@pytest.mark.parametrize(
    ("caller", "patient", "allowed"),
    [
        (CLINICIAN, "Juan_Perez_123", {"patient_info", "documents"}),
        (CLINICIAN, "Rosa_Quispe", set()),
        (CLINICIAN, "ROSA_QUISPE", set()),
        (SPECIALIST, "Rosa_Quispe", {"patient_info", "documents"}),
        (ROSA, "Rosa_Quispe", {"patient_info"}),
        (None, "Juan_Perez_123", set()),
    ],
)
def test_the_example_in_the_documentation_does_what_it_says(
    caller: Caller | None, patient: str, allowed: set[str]
) -> None:
    rules = Rules(EXAMPLE)
    assert {tool for tool in CAPABILITIES if rules.allow(caller, tool, patient)} == allowed


def test_teams_come_from_a_clinicians_token_and_from_nobody_elses() -> None:
    only_team = Rules('permit(principal, action, resource) when { principal.teams.contains("icu") };')
    for role, allowed in (("clinician", True), ("patient", False)):
        claims = {"sub": "x", "custom:role": role, "custom:teams": "icu", "custom:patients": "A"}
        assert only_team.allow(caller_from_claims(claims, ClaimNames()), "documents", "A") is allowed


@pytest.mark.parametrize("name", ['x" || true', "a\nb", "", "User::x", "año", "\ud800"])
def test_a_callers_name_is_data_whatever_it_holds(name: str) -> None:
    rules = Rules(f'{ALL} forbid(principal == User::"boss", action, resource);')
    assert rules.allow(Caller(name, Role.CLINICIAN), "documents", "A") in (True, False)
    one = Rules('permit(principal == User::"boss", action, resource);')
    assert not one.allow(Caller(name, Role.CLINICIAN), "documents", "A")


@pytest.mark.parametrize("tool", ["documentos", "", 'documents" ', "DOCUMENTS", "notes"])
def test_a_tool_that_a_model_made_up_is_denied(tool: str) -> None:
    assert not Rules(ALL).allow(CLINICIAN, tool, "A")


@pytest.mark.parametrize("effect", ["forbid", "permit"])
def test_a_rule_that_cannot_be_evaluated_denies(effect: str) -> None:
    """Cedar itself passes over it, and the other rule would let the call through."""
    failing = f"{effect}(principal, action, resource) when {{ 9223372036854775807 + 1 == 0 }};"
    assert not Rules(ALL + failing).allow(CLINICIAN, "documents", "A")


@pytest.mark.parametrize(
    ("policies", "problem"),
    [
        ("", "permits nothing"),
        ("forbid(principal, action, resource);", "permits nothing"),
        ("permit(principal, action, resource)", "is no Cedar"),
        ("permitir todo", "is no Cedar"),
        ('permit(principal, action == Action::"document", resource);', "unrecognized action"),
        (ALL + 'forbid(principal, action, resource) when { principal.rol == "x" };', "`rol`"),
        (ALL + 'forbid(principal, action, resource) when { principal.role == Role::"medico" };', "medico"),
        (ALL + 'forbid(principal, action, resource) when { context.input.section == "x" };', "`input`"),
        (ALL + 'forbid(principal, action, resource == Patient::"Rosa_Quispe");', "in small letters"),
        (ALL + 'forbid(principal, action, resource) when { resource == Patient::"12.345.678" };', "in small"),
    ],
)
def test_policies_that_would_not_be_obeyed_are_refused_in_words(policies: str, problem: str) -> None:
    with pytest.raises(ValueError, match=re.escape(problem)):
        Rules(policies)


def test_what_is_wrong_is_said_without_what_may_be_somebodys_identifier() -> None:
    with pytest.raises(ValueError, match="no Cedar") as raised:
        Rules("forbid(principal, action, resource == Juan_Perez_123);")
    assert "Juan" not in str(raised.value)
