"""Who calls, and which patients they may see. Pure: verified claims in, a `Caller` out.

Rights come from a verified token or from where the request comes from, never from text.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from agents.errors import Unauthenticated

ALL_PATIENTS = "*"


class Role(StrEnum):
    CLINICIAN = "clinician"
    PATIENT = "patient"
    OPERATOR = "operator"


@dataclass(frozen=True, slots=True)
class Caller:
    """A verified caller. `patients` are folder ids they may see; `ALL_PATIENTS` in it stands for everyone."""

    id: str
    role: Role
    patients: frozenset[str] = frozenset()

    def may_see(self, patient_id: str) -> bool:
        if self.role is Role.OPERATOR:
            return False  # operators run the system; no conversation is theirs to read
        return ALL_PATIENTS in self.patients or patient_id.casefold() in {p.casefold() for p in self.patients}

    @property
    def own_record(self) -> str | None:
        """The one patient that a patient caller is; their sessions are bound to it from the start."""
        return next(iter(self.patients)) if self.role is Role.PATIENT and len(self.patients) == 1 else None


def loopback_caller() -> Caller:
    """The developer at this machine: no account, no token, the synthetic clinic and their own files."""
    return Caller("local", Role.CLINICIAN, frozenset({ALL_PATIENTS}))


def caller_from_setting(text: str) -> Caller:
    """`LOCAL_CALLER` as role:id:patients, e.g. `clinician:lopez:*` or `patient:rosa:Rosa_Quispe`."""
    role, _, rest = text.partition(":")
    name, _, patients = rest.partition(":")
    return Caller(name, Role(role), frozenset(p for p in patients.split(",") if p))


def caller_from_claims(claims: Mapping[str, Any], role_claim: str, patients_claim: str) -> Caller:
    """A verified token's claims as a caller. An absent claim grants nothing."""
    subject, role = claims.get("sub"), claims.get(role_claim)
    if not isinstance(subject, str) or not subject or role not in tuple(Role):
        raise Unauthenticated
    granted = claims.get(patients_claim, [])
    patients = granted.split(",") if isinstance(granted, str) else granted
    if not isinstance(patients, list):
        raise Unauthenticated
    return Caller(subject, Role(role), frozenset(str(p).strip() for p in patients if str(p).strip()))
