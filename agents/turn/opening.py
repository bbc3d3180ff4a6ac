"""What a turn starts with: a record that says who holds it and how it is undone, and its first messages."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from agents.assistant import agent_state
from agents.sessions.documents import Document
from agents.sessions.notebook import Notebook
from agents.sessions.records import SessionRecord, Turn
from agents.sessions.turns import Opening
from agents.turn.message import Message
from agents.turn.planning import Plan


def opening(
    plan: Plan,
    message: Message,
    messages: tuple[Document, ...],
    before: SessionRecord,
    notebook: Notebook,
    source: Notebook | None,
    *,
    now: datetime,
    lease: timedelta,
) -> Opening:
    """`messages` are what closes broken-off ones, and the caller's unless it is stored. `before` is the
    record as it was read; `source` has the messages that move into the `notebook`."""
    record = plan.record
    holder: dict[str, Any] = {"nonce": secrets.token_hex(8), "lease_until": now + lease, "over": False}
    if plan.going_on:
        turn = record.last_turn.model_copy(update={**holder, "earlier": record.last_turn.nonces})
    else:
        record = record.with_segment(record.segment.model_copy(update={"messages": notebook.next}))
        prompt = notebook.next + len(messages) - 1
        turn = _new_turn(plan, message, before, first=notebook.next, prompt=prompt, holder=holder)
    incomplete = not record.segment.made or notebook.agent is None
    return Opening(
        record=record.model_copy(update={"turn": turn, "question": plan.waiting, "active_at": now}),
        messages=messages,
        message_id=message.message_id,
        new_segment=agent_state(record.patient_id, record.session_id) if incomplete else None,
        claims=plan.claims,
        moved_from=source,
    )


def _new_turn(
    plan: Plan, message: Message, before: SessionRecord, *, first: int, prompt: int, holder: dict[str, Any]
) -> Turn:
    undone_to = before.model_copy(update={"answered": ()}) if plan.alters(before) else None
    return Turn(
        segment=plan.record.current,
        first_message=first,
        prompt=prompt,
        message_key=message.repeat.key,
        text_key=message.repeat.text_key if message.repeat.key else None,
        aside=plan.aside,
        claims=plan.claims,
        before=undone_to,
        **holder,
    )
