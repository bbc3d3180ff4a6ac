"""A turn's entry in the audit trail: begun by the conversation, filled in by what it decides."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from agents.audit.auditor import Account, Act, Auditor
from agents.errors import AssistantError
from agents.turn.decision import Ask, Bind, Decision, Doubt, Meaning, Refuse, Switch, Unbind
from agents.turn.message import Message


@asynccontextmanager
async def accounted(auditor: Auditor, message: Message) -> AsyncIterator[Account]:
    """The account of one turn; its entry is written when the turn is over, however it ends.

    Raises AuditUnavailable before anything is done, where the trail is required and cannot be written.
    """
    account, caller, session = Account(), message.caller, message.session_id
    if not auditor.active:
        yield account
        return
    await asyncio.to_thread(auditor.demand, Act.TURN, "begun", caller, session, None)
    try:
        yield account
    except AssistantError as error:
        account.outcome = error.code
        raise
    finally:
        await asyncio.to_thread(
            auditor.record,
            account.act,
            account.outcome,
            caller,
            session,
            patient_id=account.patient_id,
            before=account.before,
        )


def tell(account: Account, current: str | None, decision: Decision, meaning: Meaning) -> None:
    """Put what was decided into the account. `current` is the session's patient until now."""
    account.before = None
    match decision:
        case Bind(target):
            account.act, account.patient_id = Act.BIND, target.patient_id
        case Switch(target, disputed):
            account.act, account.patient_id = Act.DISPUTE if disputed else Act.SWITCH, target.patient_id
            account.before = current
        case Unbind():
            account.act, account.patient_id, account.before = Act.UNBIND, None, current
        case Ask():
            account.act, account.patient_id = Act.ASK, current
        case Refuse():
            account.act, account.patient_id = Act.REFUSE, _meant(meaning)
        case _:
            account.act, account.patient_id = Act.TURN, current


def _meant(meaning: Meaning) -> str | None:
    return meaning.known_as if isinstance(meaning, Doubt) else meaning.patient_id if meaning else None
