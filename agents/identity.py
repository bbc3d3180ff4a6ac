"""Who calls, and which patients they may see. Pure: verified claims in, a `Caller` out.

Rights come from a verified token or from where the request comes from, never from text. What a claim does not
say is not granted. Patients are compared in their normal form, letter case aside: `12.345.678` is `12345678`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from agents.errors import Unauthenticated
from agents.patients.normal import normal_form

ALL_PATIENTS = "*"


class Role(StrEnum):
    CLINICIAN = "clinician"
    PATIENT = "patient"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified caller. `patients` are folder ids they may see; `ALL_PATIENTS` in it stands for everyone.

    `teams` are a clinician's care teams as the token names them: for a site's own rules (`tools.rules`).
    """

    id: str
    role: Role
    patients: frozenset[str] = frozenset()
    teams: frozenset[str] = frozenset()

    def may_see(self, patient_id: str) -> bool:
        if not self.may_converse:
            return False
        if self.role is Role.CLINICIAN and ALL_PATIENTS in self.patients:
            return True
        return patient_id.casefold() in {patient.casefold() for patient in self.patients}

    @property
    def may_converse(self) -> bool:
        """Operators run the system and no conversation is theirs; a patient is exactly one known person."""
        if self.role is Role.PATIENT:
            return self.own_record is not None
        return self.role is Role.CLINICIAN

    @property
    def own_record(self) -> str | None:
        """The one patient that a patient caller is; their sessions are bound to it from the start."""
        if self.role is not Role.PATIENT or len(self.patients) != 1 or ALL_PATIENTS in self.patients:
            return None
        return next(iter(self.patients))


@dataclass(frozen=True, slots=True)
class ClaimNames:
    """Which claims of a token say what. `role` and the lists may be a list or text with commas."""

    role: str = "custom:role"
    patients: str = "custom:patients"
    teams: str = "custom:teams"


def loopback_caller() -> Caller:
    """The developer at this machine: no account, no token, the synthetic clinic and their own files."""
    return Caller("local", Role.CLINICIAN, frozenset({ALL_PATIENTS}))


def caller_from_setting(text: str) -> Caller:
    """`LOCAL_CALLER` as role:id:patients, e.g. `clinician:lopez:*` or `patient:rosa:Rosa_Quispe`.

    Raises ValueError that says what is wrong and repeats nothing.
    """
    role, _, rest = text.partition(":")
    name, _, patients = rest.partition(":")
    if role not in tuple(Role) or not name:
        raise ValueError(f"must be role:id:patients; role is one of {', '.join(Role)}")
    written = _listed(patients) or []
    caller = Caller(name, Role(role), _granted(written))
    if len(caller.patients) != len(set(written)):
        raise ValueError("names a patient that is no identifier, or one twice")
    if caller.role is not Role.OPERATOR and not caller.may_converse:
        raise ValueError("a patient has exactly one record, for example patient:rosa:Rosa_Quispe")
    return caller


def caller_from_claims(
    claims: Mapping[str, Any], names: ClaimNames, teams: Mapping[str, Iterable[str]] | None = None
) -> Caller:
    """A verified token's claims as a caller. `teams` says whom each care team treats (clinicians only).

    The role claim may list groups of other systems too (`cognito:groups`), but only one of our roles:
    who is clinician and patient has to say as which of them they come.
    """
    subject, roles = claims.get("sub"), _listed(claims.get(names.role))
    granted, member_of = _listed(claims.get(names.patients)), _listed(claims.get(names.teams))
    if not isinstance(subject, str) or not subject or roles is None or granted is None or member_of is None:
        raise Unauthenticated
    known = [role for role in Role if role in roles]
    if len(known) != 1:
        raise Unauthenticated
    if known[0] is not Role.CLINICIAN:
        return Caller(subject, known[0], _granted(granted))
    treated = (patient for team in member_of for patient in (teams or {}).get(team, ()))
    granted += [patient for patient in treated if patient != ALL_PATIENTS]
    return Caller(subject, known[0], _granted(granted), frozenset(member_of))


def _listed(value: object) -> list[str] | None:
    """A claim as a list; empty for an absent one, None for what is neither text nor a list of texts."""
    if value is None:
        return []
    if isinstance(value, str):
        value = value.split(",")
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        return None
    return [item.strip() for item in value if item.strip()]


def _granted(written: Iterable[str]) -> frozenset[str]:
    """The patients in normal form; what names nobody grants nothing."""
    forms = {(ALL_PATIENTS if each == ALL_PATIENTS else normal_form(each)) for each in written}
    return frozenset(form for form in forms if form)
