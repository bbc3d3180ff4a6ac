"""Who may use a session: its owner, and clinicians with whom the owner shares it. Pure.

A share is for one colleague and one patient, until a time, and no longer than the conversation: when the
session is about somebody else, has ended or was taken back, it is worth nothing. The colleague needs rights
of their own for the patient. They may read and talk; what the session is about, and its end, stay the
owner's.
"""

from datetime import datetime, timedelta
from typing import Final

from agents.errors import Forbidden, InvalidRequest, NotFound
from agents.identity import Caller, Role
from agents.sessions.records import SessionRecord, Share

LONGEST_SHARE: Final = timedelta(days=7)
MOST_SHARES: Final = 16
LONGEST_NAME: Final = 256


def admit(caller: Caller, record: SessionRecord, now: datetime) -> None:
    """Raises NotFound for a session that is another's or about a patient out of reach, as for an absent one;
    Forbidden for a caller to whom no session is open. Rights may have changed since the last turn."""
    if not caller.may_converse:
        raise Forbidden
    if record.owner != caller.id and not _is_shared(caller, record, now):
        raise NotFound
    if record.patient_id is not None and not caller.may_see(record.patient_id):
        raise NotFound


def admit_owner(caller: Caller, record: SessionRecord, now: datetime) -> None:
    """`admit`, for what only the owner may do. Forbidden for a colleague, who knows the session anyway."""
    admit(caller, record, now)
    if record.owner != caller.id:
        raise Forbidden("Solo quien abrió la sesión puede hacerlo.")


def shared(
    record: SessionRecord, caller: Caller, colleague: str, period: timedelta, now: datetime
) -> SessionRecord:
    """The record, shared with the colleague (their token's `sub`) for this long from now on.

    A newer share replaces the colleague's older one; those that are over go.
    """
    if caller.role is not Role.CLINICIAN:
        raise Forbidden("Solo el personal clínico puede compartir una sesión.")
    if record.patient_id is None or record.ended:
        raise InvalidRequest("Solo se comparte una conversación en curso sobre un paciente.")
    if not 0 < len(colleague) <= LONGEST_NAME or not colleague.isprintable() or colleague == caller.id:
        raise InvalidRequest("Indique la cuenta de otra persona con quien compartir.")
    if not timedelta(0) < period <= LONGEST_SHARE:
        raise InvalidRequest(f"Se comparte por un máximo de {LONGEST_SHARE.days} días.")
    others = tuple(share for share in record.shares if share.caller != colleague and share.until > now)
    if len(others) >= MOST_SHARES:
        raise InvalidRequest(f"Una sesión se comparte con {MOST_SHARES} personas como máximo.")
    share = Share(caller=colleague, patient_id=record.patient_id, since=now, until=now + period)
    return record.model_copy(update={"shares": (*others, share)})


def unshared(record: SessionRecord, colleague: str) -> SessionRecord:
    """The record without the colleague's share, also where a turn under way would put it back."""
    rest = tuple(share for share in record.shares if share.caller != colleague)
    turn = record.turn
    if turn is not None and turn.before is not None:
        turn = turn.model_copy(update={"before": unshared(turn.before, colleague)})
    return record.model_copy(update={"shares": rest, "turn": turn})


def _is_shared(caller: Caller, record: SessionRecord, now: datetime) -> bool:
    if record.ended or caller.role is not Role.CLINICIAN:
        return False
    return any(
        share.caller == caller.id and share.patient_id == record.patient_id and now < share.until
        for share in record.shares
    )
