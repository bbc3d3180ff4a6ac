"""What is told to the trail, in pseudonyms, and what happens when it cannot be told.

A failing trail: the turn is answered all the same, and the failure is an ERROR line in the log; `/ping` stays
healthy, since a restart would not cure it. With AUDIT_REQUIRED=true nobody gets data that the trail does not
know of: a turn is written down before it begins, a reading before it is answered, and if that fails the
answer is 503 and nothing has happened.
"""

import logging
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum

from agents.audit.trail import NoTrail, Trail
from agents.errors import AuditUnavailable
from agents.identity import Caller
from agents.redaction.pseudonym import Pseudonyms

logger = logging.getLogger(__name__)


class Act(StrEnum):
    """What was done. A turn that changes or questions the patient is called after that."""

    TURN = "turn"
    BIND = "bind"
    SWITCH = "switch"
    DISPUTE = "dispute"  # a switch by "no, it is B": the notes about the patient before are disputed
    UNBIND = "unbind"
    ASK = "ask"
    REFUSE = "refuse"
    REPEAT = "repeat"  # the stored reply was read again
    READ = "read"
    END = "end"
    SHARE = "share"
    REVOKE = "revoke"


@dataclass(slots=True)
class Account:
    """What a turn did, told by the turn itself: also when it then fails, as `outcome` says.

    `patient_id` is whom it is about (of a refusal: whom the caller asked for), `before` whom the session was
    about until then, where that changed.
    """

    act: Act = Act.TURN
    outcome: str = "failed"
    patient_id: str | None = None
    before: str | None = None


@dataclass(frozen=True, slots=True)
class Auditor:
    """`caller` None stands for this program itself (a sweep). Every call may block."""

    trail: Trail
    pseudonyms: Pseudonyms
    required: bool = False

    @property
    def active(self) -> bool:
        return not isinstance(self.trail, NoTrail)

    def record(
        self,
        act: Act,
        outcome: str,
        caller: Caller | None,
        session_id: str,
        *,
        patient_id: str | None = None,
        before: str | None = None,
        other: str | None = None,
    ) -> bool:
        """Write an entry; says whether it was kept. `other` is the colleague of a share. Never raises."""
        name = self.pseudonyms.of
        entry = {
            "at": datetime.now(UTC).isoformat(timespec="milliseconds"),
            "act": str(act),
            "outcome": outcome,
            "caller": name("caller", caller.id) if caller else "system",
            "role": str(caller.role) if caller else "system",
            "session": name("session", session_id),
            "patient": name("patient", patient_id) if patient_id else "",
            "before": name("patient", before) if before else "",
            "other": name("caller", other) if other else "",
        }
        try:
            self.trail.append({key: value for key, value in entry.items() if value})
        except Exception as error:  # whatever it is, the turn must not end differently for it
            logger.error("an audit entry was not kept", exc_info=error)
            return False
        return True

    def swept(self, session_id: str, patient_id: str | None) -> None:
        """A conversation whose time was over was ended, by nobody in particular."""
        self.record(Act.END, "done", None, session_id, patient_id=patient_id)

    def demand(
        self,
        act: Act,
        outcome: str,
        caller: Caller,
        session_id: str,
        patient_id: str | None,
        other: str | None = None,
    ) -> None:
        """`record`, before it is done. Raises AuditUnavailable where the trail is required and failed.

        An act that is only `begun` is worth an entry of its own only then.
        """
        if outcome == "begun" and not self.required:
            return
        kept = self.record(act, outcome, caller, session_id, patient_id=patient_id, other=other)
        if not kept and self.required:
            raise AuditUnavailable


def unaudited() -> Auditor:
    """For parts that are built without settings."""
    return Auditor(NoTrail(), Pseudonyms(b"nothing is kept under it"))
